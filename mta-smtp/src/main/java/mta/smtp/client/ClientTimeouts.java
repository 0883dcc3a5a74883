package mta.smtp.client;

import java.time.Duration;

/// How long the client waits at each stage; the parameters `smtp_*_timeout`.
///
/// @param hello for the greeting and for the reply to EHLO, HELO or LHLO
/// @param mail for the reply to MAIL FROM
/// @param rcpt for the reply to RCPT TO
/// @param dataInit for the reply to DATA
/// @param dataTransfer for the server to take a portion of the message
/// @param dataDone for the reply to the end of the message
/// @param rset for the reply to RSET
public record ClientTimeouts(
        Duration hello,
        Duration mail,
        Duration rcpt,
        Duration dataInit,
        Duration dataTransfer,
        Duration dataDone,
        Duration rset) {}
