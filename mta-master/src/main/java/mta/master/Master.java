package mta.master;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.InstallationParameters;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;
import mta.core.log.MailLog;
import mta.core.posix.Descriptor;
import mta.core.posix.Poll;
import mta.core.posix.Sockets;
import mta.service.daemon.HostKind;
import mta.service.daemon.MasterLink;
import mta.service.daemon.MasterLock;

/// The loop of master(8): waits for clients, hosts, signals and timers, and does what they call for.
///
/// One thread does all of it; signals and ends of processes come in through a queue.
final class Master {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WHEN_STOPPING = Duration.ofSeconds(15);
    private static final Duration PAUSE_WHEN_SHORT = Duration.ofSeconds(1);

    private static final int HOSTS_ONLY = 0600;

    private final MasterLog masterLog;
    private final MailLog log;
    private final MasterLock lock;
    private final InstantSource clock;
    private final Poll poll;
    private final Descriptor control;
    private final Listeners listeners;
    private final WakeUps wakeUps = new WakeUps();
    private final Map<HostKind, HostSlot> hosts = new EnumMap<>(HostKind.class);
    private final ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();

    private Configuration configuration;
    private boolean stopping;
    private Instant killAt = Instant.MAX;

    /// When hosts that connect are heard again, after the system had no descriptor for one.
    private Instant listenAgainAt = Instant.MIN;

    /// What does not change while it runs.
    ///
    /// @param command how hosts are started
    /// @param queue the queue directory
    record Setup(HostCommand command, Path queue) {}

    Master(
            Setup setup,
            Configuration configuration,
            MasterLog masterLog,
            MasterLock lock,
            Listeners listeners,
            InstantSource clock)
            throws IOException {
        this.configuration = configuration;
        this.masterLog = masterLog;
        this.log = masterLog.log();
        this.lock = lock;
        this.listeners = listeners;
        this.clock = clock;
        this.poll = new Poll();
        this.control = controlSocket(setup.command());
        for (HostKind kind : HostKind.values()) {
            hosts.put(kind, new HostSlot(kind, setup.command(), setup.queue(), log, clock, this::processEnded));
        }
    }

    /// Nobody but hosts has any business there.
    private static Descriptor controlSocket(HostCommand command) throws IOException {
        var socket = Sockets.listenPackets(command.control(), HOSTS_ONLY);
        if (command.owner().isPresent()) {
            Files.setAttribute(
                    command.control(), "unix:uid", command.owner().get().uid(), LinkOption.NOFOLLOW_LINKS);
        }
        return socket;
    }

    /// Opens all listeners.
    ///
    /// @throws mta.core.config.ConfigException where one cannot be opened
    void begin() throws IOException {
        var change = prepare(configuration);
        masterLog.use(change.log, change.next);
        use(change);
    }

    /// Runs until it is told to stop and all hosts have ended.
    void run() throws IOException {
        while (!(stopping && hosts.values().stream().noneMatch(HostSlot::hasProcess))) {
            Instant now = clock.instant();
            runTimers(now);
            for (Descriptor ready : poll.await(watched(now), untilNextTimer(now))) {
                handle(ready);
            }
            for (Runnable event = events.poll(); event != null; event = events.poll()) {
                event.run();
            }
        }
        listeners.close();
    }

    /// Has the configuration read again; may be called by any thread.
    void reload() {
        tell(this::reloadNow);
    }

    /// Ends the mail system; called again, at once. May be called by any thread.
    void stop(String why) {
        tell(() -> stopNow(why));
    }

    private void tell(Runnable event) {
        events.add(event);
        poll.wakeUp();
    }

    private void processEnded(HostSlot host, Process ended) {
        tell(() -> {
            if (stopping) {
                host.gone(ended);
                return;
            }
            host.afterEnd(ended, path(host), throttleTime());
            if (host.isDown() && host.mustRun()) {
                host.start(throttleTime());
            }
        });
    }

    /// Postfix's name for what a host runs: the path of its first command.
    private String path(HostSlot host) {
        return configuration.main().get(InstallationParameters.DAEMON_DIRECTORY) + "/"
                + host.kind().word();
    }

    private Duration throttleTime() {
        return configuration.main().get(ServiceParameters.SERVICE_THROTTLE_TIME);
    }

    // --- timers ---

    private void runTimers(Instant now) {
        if (stopping) {
            if (!now.isBefore(killAt)) {
                log.warning("stopping processes with force");
                hosts.values().forEach(HostSlot::kill);
                killAt = Instant.MAX;
            }
            return;
        }
        hosts.values().forEach(HostSlot::tick);
        hosts.values().stream()
                .filter(host -> host.isDown() && host.mustRun())
                .forEach(host -> host.start(throttleTime()));
        wakeUps.take(now).forEach(this::wakeUp);
    }

    private Duration untilNextTimer(Instant now) {
        var soonest = Stream.concat(
                        Stream.concat(
                                wakeUps.next().stream(),
                                hosts.values().stream().flatMap(host -> host.nextChange().stream())),
                        Stream.of(killAt, listenAgainAt).filter(now::isBefore))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        if (stopping) {
            soonest = killAt;
        }
        if (soonest.isAfter(now.plus(LONGEST_WAIT))) {
            return LONGEST_WAIT;
        }
        return soonest.isBefore(now) ? Duration.ZERO : Duration.between(now, soonest);
    }

    /// Connects to a service and writes `W`. On a thread of its own, as the backlog may be full.
    private void wakeUp(ServiceEntry entry) {
        if (entry.type() != ServiceEntry.Type.UNIX) {
            return;
        }
        Path socket = listeners.path(entry);
        Thread.ofVirtual().start(() -> {
            try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap(new byte[] {'W'}));
            } catch (IOException e) {
                tell(() -> log.warning("cannot wake up service " + entry.name() + ": " + e.getMessage()));
            }
        });
    }

    // --- descriptors ---

    private List<Descriptor> watched(Instant now) {
        var all = new ArrayList<Descriptor>();
        if (!now.isBefore(listenAgainAt)) {
            all.add(control);
        }
        masterLog.socket().ifPresent(all::add);
        for (HostSlot host : hosts.values()) {
            host.link().ifPresent(link -> all.add(link.socket()));
            if (host.isDown() && !stopping) {
                host.services().forEach(entry -> all.addAll(listeners.of(entry)));
            }
        }
        return all;
    }

    private void handle(Descriptor ready) {
        if (ready.equals(control)) {
            connect();
        } else if (masterLog.socket().filter(ready::equals).isPresent()) {
            masterLog.receive();
        } else {
            for (HostSlot host : hosts.values()) {
                if (host.link().filter(link -> link.socket().equals(ready)).isPresent()) {
                    hear(host, host.link().get());
                } else if (host.isDown() && knocked(host, ready)) {
                    host.start(throttleTime());
                }
            }
        }
    }

    private boolean knocked(HostSlot host, Descriptor ready) {
        for (ServiceEntry entry : host.services()) {
            if (listeners.of(entry).contains(ready)) {
                wakeUps.used(MasterLink.key(entry), clock.instant());
                return true;
            }
        }
        return false;
    }

    /// A process has connected to the control socket: one of the hosts, as the kernel knows its process id.
    private void connect() {
        try {
            connect(Sockets.accept(control));
        } catch (IOException e) {
            // Such as too many open files in the system, which must not be the end of all mail.
            log.warning("accept a host: " + e.getMessage());
            listenAgainAt = clock.instant().plus(PAUSE_WHEN_SHORT);
        }
    }

    private void connect(Descriptor connection) throws IOException {
        Sockets.Peer peer;
        try {
            peer = Sockets.peer(connection);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        var host = hosts.values().stream().filter(h -> h.isProcess(peer.pid())).findFirst();
        if (host.isEmpty()) {
            log.warning("connection to the control socket by process " + peer.pid() + ", which is no host of ours");
            connection.close();
            return;
        }
        host.get().connected(MasterLink.over(connection));
        assign(host.get());
    }

    private void assign(HostSlot host) {
        var sockets = new LinkedHashMap<String, List<Descriptor>>();
        host.services().forEach(entry -> sockets.put(MasterLink.key(entry), listeners.of(entry)));
        try {
            if (host.link().isPresent()) {
                host.link()
                        .get()
                        .assign(new MasterLink.Assignment(
                                configuration.main().directory(), lock.descriptor(), masterLog.file(), sockets));
            }
        } catch (IOException e) {
            // It has only part of them, or hears nothing any more; one that ended is started again.
            log.warning("cannot hand services to " + host.kind().word() + ": " + e.getMessage());
            host.kill();
        }
    }

    private void hear(HostSlot host, MasterLink link) {
        try {
            switch (link.report()) {
                case MasterLink.Report.Ready _ -> host.ready();
                case MasterLink.Report.Used(String service) -> wakeUps.used(service, clock.instant());
                case MasterLink.Report.Leaving _ -> host.left();
                case MasterLink.Report.End _ -> host.disconnected();
            }
        } catch (IOException e) {
            if (!stopping) {
                log.warning("lost host " + host.kind().word() + ": " + e.getMessage());
            }
            host.disconnected();
        }
    }

    // --- orders ---

    /// All that a configuration needs, so that nothing can go wrong any more when it is taken into use.
    ///
    /// @param services those of each host
    private record Change(
            Configuration next,
            MasterLog.Change log,
            Listeners.Change listeners,
            Map<HostKind, List<ServiceEntry>> services) {}

    private Change prepare(Configuration next) throws IOException {
        var services = new EnumMap<HostKind, List<ServiceEntry>>(HostKind.class);
        hosts.keySet().forEach(kind -> services.put(kind, next.servicesOf(kind)));
        var logChange = masterLog.prepare(next, listeners);
        try {
            return new Change(next, logChange, listeners.prepare(next.services(), next.addresses()), services);
        } catch (RuntimeException | Error e) {
            logChange.close();
            throw e;
        }
    }

    private void use(Change change) {
        listeners.use(change.listeners);
        configuration = change.next;
        wakeUps.use(change.next.services(), clock.instant());
        hosts.forEach((kind, host) -> host.use(change.services.get(kind)));
        hosts.values().forEach(this::assign);
    }

    /// All or nothing: where anything cannot be read or opened, master(8) and all hosts go on as before, into the
    /// same log.
    private void reloadNow() {
        if (stopping) {
            return;
        }
        try {
            var change = prepare(configuration.readAgain(log));
            masterLog.use(change.log, change.next);
            log.info("reload -- version " + change.next.main().get(CoreParameters.MAIL_VERSION) + ", configuration "
                    + change.next.main().directory());
            use(change);
        } catch (ConfigException | IOException e) {
            log.error("reload failed, the former configuration stays in force: " + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // A mistake of ours is no reason to end all mail.
            log.panic(e);
            log.error("reload failed, the former configuration stays in force");
        }
    }

    private void stopNow(String why) {
        if (stopping) {
            hosts.values().forEach(HostSlot::kill);
            return;
        }
        log.info(why);
        stopping = true;
        // Hosts have listeners of their own until they stop. From then on nobody may wait in a backlog that nobody
        // serves any more: qmgr(8) and smtpd(8) would wait for the others as long as they have time to finish.
        listeners.close();
        killAt = clock.instant().plus(PATIENCE_WHEN_STOPPING);
        hosts.values().forEach(HostSlot::stop);
    }

    /// Where hosts connect to.
    static Path controlSocket(Path pidFile) {
        return pidFile.resolveSibling("hosts");
    }
}
