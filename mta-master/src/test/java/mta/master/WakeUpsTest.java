package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.ServiceEntry;
import org.junit.jupiter.api.Test;

class WakeUpsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final WakeUps wakeUps = new WakeUps();

    @Test
    void theFirstWakeUpIsDueAtOnceAndThenEachPeriod() {
        var pickup = entry("pickup", 60, false);
        wakeUps.use(List.of(pickup, entry("cleanup", 0, false)), NOW);

        assertEquals(List.of(pickup), wakeUps.take(NOW));
        assertEquals(List.of(), wakeUps.take(NOW.plusSeconds(59)));
        assertEquals(Optional.of(NOW.plusSeconds(60)), wakeUps.next());
        assertEquals(List.of(pickup), wakeUps.take(NOW.plusSeconds(60)));
    }

    @Test
    void aTimerWithAQuestionMarkBeginsWithTheFirstUse() {
        var flush = entry("flush", 1000, true);
        wakeUps.use(List.of(flush), NOW);
        assertEquals(Optional.empty(), wakeUps.next());

        wakeUps.used("public/flush/unix", NOW.plusSeconds(5));
        wakeUps.used("public/flush/unix", NOW.plusSeconds(900));

        assertEquals(List.of(), wakeUps.take(NOW.plusSeconds(1004)));
        assertEquals(List.of(flush), wakeUps.take(NOW.plusSeconds(1005)));
    }

    @Test
    void aReloadKeepsTimersAndForgetsServicesThatAreGone() {
        var pickup = entry("pickup", 60, false);
        wakeUps.use(List.of(pickup, entry("qmgr", 300, false)), NOW);
        wakeUps.take(NOW);
        wakeUps.use(List.of(pickup), NOW.plusSeconds(30));

        assertEquals(List.of(), wakeUps.take(NOW.plusSeconds(59)));
        assertEquals(List.of(pickup), wakeUps.take(NOW.plusSeconds(300)));
    }

    static ServiceEntry entry(String name, int wakeup, boolean onlyIfUsed) {
        return new ServiceEntry(
                name,
                ServiceEntry.Type.UNIX,
                false,
                true,
                false,
                Duration.ofSeconds(wakeup),
                onlyIfUsed,
                1,
                name,
                List.of(),
                Map.of(),
                1);
    }
}
