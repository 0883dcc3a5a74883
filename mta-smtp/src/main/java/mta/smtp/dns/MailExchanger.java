package mta.smtp.dns;

/// A host that takes mail for a domain: an MX record.
///
/// @param preference lower ones are tried first
/// @param host the host name, without a final dot
public record MailExchanger(int preference, String host) {}
