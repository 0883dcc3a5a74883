package mta.smtp.dns;

/// The two kinds of internet address.
public enum Family {
    IPV4,
    IPV6
}
