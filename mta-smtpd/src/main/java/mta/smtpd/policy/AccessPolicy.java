package mta.smtpd.policy;

import java.util.function.Supplier;
import mta.core.table.Membership;
import mta.smtpd.Peer;

/// Decides what a client may do, by the access restrictions of the configuration.
public interface AccessPolicy {

    /// Evaluates the restrictions of a phase, and with `smtpd_delay_reject` those of earlier phases with them.
    ///
    /// What is refused or done is reported to the dialogue's log.
    Ruling check(Dialogue dialogue);

    /// Whether headers of the client's messages are completed with local names (`local_header_rewrite_clients`).
    boolean isLocalClient(Peer peer);

    /// Whether a client may send lines that end in LF alone (`smtpd_forbid_bare_newline_exclusions`).
    boolean mayUseBareNewlines(Peer peer);

    /// Whether a client may have each recipient get a copy from a sender of its own (`smtpd_authorized_verp_clients`).
    ///
    /// @param named the client, after waiting for its name
    Membership mayAskForVerp(Supplier<Peer> named);

    /// Whether waiting mail for a domain may be asked for: it is in `fast_flush_domains`.
    Membership isFlushed(String domain);
}
