package mta.smtpd.policy;

/// One entry of a restriction list, such as `permit_mynetworks` or `check_client_access cidr:/etc/postfix/clients`.
@FunctionalInterface
interface Restriction {

    /// Says what it thinks of a client.
    Verdict apply(Evaluation evaluation);
}
