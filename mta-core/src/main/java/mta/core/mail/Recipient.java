package mta.core.mail;

import java.util.Set;

/// One recipient of a queued message: who gets it, and what the sender said about it.
///
/// @param address where it goes, after all rewriting
/// @param original the address as first given; empty where unknown
/// @param offset where its record starts in the queue file, so that it can be marked done in place
/// @param dsnOriginal the `ORCPT=` value such as `rfc822;user@example.com` (RFC 3461 section 4.2); may be empty
/// @param dsnNotify when the sender wants to hear about it
public record Recipient(MailAddress address, String original, long offset, String dsnOriginal, Set<Notify> dsnNotify) {

    public Recipient {
        dsnNotify = Set.copyOf(dsnNotify);
    }
}
