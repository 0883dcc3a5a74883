package mta.qmgr;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import mta.core.net.LocalConnector;
import mta.service.client.DeliveryConnection;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;

/// Connections to delivery agents, kept for the next request while there is mail for them.
///
/// Safe for use by many threads; a connection carries one request at a time. Agents end their work after
/// `daemon_timeout`; one that has not answered after another `ipc_timeout` hangs, such as on a file server, and
/// is given up, so that the queue manager does not wait for it. The lock on the message keeps others away while it
/// still works.
final class DeliveryAgents implements Agents {

    private record Kept(DeliveryConnection connection, Instant since) {}

    /// A connection whose agent is at work.
    private static final class Busy {

        private final DeliveryConnection connection;
        private final Instant since;
        private volatile boolean givenUp;

        Busy(DeliveryConnection connection, Instant since) {
            this.connection = connection;
            this.since = since;
        }
    }

    /// A conversation that goes wrong as soon as the agent does.
    @FunctionalInterface
    private interface Conversation {
        DeliveryReport run() throws IOException;
    }

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    private final Map<String, Deque<Kept>> kept = new ConcurrentHashMap<>();
    private final Set<Busy> busy = ConcurrentHashMap.newKeySet();
    private final Function<String, Path> sockets;
    private final LocalConnector connector;
    private final Duration timeLimit;
    private final InstantSource clock;
    private Instant nextLook = Instant.EPOCH;

    /// @param sockets where a transport listens
    /// @param connector opens connections there
    /// @param timeLimit how long one request may take
    DeliveryAgents(Function<String, Path> sockets, LocalConnector connector, Duration timeLimit, InstantSource clock) {
        this.sockets = sockets;
        this.connector = connector;
        this.timeLimit = timeLimit;
        this.clock = clock;
    }

    /// Hands over a request and waits for its end.
    @Override
    public Attempt deliver(String transport, DeliveryRequest request) {
        var known = takeKept(transport);
        if (known.isPresent()) {
            try {
                return answered(transport, known.get(), () -> known.get().deliver(request));
            } catch (IOException _) {
                // The agent ended, perhaps because it had nothing to do: a fresh connection starts another. It skips
                // recipients that were done before.
            }
        }
        DeliveryConnection fresh;
        Path socket = sockets.apply(transport);
        try {
            fresh = DeliveryConnection.to(socket, connector);
        } catch (IOException e) {
            return new Attempt.NoAgent("connect to transport private/" + transport + ": " + reason(e));
        }
        try {
            return answered(transport, fresh, () -> {
                fresh.awaitGreeting();
                return fresh.deliver(request);
            });
        } catch (IOException e) {
            return lost(transport, "premature end-of-input");
        }
    }

    private static Attempt lost(String transport, String how) {
        return new Attempt.AgentLost(List.of(
                how + " on private/" + transport + " socket while reading input attribute name",
                "transport " + transport
                        + " failure -- see a previous warning/fatal/panic logfile record for the problem description"));
    }

    /// Gives up agents that have been at work for too long; looks now and then, and is to be called by one thread.
    @Override
    public void closeHanging() {
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(LOOK_INTERVAL);
        var limit = now.minus(timeLimit);
        for (var work : busy) {
            if (work.since.isBefore(limit)) {
                work.givenUp = true;
                work.connection.close();
            }
        }
    }

    /// Closes connections that were not used for a while.
    @Override
    public void closeIdle(Duration patience) {
        var limit = clock.instant().minus(patience);
        for (var connections : kept.values()) {
            // The oldest are at the end, as connections are taken from the front.
            var oldest = connections.pollLast();
            while (oldest != null && oldest.since.isBefore(limit)) {
                oldest.connection.close();
                oldest = connections.pollLast();
            }
            if (oldest != null) {
                connections.addLast(oldest);
            }
        }
    }

    /// Closes all connections that are kept.
    @Override
    public void close() {
        for (var connections : kept.values()) {
            for (var one = connections.poll(); one != null; one = connections.poll()) {
                one.connection.close();
            }
        }
    }

    private Attempt answered(String transport, DeliveryConnection connection, Conversation conversation)
            throws IOException {
        var work = new Busy(connection, clock.instant());
        busy.add(work);
        try {
            var report = conversation.run();
            kept.computeIfAbsent(transport, _ -> new ConcurrentLinkedDeque<>())
                    .addFirst(new Kept(connection, clock.instant()));
            return new Attempt.Answered(report);
        } catch (IOException e) {
            connection.close();
            if (work.givenUp) {
                return lost(transport, "timeout");
            }
            throw e;
        } finally {
            busy.remove(work);
        }
    }

    private Optional<DeliveryConnection> takeKept(String transport) {
        return Optional.ofNullable(kept.get(transport)).map(Deque::pollFirst).map(Kept::connection);
    }

    private static String reason(IOException e) {
        String text = String.valueOf(e.getMessage());
        int colon = text.lastIndexOf(": ");
        return colon < 0 ? text : text.substring(colon + 2);
    }
}
