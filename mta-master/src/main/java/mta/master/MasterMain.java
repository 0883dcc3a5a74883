package mta.master;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.log.ErrorText;
import mta.core.log.Severity;
import mta.core.log.TerminalLog;
import mta.core.posix.Descriptor;
import mta.core.posix.FileName;
import mta.core.posix.Processes;
import mta.core.posix.Signals;
import mta.core.posix.User;
import mta.service.daemon.MailOwner;
import mta.service.daemon.MasterLock;
import mta.service.daemon.QueueDirectories;

/// master(8) — starts the processes of the mail system, and holds what must outlive them.
///
/// ## Description
/// Binds all listeners of `master.cf` and hands them to a host when a client comes: a process that runs one or more
/// services. Restarts a host that broke down, wakes services up by their timers, and owns the log file.
///
/// Started by root, hosts run as `mail_owner`, but for the one that delivers locally. Started by anybody else,
/// everything runs as that user, and what needs root is refused.
/// ## Signals
/// SIGHUP reads the configuration again. SIGTERM and SIGINT let sessions finish their command, then end the mail
/// system; a second one ends it at once.
/// ## Files
/// `pid/master.pid` and `pid/hosts` in the queue directory, `master.lock` in the data directory.
/// ## Diagnostics
/// Exit status 1 where it cannot start; with `-t`, where the mail system is running.
public final class MasterMain {

    /// How long others may look whether the mail system runs, for which they take the lock for a moment.
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /// How long processes of a former mail system may take to finish.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private MasterMain() {}

    public static void main(String[] args) {
        System.exit(run(args, System.getenv()));
    }

    private static int run(String[] args, Map<String, String> environment) {
        try {
            var options = MasterOptions.parse(args, environment);
            if (options.testLock()) {
                return MasterLock.running(MainCf.read(options.configuration())).isPresent() ? 1 : 0;
            }
            Processes.rename("mta-master");
            start(options, environment);
            return 0;
        } catch (ConfigException | IOException e) {
            new TerminalLog(System.err, "postfix/master").write(Severity.FATAL, "", String.valueOf(e.getMessage()));
            return 1;
        } catch (InterruptedException e) {
            return 1;
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return 1;
        }
    }

    private static void start(MasterOptions options, Map<String, String> environment)
            throws IOException, InterruptedException {
        var configuration = Configuration.read(options.configuration());
        var main = configuration.main();
        Processes.umask(022);
        QueueDirectories.of(main).createMissing();
        var masterLog = MasterLog.open(main);
        try (var _ = MasterLock.take(MasterLock.pidFile(main), A_MOMENT);
                var lock = MasterLock.take(MasterLock.dataFile(main), PATIENCE)) {
            var owner = owner(main);
            if (owner.isPresent()) {
                lock.giveTo(owner.get().uid());
            }
            run(options, configuration, masterLog, lock, environment);
        } catch (ConfigException | IOException e) {
            masterLog.log().fatal(e instanceof IOException known ? ErrorText.withFile(known) : e.getMessage());
            throw e;
        } catch (RuntimeException | Error e) {
            masterLog.log().panic(e);
            throw e;
        }
    }

    private static void run(
            MasterOptions options,
            Configuration configuration,
            MasterLog masterLog,
            MasterLock lock,
            Map<String, String> environment)
            throws IOException {
        var main = configuration.main();
        Path queue = FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY));
        Optional<User> owner = owner(main);
        Path control = Master.controlSocket(MasterLock.pidFile(main));
        var command = new HostCommand(HostCommand.launcher(environment), main.directory(), control, owner);
        var master = new Master(
                new Master.Setup(command, queue),
                configuration,
                masterLog,
                lock,
                new Listeners(queue, SocketAccess.of(main, owner)),
                InstantSource.system());
        Signals.handle(Signals.Signal.HUP, master::reload);
        Signals.handle(Signals.Signal.TERM, () -> master.stop("terminating on signal 15"));
        Signals.handle(Signals.Signal.INT, () -> master.stop("terminating on signal 2"));
        options.lifetime().ifPresent(time -> stopAfter(master, time));
        configuration.checkProtection(masterLog.log());
        configuration.warn(masterLog.log());
        master.begin();
        masterLog
                .log()
                .info("daemon started -- version " + main.get(CoreParameters.MAIL_VERSION) + ", configuration "
                        + FileName.bytes(main.directory()));
        settle(options);
        master.run();
    }

    /// Whom processes are to run as; nobody in particular where this process is not root.
    private static Optional<User> owner(MainCf main) {
        return Processes.effectiveUser() == 0 ? Optional.of(MailOwner.user(main)) : Optional.empty();
    }

    private static void stopAfter(Master master, Duration time) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(time);
                master.stop("master exit time has arrived");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Tells who waits that the mail system is up, and lets go of the terminal.
    private static void settle(MasterOptions options) throws IOException {
        if (options.detach()) {
            Descriptor.of(1).write("ready\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (!options.keepOutput()) {
            try (var nowhere = Descriptor.readWrite(Path.of("/dev/null"), 0)) {
                for (int number = 0; number <= 2; number++) {
                    nowhere.takeThePlaceOf(number);
                }
            }
        }
    }
}
