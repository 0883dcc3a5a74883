package mta.smtpd;

import java.time.Duration;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.config.VerifyParameters;
import mta.core.log.MailLog;
import mta.core.table.Tables;
import mta.service.client.SessionReport;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.smtp.dns.HostLookup;
import mta.smtp.dns.Resolver;
import mta.smtpd.policy.RestrictedAccess;

/// smtpd(8) — SMTP server.
///
/// ## Description
/// Receives mail from the network, refuses what the access restrictions do not allow, and hands the rest to
/// cleanup(8). A message is answered with 250 only when cleanup(8) has it on disk.
/// ## Standards
/// RFC 5321 (SMTP), RFC 1870 (SIZE), RFC 1985 (ETRN), RFC 2034 (enhanced status codes), RFC 2920 (pipelining),
/// RFC 3461 (DSN parameters), RFC 6152 (8BITMIME), RFC 6531 (SMTPUTF8, as far as addresses go).
/// ## Bugs
/// STARTTLS, AUTH, BDAT, XCLIENT and XFORWARD are answered as by a Postfix in which they are switched off.
public final class SmtpdProgram {

    private SmtpdProgram() {}

    /// Builds the service of one line of `master.cf`.
    ///
    /// @param anvil shared by all services, and those that come after each other on reloads
    /// @throws mta.core.config.ConfigException if its settings cannot be used
    public static Service start(ServiceContext context, Anvil anvil) {
        MainCf main = context.main();
        MailLog log = context.log();
        var config = SmtpdConfig.from(main, Tables.ofService(main, log));
        var hosts = HostLookup.system();
        var cleanup = context.service(main.get(ServiceParameters.CLEANUP_SERVICE_NAME));
        return new SmtpdService(new Environment(
                config,
                new RestrictedAccess(
                        main,
                        log,
                        Resolver.system(),
                        SmtpdProgram::pause,
                        context.service(main.get(VerifyParameters.ADDRESS_VERIFY_SERVICE_NAME))),
                new ClientCounts(main, context.entry().name(), Tables.ofService(main, log), anvil, log),
                hosts,
                cleanup,
                new SessionReport(main, cleanup, context.clock(), log),
                context.service(main.get(ServiceParameters.FLUSH_SERVICE_NAME)),
                context.queueDirectory(),
                log,
                context.clock(),
                SmtpdProgram::pause));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
