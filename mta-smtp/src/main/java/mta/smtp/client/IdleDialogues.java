package mta.smtp.client;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps connections open for a moment after a message, as more mail for the same server often follows.
///
/// What Postfix's scache(8) does across processes is done here inside one. Connections that waited longer than the
/// idle limit are closed by [#sweep], which the owner calls about once a second.
public final class IdleDialogues implements Closeable {

    /// A connection with its history.
    ///
    /// @param dialogue the connection
    /// @param relay the server as it is written in the log
    /// @param born when it was opened
    /// @param uses how many messages went over it
    public record Kept(Dialogue dialogue, String relay, Instant born, int uses) {}

    private record Waiting(Kept kept, Instant until) {}

    private final Map<String, Deque<Waiting>> waiting = new HashMap<>();
    private final Duration idleLimit;
    private final Duration reuseTimeLimit;
    private final int reuseCountLimit;
    private final InstantSource clock;

    /// @param idleLimit how long a connection waits, `smtp_connection_cache_time_limit`
    /// @param reuseTimeLimit how old it may be, `smtp_connection_reuse_time_limit`
    /// @param reuseCountLimit how often it may be used, `smtp_connection_reuse_count_limit`; 0 for no limit
    public IdleDialogues(Duration idleLimit, Duration reuseTimeLimit, int reuseCountLimit, InstantSource clock) {
        this.idleLimit = idleLimit;
        this.reuseTimeLimit = reuseTimeLimit;
        this.reuseCountLimit = reuseCountLimit;
        this.clock = clock;
    }

    /// Takes the connection that was used last, if one waits.
    ///
    /// @param destination what [#keep] was told
    public synchronized Optional<Kept> take(String destination) {
        var queue = waiting.get(destination);
        while (queue != null && !queue.isEmpty()) {
            var candidate = queue.pop();
            if (queue.isEmpty()) {
                waiting.remove(destination);
            }
            if (candidate.until().isAfter(clock.instant())
                    && !candidate.kept().dialogue().isStale()) {
                return Optional.of(candidate.kept());
            }
            candidate.kept().dialogue().quit();
        }
        return Optional.empty();
    }

    /// Keeps a connection for the next message, or ends it where it has served long enough.
    public void keep(String destination, Kept kept) {
        var now = clock.instant();
        boolean spent = reuseCountLimit > 0 && kept.uses() >= reuseCountLimit;
        if (!kept.dialogue().isReady()
                || spent
                || !now.isBefore(kept.born().plus(reuseTimeLimit))
                || idleLimit.isZero()) {
            kept.dialogue().quit();
            return;
        }
        synchronized (this) {
            waiting.computeIfAbsent(destination, _ -> new ArrayDeque<>()).push(new Waiting(kept, now.plus(idleLimit)));
        }
    }

    /// Ends connections that waited too long.
    public void sweep() {
        expired(clock.instant()).forEach(Dialogue::quit);
    }

    /// Whether no connection waits.
    public synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Ends all connections that wait.
    @Override
    public void close() {
        expired(Instant.MAX).forEach(Dialogue::quit);
    }

    private synchronized List<Dialogue> expired(Instant now) {
        var over = new ArrayList<Dialogue>();
        waiting.values().removeIf(queue -> {
            queue.removeIf(entry -> {
                boolean isOver = !entry.until().isAfter(now);
                if (isOver) {
                    over.add(entry.kept().dialogue());
                }
                return isOver;
            });
            return queue.isEmpty();
        });
        return over;
    }
}
