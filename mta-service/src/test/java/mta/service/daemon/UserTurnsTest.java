package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UserTurnsTest {

    private static final int ONE = 1001;
    private static final int OTHER = 1002;

    private final CompletableFuture<String> warning = new CompletableFuture<>();

    /// Symptom: one user opens a hundred connections to `public/postdrop`, and nobody's `sendmail` works.
    @Test
    void whoHasManyUnderWayTakesNothingFromTheOthers() throws Exception {
        var turns = new UserTurns(4, "submissions", warning::complete);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = turns.take(ONE).orElseThrow();
            var second = turns.take(ONE).orElseThrow();
            var third = CompletableFuture.supplyAsync(() -> take(turns, ONE), threads);

            assertEquals("uid=1001: more than 2 submissions at a time have to wait", warning.get(60, TimeUnit.SECONDS));
            assertTrue(turns.take(OTHER).isPresent());
            assertFalse(third.isDone());

            first.close();
            third.join().orElseThrow().close();
            second.close();
        }
    }

    @Test
    void whoHasFarTooManyWaitingIsSentAway() throws Exception {
        var turns = new UserTurns(2, "submissions", warning::complete);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = turns.take(ONE).orElseThrow();
            var others = new ArrayList<CompletableFuture<Boolean>>();
            for (int i = 0; i < 501; i++) {
                others.add(CompletableFuture.supplyAsync(() -> takeAndLeave(turns, ONE), threads));
            }
            // The one who is sent away is the first to hear anything.
            assertEquals(
                    false,
                    CompletableFuture.anyOf(others.toArray(CompletableFuture[]::new))
                            .get(60, TimeUnit.SECONDS));
            first.close();
            assertEquals(500, others.stream().filter(CompletableFuture::join).count());
            assertTrue(turns.take(ONE).isPresent());
        }
    }

    private static boolean takeAndLeave(UserTurns turns, int uid) {
        var turn = take(turns, uid);
        turn.ifPresent(UserTurns.Turn::close);
        return turn.isPresent();
    }

    private static Optional<UserTurns.Turn> take(UserTurns turns, int uid) {
        try {
            return turns.take(uid);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
