package mta.service.daemon;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mta.core.config.ConfigException;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;
import mta.core.log.ErrorText;
import mta.core.net.ClientConnection;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.core.posix.Descriptor;

/// One line of `master.cf` at work: its listeners, and the clients it serves, no more of them than it may.
final class RunningService {

    private final ServiceContext context;
    private final Program program;
    private final List<Descriptor> listeners;
    private final Network network;
    private final Runnable changed;
    private final Consumer<ServiceEntry> used;
    private final Consumer<Throwable> broken;
    private final int limit;
    private final Semaphore slots;
    private final List<Network.Acceptor> acceptors = new ArrayList<>();
    private final Overload overload;

    /// So that it is built once, and not on an event loop.
    private final ReentrantLock building = new ReentrantLock();

    /// Guarded by building.
    private boolean cannotBeStressed;

    // Guarded by this:
    private final Set<Connection> open = new HashSet<>();
    private Optional<Service> service = Optional.empty();

    /// The same with other settings, for clients that come while it is overloaded.
    private Optional<Service> stressed = Optional.empty();

    private boolean accepting;
    private boolean paused;
    private boolean stopped;
    private boolean hurried;
    private boolean everUsed;

    /// @param listeners owned by this service from now on
    /// @param overload notices that the limit is reached
    /// @param changed called after each client
    /// @param used called at the first client
    /// @param broken called where it cannot go on, and another process should
    RunningService(
            ServiceContext context,
            Program program,
            List<Descriptor> listeners,
            Network network,
            Overload overload,
            Runnable changed,
            Consumer<ServiceEntry> used,
            Consumer<Throwable> broken) {
        this.context = context;
        this.program = program;
        this.listeners = listeners;
        this.network = network;
        this.changed = changed;
        this.used = used;
        this.broken = broken;
        this.limit = context.entry().processLimit() == 0 || context.entry().servesManyAtATime()
                ? Integer.MAX_VALUE
                : context.entry().processLimit();
        this.slots = new Semaphore(limit);
        this.overload = overload;
    }

    /// Builds the service. One that cannot start is tried again after `service_throttle_time`; its clients wait.
    void start() {
        try {
            var started = program.start(checked());
            synchronized (this) {
                service = Optional.of(started);
                if (stopped) {
                    // Told while it was being built, as a reload may.
                    started.stop();
                }
            }
        } catch (ConfigException e) {
            context.log().fatal(e.getMessage());
            throttle();
        } catch (RuntimeException | Error e) {
            panic(e);
            throttle();
        }
    }

    private ServiceContext checked() {
        context.entry().badOption().ifPresent(problem -> {
            throw new ConfigException(problem);
        });
        return context;
    }

    private void throttle() {
        overload.masterLog().warning("service " + context.entry().name() + ": bad command startup -- throttling");
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(context.main().get(ServiceParameters.SERVICE_THROTTLE_TIME));
                if (!isStopped()) {
                    start();
                    accept();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                broken.accept(e);
            }
        });
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /// Begins to take clients.
    void accept() {
        acceptAll().ifPresent(broken);
    }

    /// Registers the listeners one after the other, without the lock that [#arrived] takes: the loop on which a client
    /// of the first one arrives may be the loop that the next one has to wait for.
    ///
    /// @return why it does not take them
    private Optional<IOException> acceptAll() {
        synchronized (this) {
            if (service.isEmpty() || stopped || accepting) {
                return Optional.empty();
            }
            accepting = true;
        }
        for (Descriptor listener : listeners) {
            try {
                var number = release(listener);
                if (number.isPresent()) {
                    opened(acceptor(number.getAsInt()));
                }
            } catch (IOException e) {
                context.log().fatal("cannot listen for " + context.entry().name() + ": " + e.getMessage());
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /// @return nothing where it was stopped, and the listener is closed
    private synchronized OptionalInt release(Descriptor listener) {
        return stopped ? OptionalInt.empty() : OptionalInt.of(listener.release());
    }

    private Network.Acceptor acceptor(int listener) throws IOException {
        return switch (context.entry().type()) {
            case INET -> network.acceptInet(listener, this::arrived);
            case UNIX, UNIX_DGRAM, FIFO, PASS -> network.acceptLocal(listener, this::arrived);
        };
    }

    /// Its first clients may have come already, and it may have been stopped meanwhile.
    private synchronized void opened(Network.Acceptor acceptor) {
        acceptors.add(acceptor);
        if (stopped) {
            close(acceptor);
        } else if (paused) {
            acceptor.pause();
        }
    }

    /// A client has connected; called by an event loop.
    private void arrived(ClientConnection connection) {
        boolean first;
        boolean underStress;
        synchronized (this) {
            first = !everUsed && context.entry().wakeupOnlyIfUsed();
            everUsed = true;
            open.add(connection);
            if (hurried) {
                hangUp();
            }
            if (open.size() >= limit && !paused) {
                paused = true;
                acceptors.forEach(Network.Acceptor::pause);
                overload.reached(
                        acceptors.stream().map(Network.Acceptor::address).toList());
            }
            underStress = overload.isUnderWay();
        }
        Thread.ofVirtual().name(context.entry().command() + "-" + connection).start(() -> {
            if (first) {
                used.accept(context.entry());
            }
            converse(connection, underStress);
        });
    }

    private void converse(ClientConnection connection, boolean underStress) {
        try (connection) {
            // More may have been accepted than can be served, as accepting is paused a moment late.
            slots.acquire();
            try {
                (underStress ? serviceUnderStress() : usual()).serve(connection);
                finish(connection);
            } finally {
                slots.release();
            }
        } catch (InterruptedException | InterruptedIOException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (!isHungUp()) {
                context.log().warning(ErrorText.withFile(e));
            }
        } catch (RuntimeException | Error e) {
            panic(e);
        } finally {
            left(connection);
        }
    }

    private Service serviceUnderStress() {
        building.lock();
        try {
            return built().orElseGet(this::buildForStress);
        } finally {
            building.unlock();
        }
    }

    private synchronized Service usual() {
        return service.orElseThrow();
    }

    private synchronized Optional<Service> built() {
        return stressed;
    }

    /// Where it cannot be built, which is tried once, clients are better served as usual than not at all.
    private Service buildForStress() {
        if (cannotBeStressed) {
            return usual();
        }
        try {
            var started = program.start(context.underStress());
            synchronized (this) {
                stressed = Optional.of(started);
                if (stopped) {
                    started.stop();
                }
            }
            return started;
        } catch (ConfigException e) {
            context.log().error(e.getMessage());
        } catch (RuntimeException e) {
            context.log().error("no service for times of stress: " + e);
        }
        cannotBeStressed = true;
        return usual();
    }

    private synchronized Stream<Service> services() {
        return Stream.concat(service.stream(), stressed.stream());
    }

    private static void finish(Connection connection) {
        try {
            connection.finish();
        } catch (IOException _) {
            // A client that goes before it has heard the end does not want to know.
        }
    }

    private void panic(Throwable mistake) {
        context.log().panic(mistake);
        mistake.printStackTrace();
    }

    private void left(Connection connection) {
        synchronized (this) {
            open.remove(connection);
            if (paused && open.size() < limit) {
                paused = false;
                acceptors.forEach(Network.Acceptor::resume);
            }
        }
        changed.run();
    }

    /// Takes no more clients and lets those there are finish.
    synchronized void stop() {
        if (!stopped) {
            stopped = true;
            acceptors.forEach(this::close);
            listeners.forEach(Descriptor::close);
            services().forEach(Service::stop);
        }
    }

    /// Clients that were accepted already are served. They are told about by the event loops, so that nobody
    /// may wait for it here.
    private void close(Network.Acceptor acceptor) {
        acceptor.close();
        var _ = acceptor.closed()
                .thenRun(() -> Thread.ofVirtual().name("closed").start(changed));
    }

    /// Hangs up where nothing is lost by it, and has long work ended, as the process is about to end.
    synchronized void hurry() {
        hurried = true;
        services().forEach(Service::hurry);
        hangUp();
    }

    private synchronized void hangUp() {
        if (services().anyMatch(Service::mayHangUp)) {
            open.forEach(Connection::close);
        }
    }

    private synchronized boolean isHungUp() {
        return hurried && services().anyMatch(Service::mayHangUp);
    }

    /// What it is called in the log.
    String name() {
        return context.entry().name();
    }

    /// Whether nothing is under way, and, once it is stopped, nobody can have come unseen.
    synchronized boolean isIdle() {
        return open.isEmpty()
                && (!stopped
                        || acceptors.stream()
                                .allMatch(acceptor -> acceptor.closed().isDone()))
                && services().allMatch(Service::isIdle);
    }

    /// Whether its host must not end when idle: it serves the network, manages the queue, or knows what nobody else
    /// does.
    synchronized boolean mustStay() {
        return context.entry().type() == ServiceEntry.Type.INET
                || context.entry().command().equals("qmgr")
                || services().anyMatch(Service::mustStay);
    }
}
