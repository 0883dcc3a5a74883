package mta.qmgr.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import mta.core.mail.EnhancedStatus;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final WindowLimits LIMITS = new WindowLimits(5, 20, 1, Duration.ofMinutes(5));
    private static final EnhancedStatus STATUS = EnhancedStatus.of("4.4.1");

    @Test
    void aBusyDestinationGetsMoreAtATimeWithEachSuccessUpToTheLimit() {
        var window = Window.initial(LIMITS);
        for (int i = 0; i < 100; i++) {
            window = window.afterSuccess(window.size(), LIMITS);
        }
        assertEquals(20, window.size());
    }

    @Test
    void anIdleDestinationKeepsItsWindow() {
        var window = Window.initial(LIMITS).afterSuccess(0, LIMITS);
        assertEquals(5, window.size());
    }

    @Test
    void aWindowFullOfFailuresInARowMeansThatItIsDead() {
        var window = Window.initial(LIMITS);
        for (int i = 0; i < 3; i++) {
            window = window.afterFailure(STATUS, "refused", NOW, LIMITS);
            assertInstanceOf(Window.Open.class, window);
        }
        window = window.afterFailure(STATUS, "refused", NOW, LIMITS);
        assertEquals(new Window.Closed(NOW.plusSeconds(300), STATUS, "refused"), window);
    }

    @Test
    void oneSuccessForgetsEarlierFailures() {
        var window = Window.initial(LIMITS)
                .afterFailure(STATUS, "refused", NOW, LIMITS)
                .afterSuccess(1, LIMITS);
        assertEquals(0, ((Window.Open) window).failedCohorts());
    }

    @Test
    void aDeadDestinationIsTriedAgainAfterThePause() {
        Window dead = new Window.Closed(NOW.plusSeconds(300), STATUS, "refused");
        assertEquals(0, dead.at(NOW.plusSeconds(299), LIMITS).size());
        assertEquals(5, dead.at(NOW.plusSeconds(300), LIMITS).size());
    }
}
