package mta.qmgr;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import mta.service.client.DeliveryConnection;
import mta.service.client.DeliveryRequest;

/// Connections to delivery agents, kept for the next request while there is mail for them.
///
/// Safe for use by many threads; a connection carries one request at a time.
final class DeliveryAgents implements QueueManager.Agents {

    private record Kept(DeliveryConnection connection, Instant since) {}

    private final Map<String, Deque<Kept>> kept = new ConcurrentHashMap<>();
    private final Function<String, Path> sockets;
    private final InstantSource clock;

    /// @param sockets where a transport listens
    DeliveryAgents(Function<String, Path> sockets, InstantSource clock) {
        this.sockets = sockets;
        this.clock = clock;
    }

    /// Hands over a request and waits for its end.
    @Override
    public Attempt deliver(String transport, DeliveryRequest request) {
        var known = takeKept(transport);
        if (known.isPresent()) {
            try {
                return answered(transport, known.get(), request);
            } catch (IOException _) {
                // The agent ended, perhaps because it had nothing to do: a fresh connection starts another. It skips
                // recipients that were done before.
                close(known.get());
            }
        }
        DeliveryConnection fresh;
        Path socket = sockets.apply(transport);
        try {
            fresh = DeliveryConnection.to(socket);
        } catch (IOException e) {
            return new Attempt.NoAgent("connect to transport private/" + transport + ": " + reason(e));
        }
        try {
            return answered(transport, fresh, request);
        } catch (IOException e) {
            close(fresh);
            return new Attempt.AgentLost("transport " + transport
                    + " failure -- see a previous warning/fatal/panic logfile record for the problem description");
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
                close(oldest.connection);
                oldest = connections.pollLast();
            }
            if (oldest != null) {
                connections.addLast(oldest);
            }
        }
    }

    private Attempt answered(String transport, DeliveryConnection connection, DeliveryRequest request)
            throws IOException {
        var report = connection.deliver(request);
        kept.computeIfAbsent(transport, _ -> new ConcurrentLinkedDeque<>())
                .addFirst(new Kept(connection, clock.instant()));
        return new Attempt.Answered(report);
    }

    private Optional<DeliveryConnection> takeKept(String transport) {
        var connections = kept.get(transport);
        while (connections != null) {
            var first = connections.pollFirst();
            if (first == null) {
                break;
            }
            if (!first.connection.isClosedByPeer()) {
                return Optional.of(first.connection);
            }
            close(first.connection);
        }
        return Optional.empty();
    }

    private static void close(DeliveryConnection connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // It is of no use any more, and holds nothing of ours.
        }
    }

    private static String reason(IOException e) {
        String text = String.valueOf(e.getMessage());
        int colon = text.lastIndexOf(": ");
        return colon < 0 ? text : text.substring(colon + 2);
    }
}
