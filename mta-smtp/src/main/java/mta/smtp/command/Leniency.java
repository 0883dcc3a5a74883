package mta.smtp.command;

/// A rule of the protocol that may be broken by a peer, as Postfix lets it be broken.
///
/// Each names the rule and what is let through. Those of addresses are off with `strict_rfc821_envelopes = yes`; those
/// of line ends follow `smtpd_forbid_bare_newline`.
public enum Leniency {
    /// `smtpd_forbid_bare_newline` decides. Only where that is `no`, such lines may even end a message.
    BARE_NEWLINE("RFC 5321 section 2.3.8", "a line may end in LF without CR"),
    SPACE_AFTER_COLON("RFC 5321 section 3.3", "MAIL FROM: <a@b.example>, with a blank before the address"),
    NAKED_ADDRESS("RFC 5321 section 4.1.2", "MAIL FROM:a@b.example, without angle brackets"),
    UNEVEN_BRACKETS("RFC 5321 section 4.1.2", "MAIL FROM:<<a@b.example>>, with more brackets than one pair"),
    BLANK("RFC 5321 section 4.1.2", "MAIL FROM:<a @b.example>, with a blank beside a separator"),
    COLON("RFC 5321 section 4.1.2", "RCPT TO:<a:b@c.example>, with a colon that is not quoted"),
    COMMENT("RFC 5321 section 4.1.2", "RCPT TO:<a(comment)@b.example>, with a comment as in a header"),
    EMPTY_LOCAL_PART("RFC 5321 section 4.1.2", "RCPT TO:<@b.example>, without a local part"),
    REPEATED_DOT("RFC 5321 section 4.1.2", "RCPT TO:<a..b@c.example>, with an empty atom"),
    NO_DOMAIN("RFC 5321 section 4.1.2", "RCPT TO:<user>, without a domain; the mail system's own is meant");

    private final String rule;
    private final String meaning;

    Leniency(String rule, String meaning) {
        this.rule = rule;
        this.meaning = meaning;
    }

    /// Where the rule stands that is broken.
    public String rule() {
        return rule;
    }

    /// What is let through.
    public String meaning() {
        return meaning;
    }
}
