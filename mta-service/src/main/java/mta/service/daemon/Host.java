package mta.service.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import mta.core.config.ConfigException;
import mta.core.log.Severity;
import mta.core.log.TerminalLog;
import mta.core.posix.Processes;
import mta.core.posix.Signals;

/// One process that runs services: connects to master(8), is given its listeners, and serves until told to end.
///
/// ## Description
/// A host ends when master(8) says so, when master(8) is gone, on SIGTERM, and when all its services were idle for
/// `max_idle`. Open sessions finish their command first, but take no longer than four seconds; those of services that
/// anybody can keep waiting are hung up on. A second SIGTERM ends at once. One that serves the network or manages the
/// queue stays when idle.
/// ## Diagnostics
/// Settings that cannot be read at all end a host that has just started, with status 1. A service whose settings cannot
/// be used is logged as fatal and tried again after `service_throttle_time`; the other
/// services of the host go on. A mistake of ours in one session is logged as panic and ends that session.
public final class Host {

    private Host() {}

    /// Runs until master(8) says stop, or until all services were idle for `max_idle`; then ends the process.
    ///
    /// A host's whole `main` is one call of this:
    ///
    ///     Host.run("smtpd", args, Map.of("smtpd", SmtpdProgram::new));
    ///
    /// @param name the host, such as `smtpd`; the process is shown as `mta-smtpd`
    /// @param args the command line: `-c DIRECTORY -m SOCKET`, the socket being that of master(8)
    /// @param programs what the host can run, by the command name in `master.cf`
    public static void run(String name, String[] args, Map<String, Program> programs) {
        int status;
        try {
            Processes.rename("mta-" + name);
            Processes.umask(077);
            Signals.ignore(Signals.Signal.HUP);
            Signals.ignore(Signals.Signal.INT);
            status = serve(name, MasterLink.to(socket(args)), programs);
        } catch (IOException | ConfigException e) {
            new TerminalLog(System.err, "mta-" + name).write(Severity.FATAL, "", String.valueOf(e.getMessage()));
            status = 1;
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            status = 1;
        }
        // Not left to the end of main: libraries may have left threads of their own.
        System.exit(status);
    }

    private static int serve(String name, MasterLink link, Map<String, Program> programs) throws IOException {
        try (var work = new HostWork(name, programs, link)) {
            Signals.handle(Signals.Signal.TERM, work::stop);
            Thread.ofPlatform().daemon().name("master-link").start(() -> listen(link, work));
            return work.untilEnd();
        }
    }

    /// Without somebody who listens to master(8), a host would neither reload nor end.
    static void listen(MasterLink link, HostWork work) {
        try {
            link.listen(work);
        } catch (RuntimeException | Error e) {
            work.breakDown(e);
        }
    }

    private static Path socket(String[] args) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals("-m")) {
                return Path.of(args[i + 1]);
            }
        }
        throw new ConfigException("this program is started by master(8), with -m SOCKET");
    }
}
