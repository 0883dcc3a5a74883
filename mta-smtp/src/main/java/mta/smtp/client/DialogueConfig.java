package mta.smtp.client;

import java.util.Set;

/// How a client speaks.
///
/// @param protocol SMTP or LMTP
/// @param heloName what it calls itself
/// @param timeouts its patience
/// @param lineLengthLimit longer lines of a message are broken; 0 for never
/// @param probesUpTo the command whose answer decides a probe: RCPT or DATA
/// @param discardedKeywords what a server offers and the client shall not use, in lower case: `pipelining`, `dsn` …
public record DialogueConfig(
        Protocol protocol,
        String heloName,
        ClientTimeouts timeouts,
        int lineLengthLimit,
        Stage probesUpTo,
        Set<String> discardedKeywords) {

    public DialogueConfig {
        discardedKeywords = Set.copyOf(discardedKeywords);
    }
}
