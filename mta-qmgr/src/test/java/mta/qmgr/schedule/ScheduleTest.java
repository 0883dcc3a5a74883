package mta.qmgr.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.active.Envelope;
import mta.qmgr.destination.Window;
import mta.qmgr.destination.WindowLimits;
import mta.queue.record.MessageSize;
import mta.service.client.ClientAttributes;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final EnhancedStatus STATUS = EnhancedStatus.of("4.4.1");
    private static final WindowLimits WINDOW = new WindowLimits(2, 3, 1, Duration.ofMinutes(5));

    private final Schedule schedule = new Schedule(_ -> new TransportLimits(WINDOW, 50, 4));

    @Test
    void destinationsOfATransportTakeTurns() {
        for (int i = 0; i < 3; i++) {
            schedule.add(batch("smtp", "a"));
        }
        schedule.add(batch("smtp", "b"));
        assertEquals(List.of("a", "b", "a"), startAll());
    }

    @Test
    void aWindowBoundsWhatIsUnderWayToOneDestination() {
        for (int i = 0; i < 9; i++) {
            schedule.add(batch("smtp", "a"));
        }
        assertEquals(List.of("a", "a"), startAll());
    }

    @Test
    void theProcessLimitBoundsATransport() {
        for (var destination : List.of("a", "b", "c", "d", "e")) {
            schedule.add(batch("smtp", destination));
        }
        assertEquals(List.of("a", "b", "c", "d"), startAll());
    }

    @Test
    void whatEndsMakesRoom() {
        for (int i = 0; i < 3; i++) {
            schedule.add(batch("smtp", "a"));
        }
        var first = schedule.start().orElseThrow();
        startAll();
        schedule.succeeded(first);
        assertEquals(List.of("a"), startAll());
    }

    @Test
    void whatWaitsForADestinationThatDiedIsHandedBack() {
        for (int i = 0; i < 5; i++) {
            schedule.add(batch("smtp", "a"));
        }
        var first = schedule.start().orElseThrow();
        var second = schedule.start().orElseThrow();
        assertEquals(List.of(), schedule.failed(first, STATUS, "refused", NOW));
        assertEquals(3, schedule.failed(second, STATUS, "refused", NOW).size());
        assertTrue(schedule.suspension("smtp", "a", NOW).isPresent());
        assertTrue(schedule.suspension("smtp", "b", NOW).isEmpty());
        assertTrue(schedule.suspension("smtp", "a", NOW.plusSeconds(300)).isEmpty());
    }

    @Test
    void aTransportThatDoesNotWorkHandsBackEverything() {
        schedule.add(batch("smtp", "a"));
        schedule.add(batch("smtp", "b"));
        var first = schedule.start().orElseThrow();
        var why = new Window.Closed(NOW.plusSeconds(60), STATUS, "mail transport unavailable");
        assertEquals(1, schedule.suspend(first, why).size());
        assertEquals(Optional.of(why), schedule.suspension("smtp", "c", NOW));
        schedule.reviveAll();
        assertTrue(schedule.suspension("smtp", "c", NOW).isEmpty());
    }

    private List<String> startAll() {
        var started = new ArrayList<String>();
        for (var batch = schedule.start(); batch.isPresent(); batch = schedule.start()) {
            started.add(batch.get().destination());
        }
        return started;
    }

    private static Batch batch(String transport, String destination) {
        var envelope = new Envelope(
                new MessageSize(1, 1, 1, 0, 1, 0),
                NOW,
                NOW,
                ReversePath.Null.SENDER,
                "",
                0,
                "",
                ClientAttributes.NONE,
                "local",
                Optional.empty(),
                Optional.empty(),
                Set.of());
        var message = new ActiveMessage(new QueueId("C3CD21F3E90"), envelope, NOW);
        return new Batch(message, transport, destination, destination, List.of());
    }
}
