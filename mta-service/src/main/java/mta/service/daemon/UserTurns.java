package mta.service.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.core.posix.Processes;

/// How many clients a service that everybody may connect to serves at a time, and how many of one user, so that nobody
/// keeps the others out.
///
/// Who has as many at work as one user may waits for one of his own to end, which takes nothing from others. Who has
/// far too many waiting is sent away.
public final class UserTurns {

    /// A turn. Closed when the client has been served.
    public interface Turn extends Closeable {

        @Override
        void close();
    }

    /// Who comes from a network, where a service is put there.
    private static final int NO_USER = -1;

    /// Of one user, where nothing bounds them all.
    private static final int USUAL = 50;

    /// How many of one user may be there, waiting included: each has a descriptor.
    private static final int MOST_WAITING = 500;

    private final Semaphore all;
    private final int mostOfOne;
    private final String what;
    private final Consumer<String> warnings;

    // Guarded by itself:
    private final Map<Integer, Line> lines = new HashMap<>();

    /// Turns at one line of `master.cf`, within its process limit.
    ///
    /// @param what is served, in the plural, for the log
    public static UserTurns of(ServiceContext context, String what) {
        return new UserTurns(context.entry().processLimit(), what, context.log()::warning);
    }

    /// @param limit how many are served at a time; 0 for as many as come
    /// @param what is served, in the plural
    /// @param warnings where users with too many are told about
    UserTurns(int limit, String what, Consumer<String> warnings) {
        this.all = new Semaphore(limit == 0 ? Integer.MAX_VALUE : limit, true);
        this.mostOfOne = limit == 0 ? USUAL : Math.max(1, limit / 2);
        this.what = what;
        this.warnings = warnings;
    }

    /// Waits for a turn.
    ///
    /// @return nothing where too many of that user wait already
    public Optional<Turn> take(ClientConnection connection) throws IOException {
        int uid = switch (connection.peer()) {
            case Endpoint.Local caller -> caller.uid();
            case Endpoint.Inet _ -> NO_USER;
        };
        try {
            return take(uid);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a turn");
        }
    }

    /// Like [#take], but root and the mail system itself are not kept waiting, and take nothing from the others.
    public Optional<Turn> takeUnlessOurs(ClientConnection connection) throws IOException {
        boolean isOurs = connection.peer() instanceof Endpoint.Local caller
                && (caller.uid() == 0 || caller.uid() == Processes.effectiveUser());
        return isOurs ? Optional.of(() -> {}) : take(connection);
    }

    /// Waits for a turn.
    ///
    /// @return nothing where too many of that user wait already
    Optional<Turn> take(int uid) throws InterruptedException {
        var line = enter(uid);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        boolean isFirst = false;
        try {
            line.get().turns.acquire();
            isFirst = true;
            all.acquire();
        } catch (InterruptedException e) {
            leave(line.get(), isFirst);
            throw e;
        }
        return Optional.of(() -> {
            all.release();
            leave(line.get(), true);
        });
    }

    private Optional<Line> enter(int uid) {
        synchronized (lines) {
            var line = lines.computeIfAbsent(uid, who -> new Line(who, new Semaphore(mostOfOne, true)));
            if (line.present == mostOfOne + MOST_WAITING) {
                return Optional.empty();
            }
            line.present++;
            if (line.present > mostOfOne && !line.isNamed) {
                line.isNamed = true;
                warnings.accept("uid=" + uid + ": more than " + mostOfOne + " " + what + " at a time have to wait");
            }
            return Optional.of(line);
        }
    }

    private void leave(Line line, boolean hadTurn) {
        if (hadTurn) {
            line.turns.release();
        }
        synchronized (lines) {
            line.present--;
            if (line.present == 0) {
                lines.remove(line.uid);
            }
        }
    }

    /// The clients of one user.
    private static final class Line {

        private final int uid;
        private final Semaphore turns;
        private int present;
        private boolean isNamed;

        Line(int uid, Semaphore turns) {
            this.uid = uid;
            this.turns = turns;
        }
    }
}
