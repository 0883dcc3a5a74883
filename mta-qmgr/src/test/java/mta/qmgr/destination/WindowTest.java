package mta.qmgr.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.qmgr.destination.Feedback.Divisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final WindowLimits LIMITS = limits(20, 1);
    private static final EnhancedStatus STATUS = EnhancedStatus.of("4.4.1");

    private static WindowLimits limits(int highest, int failedCohorts) {
        return new WindowLimits(5, highest, Feedback.WHOLE, Feedback.WHOLE, failedCohorts, Duration.ofMinutes(5));
    }

    @Test
    void aBusyDestinationGetsMoreAtATimeWithEachSuccessUpToTheLimit() {
        Window window = Window.initial(LIMITS);
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
        Window window = Window.initial(LIMITS);
        for (int i = 0; i < 2; i++) {
            window = window.afterFailure(STATUS, "refused", NOW, LIMITS);
            assertInstanceOf(Window.Open.class, window);
        }
        window = window.afterFailure(STATUS, "refused", NOW, LIMITS);
        assertEquals(new Window.Closed(NOW.plusSeconds(300), STATUS, "refused"), window);
    }

    @Test
    void aLimitOfNoFailedCohortsMeansThatItNeverDies() {
        var never = limits(20, 0);
        Window window = Window.initial(never);
        for (int i = 0; i < 100; i++) {
            window = window.afterFailure(STATUS, "refused", NOW, never);
        }
        assertEquals(1, window.size());
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
        assertEquals(0, dead.at(NOW.plusSeconds(299), 0, LIMITS).size());
        assertEquals(5, dead.at(NOW.plusSeconds(300), 0, LIMITS).size());
    }

    @Test
    void aDeadDestinationThatWorksAfterAllGoesOnAsItIs() {
        Window dead = new Window.Closed(NOW.plusSeconds(300), STATUS, "refused");
        assertEquals(3, dead.afterSuccess(3, LIMITS).size());
    }

    @Test
    void theFirstWindowIsNotLargerThanTheLimit() {
        assertEquals(2, Window.initial(limits(2, 1)).size());
        assertEquals(5, Window.initial(limits(0, 1)).size());
    }

    @Test
    void feedbackHasThreeForms() {
        assertEquals(Optional.of(new Feedback(0.25, Divisor.ONE)), Feedback.parse("0.25"));
        assertEquals(Optional.of(new Feedback(0.125, Divisor.ONE)), Feedback.parse("1 / 8"));
        assertEquals(Optional.of(new Feedback(1, Divisor.CONCURRENCY)), Feedback.parse("1/concurrency"));
        assertEquals(0.2, Feedback.parse("1/concurrency").orElseThrow().at(5));
        assertEquals(0.5, Feedback.parse("1/sqrt_concurrency").orElseThrow().at(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "-1", "1/", "1/window", "1/0", "one", "1 concurrency"})
    void otherTextIsNoFeedback(String text) {
        assertEquals(Optional.empty(), Feedback.parse(text));
    }
}
