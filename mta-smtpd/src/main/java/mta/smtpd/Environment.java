package mta.smtpd;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import mta.core.log.MailLog;
import mta.service.client.LocalService;
import mta.service.client.SessionReport;
import mta.smtp.dns.HostLookup;
import mta.smtpd.policy.AccessPolicy;

/// What all sessions of one service share: its settings, its restrictions, and the world around it.
///
/// @param config its settings
/// @param policy its restrictions
/// @param counts counts what clients do
/// @param hosts finds names of clients
/// @param cleanup takes messages: cleanup(8)
/// @param reports tells the postmaster of sessions that went wrong
/// @param flush where waiting mail is asked for: flush(8)
/// @param queueDirectory the file system that messages are stored in
/// @param log the mail log
/// @param clock what time it is
/// @param pause waits, to slow down clients that make errors
public record Environment(
        SmtpdConfig config,
        AccessPolicy policy,
        ClientCounts counts,
        HostLookup hosts,
        LocalService cleanup,
        SessionReport reports,
        LocalService flush,
        Path queueDirectory,
        MailLog log,
        InstantSource clock,
        Pause pause) {

    /// Waits.
    @FunctionalInterface
    public interface Pause {
        /// Returns after that time, or earlier when interrupted.
        void of(Duration time);
    }
}
