package mta.delivery.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    private final Turns turns = new Turns();

    /// Symptom: while one user locks his mailbox, mail of some others waits, too.
    @Test
    void nobodyWaitsForAnotherFile() {
        try (var _ = turns.take(Path.of("/mail/one"))) {
            for (int i = 0; i < 200; i++) {
                take(Path.of("/mail/" + i)).join();
            }
            assertEquals(1, turns.files());
        }
    }

    @Test
    void twoDoNotHaveOneFile() {
        CompletableFuture<Void> second;
        try (var _ = turns.take(Path.of("/mail/one"))) {
            second = take(Path.of("/mail/one"));
            assertFalse(second.isDone());
        }
        second.join();
        assertEquals(0, turns.files());
    }

    private CompletableFuture<Void> take(Path file) {
        return CompletableFuture.runAsync(() -> turns.take(file).close(), Thread.ofVirtual()::start);
    }
}
