package mta.service.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.core.net.Network;
import mta.core.posix.Descriptor;
import mta.core.posix.FileName;

/// The services of a host: started, exchanged on reload, watched for idleness, and ended.
final class HostWork implements MasterLink.Orders, Closeable {

    /// What sessions have to finish in: `postfix stop` uses force after five seconds. Whatever is cut off is as safe
    /// as in a crash.
    private static final Duration PATIENCE_WHEN_STOPPING = Duration.ofSeconds(4);

    private static final Duration LOOK_WHEN_STOPPING = Duration.ofMillis(50);
    private static final Duration LOOK_WHEN_RUNNING = Duration.ofSeconds(5);
    private static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Map<String, Program> programs;
    private final MasterLink link;
    private final HostLog log;
    private final InstantSource clock;
    private final Network network = new Network(EVENT_LOOPS);

    // Guarded by this:
    private final List<RunningService> current = new ArrayList<>();
    private final List<RunningService> finishing = new ArrayList<>();
    private Duration maxIdle = Duration.ofDays(1);
    private Duration longestWork = Duration.ofDays(1);
    private Stage stage = Stage.AWAITING_SERVICES;
    private boolean toldToStop;
    private Instant giveUpAt = Instant.MAX;
    private int status;
    private Instant lastWork;

    /// How far the life of this host is; it never goes back.
    private enum Stage {
        /// Master has not said yet what to serve.
        AWAITING_SERVICES,
        SERVING,
        /// On its own account, for want of work. Whatever comes later, it stays at that: see [#lost].
        LEAVING,
        /// On an order, or after a failure.
        STOPPING
    }

    HostWork(String name, Map<String, Program> programs, MasterLink link) {
        this(name, programs, link, InstantSource.system());
    }

    HostWork(String name, Map<String, Program> programs, MasterLink link, InstantSource clock) {
        this.programs = programs;
        this.link = link;
        this.clock = clock;
        this.lastWork = clock.instant();
        this.log = new HostLog(name);
        log.takeInLibraries();
    }

    @Override
    public void begin(MasterLink.Assignment assignment) {
        Optional<Descriptor> unused = assignment.log();
        try {
            var main = MainCf.read(assignment.directory());
            var master = MasterCf.read(assignment.directory(), main).asServed();
            log.use(main, unused);
            unused = Optional.empty();
            // Read before anything is started: a bad value must leave nothing running.
            var idle = main.get(CoreParameters.MAX_IDLE);
            var work = main.get(CoreParameters.DAEMON_TIMEOUT);
            exchange(start(main, master, assignment.listeners()), idle, work);
            tellReady();
        } catch (ConfigException e) {
            log.fatal("cannot begin with " + assignment.directory() + ": " + e.getMessage());
            assignment.listeners().values().forEach(HostWork::close);
            unused.ifPresent(Descriptor::close);
            giveUp();
        }
    }

    /// Services that run already go on with their former settings. Without any, the process ends, so that master(8)
    /// watches the listeners again and tries later; a host that stayed would leave all its clients waiting.
    private synchronized void giveUp() {
        if (current.isEmpty()) {
            status = 1;
            goOnTo(Stage.STOPPING);
            notifyAll();
        }
    }

    /// Ends the process after a mistake of ours; master(8) starts another. Sessions have the time that they
    /// have when the mail system stops: nobody else is served before the last of them has ended.
    synchronized void breakDown(Throwable mistake) {
        log.own().panic(mistake);
        status = 1;
        endSoon();
    }

    private synchronized void endSoon() {
        goOnTo(Stage.STOPPING);
        current.forEach(RunningService::stop);
        current.forEach(RunningService::hurry);
        finishing.forEach(RunningService::hurry);
        giveUpAt = clock.instant().plus(PATIENCE_WHEN_STOPPING);
        notifyAll();
    }

    private void tellReady() {
        try {
            link.send(new MasterLink.Report.Ready());
        } catch (IOException e) {
            // Master is gone: the thread that listens to it finds out and ends this process in order.
            log.warning("master does not hear that this host is ready: " + e.getMessage());
        }
    }

    /// All are built before the first one starts, so that settings that cannot be used leave nothing running.
    private List<RunningService> start(MainCf main, MasterCf master, Map<String, List<Descriptor>> listeners) {
        var all = new ArrayList<RunningService>();
        var unused = new HashMap<>(listeners);
        for (ServiceEntry entry : master.services()) {
            String key = MasterLink.key(entry);
            var program = Optional.ofNullable(programs.get(entry.command()));
            if (program.isEmpty() || !unused.containsKey(key)) {
                continue;
            }
            MainCf settings = main.forService(entry);
            var context = new ServiceContext(
                    entry,
                    settings,
                    master,
                    log.of(settings, entry.command()),
                    FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY)),
                    clock,
                    network::connect);
            all.add(new RunningService(
                    context,
                    program.get(),
                    unused.remove(key),
                    network,
                    new Overload(context),
                    this::changed,
                    this::used,
                    this::breakDown));
        }
        unused.values().forEach(HostWork::close);
        all.forEach(RunningService::start);
        return all;
    }

    private static void close(List<Descriptor> listeners) {
        listeners.forEach(Descriptor::close);
    }

    private synchronized void exchange(List<RunningService> started, Duration idle, Duration work) {
        current.forEach(RunningService::stop);
        finishing.addAll(current);
        current.clear();
        current.addAll(started);
        maxIdle = idle;
        longestWork = work;
        lastWork = clock.instant();
        goOnTo(Stage.SERVING);
        if (isEnding()) {
            current.forEach(RunningService::stop);
            current.forEach(RunningService::hurry);
        } else {
            current.forEach(RunningService::accept);
        }
    }

    @Override
    public void stop() {
        boolean again;
        synchronized (this) {
            again = toldToStop;
            toldToStop = true;
            endSoon();
        }
        if (again && finishing()) {
            Runtime.getRuntime().halt(0);
        }
    }

    /// Without master there is nothing to be done any more. It also hangs up on a host that leaves for want of work:
    /// that is no order, and a client that came at the last moment is served to its end.
    @Override
    public void lost() {
        if (!isLeaving()) {
            stop();
        }
    }

    private synchronized boolean isLeaving() {
        return stage == Stage.LEAVING;
    }

    /// Whether nobody new is served any more.
    private boolean isEnding() {
        return stage == Stage.LEAVING || stage == Stage.STOPPING;
    }

    private void goOnTo(Stage next) {
        if (!isEnding()) {
            stage = next;
        }
    }

    /// Whether sessions are still being waited for.
    private synchronized boolean finishing() {
        return !isIdle();
    }

    /// Waits until there is nothing more to do here.
    ///
    /// @return the exit status: 1 where it could not begin
    synchronized int untilEnd() {
        try {
            while (!(isEnding() && isIdle()) && !isTooLate()) {
                wait((isEnding() ? LOOK_WHEN_STOPPING : look()).toMillis());
                finishing.removeIf(RunningService::isIdle);
                if (!isIdle()) {
                    lastWork = clock.instant();
                } else if (!isEnding() && !mustStay() && !clock.instant().isBefore(lastWork.plus(maxIdle))) {
                    leave();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status;
    }

    /// Whether sessions have had the time that there is to finish.
    private boolean isTooLate() {
        boolean isTooLate = !clock.instant().isBefore(giveUpAt);
        if (isTooLate) {
            var busy = Stream.concat(current.stream(), finishing.stream())
                    .filter(service -> !service.isIdle())
                    .map(RunningService::name)
                    .distinct()
                    .collect(Collectors.joining(", "));
            log.warning("ended before these services had finished: " + busy);
        }
        return isTooLate;
    }

    private Duration look() {
        return LOOK_WHEN_RUNNING.compareTo(maxIdle) < 0 ? LOOK_WHEN_RUNNING : maxIdle;
    }

    /// Ends for want of work. Master(8) starts another process for the next client, so that two may run side by
    /// side for a while: a client who came at the last moment is served here, as the other knows nothing of him.
    ///
    /// He may take as long as any process of Postfix may, which ends itself after `daemon_timeout`.
    /// Nothing is lost: a message that was answered is on disk, and one that was not is sent again.
    synchronized void leave() {
        goOnTo(Stage.LEAVING);
        giveUpAt = clock.instant().plus(longestWork);
        current.forEach(RunningService::stop);
        try {
            link.send(new MasterLink.Report.Leaving());
        } catch (IOException e) {
            log.warning("master does not hear that this host is idle: " + e.getMessage());
        }
    }

    private boolean mustStay() {
        return stage == Stage.AWAITING_SERVICES || current.stream().anyMatch(RunningService::mustStay);
    }

    private boolean isIdle() {
        return finishing.stream().allMatch(RunningService::isIdle)
                && current.stream().allMatch(RunningService::isIdle);
    }

    private synchronized void changed() {
        lastWork = clock.instant();
        if (isEnding()) {
            notifyAll();
        }
    }

    private void used(ServiceEntry entry) {
        try {
            link.send(new MasterLink.Report.Used(MasterLink.key(entry)));
        } catch (IOException e) {
            log.warning("master does not hear that " + entry.name() + " is used: " + e.getMessage());
        }
    }

    /// The link to master is left to the end of the process, which is next: another thread waits on it.
    @Override
    public void close() {
        network.close();
    }
}
