package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import mta.master.HostState.Down;
import mta.master.HostState.Ending;
import mta.master.HostState.Throttled;
import mta.master.HostState.Up;
import org.junit.jupiter.api.Test;

class HostStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration THROTTLE = Duration.ofSeconds(60);

    @Test
    void aHostThatEndsInOrderIsDownAndMayBeStartedAgain() {
        assertEquals(new Down(), new Up(NOW, true).afterEnd(new Ending(0), NOW, THROTTLE));
        assertEquals(new Down(), new Up(NOW, false).afterEnd(new Ending(0), NOW, THROTTLE));
    }

    @Test
    void aHostThatBreaksDownAtWorkIsStartedAgainAtOnce() {
        assertEquals(new Down(), new Up(NOW, true).afterEnd(new Ending(137), NOW, THROTTLE));
        assertEquals(new Down(), new Up(NOW.minusSeconds(60), true).afterEnd(new Ending(1), NOW, THROTTLE));
    }

    /// Symptom: with a full disk, master(8) does nothing but start qmgr(8).
    @Test
    void aHostThatGivesUpSoonAfterItsStartIsThrottled() {
        assertEquals(
                new Throttled(NOW.plusSeconds(60)),
                new Up(NOW.minusSeconds(59), true).afterEnd(new Ending(1), NOW, THROTTLE));
    }

    @Test
    void aHostThatCannotBeginIsThrottledUntilItsTimeIsUp() {
        var throttled = new Up(NOW, false).afterEnd(new Ending(1), NOW, THROTTLE);

        assertEquals(new Throttled(NOW.plusSeconds(60)), throttled);
        assertEquals(throttled, throttled.at(NOW.plusSeconds(59)));
        assertEquals(new Down(), throttled.at(NOW.plusSeconds(60)));
    }

    @Test
    void endsAreToldInPostfixsWords() {
        assertEquals("exit status 1", new Ending(1).toString());
        assertEquals("killed by signal 9", new Ending(137).toString());
    }
}
