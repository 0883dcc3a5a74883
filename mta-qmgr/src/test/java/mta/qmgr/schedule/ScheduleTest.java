package mta.qmgr.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.destination.Feedback;
import mta.qmgr.destination.Window;
import mta.qmgr.destination.WindowLimits;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant NOW = Mail.NOW;
    private static final EnhancedStatus STATUS = EnhancedStatus.of("4.4.1");
    private static final WindowLimits WINDOW =
            new WindowLimits(2, 3, Feedback.WHOLE, Feedback.WHOLE, 1, Duration.ofMinutes(5));
    private static final TransportLimits TRANSPORT =
            new TransportLimits(WINDOW, 50, 4, TransportLimits.Pauses.NONE, Mail.SLOTS, Mail.MEMORY);

    private Schedule schedule = scheduleWith(TRANSPORT);
    private long messages;

    private static Schedule scheduleWith(TransportLimits limits) {
        return new Schedule(Mail.LIMITS, _ -> limits, WindowObserver.NOBODY);
    }

    @Test
    void theOldestMessageIsFirstAndWhoeverCannotStartIsPassedOver() {
        add("a");
        add("a");
        add("a");
        add("b");
        assertEquals(List.of("a", "a", "b"), startAll());
    }

    @Test
    void theDestinationsOfOneMessageTakeTurns() {
        var message = Mail.message(messages++, NOW);
        for (var destination : List.of("a", "b")) {
            schedule.add(message, Mail.to(destination), Mail.recipients(100), 1, NOW);
        }
        assertEquals(List.of("a", "b", "a", "b"), startAll());
    }

    @Test
    void transportsTakeTurns() {
        for (int i = 0; i < 2; i++) {
            schedule.add(Mail.message(messages++, NOW), Route.to("smtp", "a"), Mail.recipients(1), 1, NOW);
        }
        for (int i = 0; i < 2; i++) {
            schedule.add(Mail.message(messages++, NOW), Route.to("local", "b"), Mail.recipients(1), 1, NOW);
        }
        assertEquals(List.of("a", "b", "a", "b"), startAll());
    }

    @Test
    void aWindowBoundsWhatIsUnderWayToOneDestination() {
        for (int i = 0; i < 9; i++) {
            add("a");
        }
        assertEquals(List.of("a", "a"), startAll());
    }

    @Test
    void theProcessLimitBoundsATransport() {
        List.of("a", "b", "c", "d", "e").forEach(this::add);
        assertEquals(List.of("a", "b", "c", "d"), startAll());
    }

    @Test
    void whatEndsMakesRoom() {
        for (int i = 0; i < 3; i++) {
            add("a");
        }
        var first = start();
        startAll();
        schedule.succeeded(first, NOW);
        assertEquals(List.of("a"), startAll());
    }

    @Test
    void recipientsOfOneDestinationGoTogetherUpToTheLimit() {
        var message = Mail.message(messages++, NOW);
        schedule.add(message, Mail.to("a"), Mail.recipients(30), 1, NOW);
        schedule.add(message, Mail.to("a"), Mail.recipients(30), 1, NOW);
        assertEquals(50, start().recipients().size());
        assertEquals(10, start().recipients().size());
        assertFalse(message.deliveryEnded());
        assertTrue(message.deliveryEnded());
    }

    @Test
    void whatWaitsForADestinationThatDiedIsHandedBack() {
        for (int i = 0; i < 5; i++) {
            add("a");
        }
        var first = start();
        var second = start();
        assertEquals(List.of(), schedule.failed(first, STATUS, "refused", NOW));
        assertEquals(3, schedule.failed(second, STATUS, "refused", NOW).size());
        assertTrue(schedule.suspension("smtp", "a", NOW).isPresent());
        assertTrue(schedule.suspension("smtp", "b", NOW).isEmpty());
        assertTrue(schedule.suspension("smtp", "a", NOW.plusSeconds(300)).isEmpty());
    }

    @Test
    void whatFollowsCloselyIsSaidToBeBackToBack() {
        add("a");
        add("a");
        add("a");
        var first = start();
        assertEquals(Batch.Pace.SINGLE, first.pace());
        var second = start();
        schedule.succeeded(first, NOW);
        assertEquals(Batch.Pace.BACK_TO_BACK, start().pace());
        schedule.succeeded(second, NOW.plusSeconds(9));
        add("a");
        assertEquals(
                Batch.Pace.BACK_TO_BACK,
                schedule.start(NOW.plusSeconds(60)).orElseThrow().pace(),
                "another one is under way");
    }

    @Test
    void aDestinationIsGivenAPauseBetweenDeliveries() {
        var oneByOne = new WindowLimits(5, 1, Feedback.WHOLE, Feedback.WHOLE, 1, Duration.ofMinutes(5));
        var pauses = new TransportLimits.Pauses(Duration.ofSeconds(10), Duration.ZERO);
        schedule = scheduleWith(new TransportLimits(oneByOne, 50, 100, pauses, Mail.SLOTS, Mail.MEMORY));
        add("a");
        add("a");
        add("b");
        var first = start();
        assertEquals(List.of("b"), startAll());

        schedule.succeeded(first, NOW.plusSeconds(2));

        assertEquals(Optional.empty(), schedule.start(NOW.plusSeconds(11)));
        assertEquals(Optional.of(NOW.plusSeconds(12)), schedule.nextAlarm(NOW.plusSeconds(2)));
        assertTrue(schedule.start(NOW.plusSeconds(12)).isPresent());
    }

    @Test
    void aPauseIsKeptWhenNothingWaitsMeanwhile() {
        var pauses = new TransportLimits.Pauses(Duration.ofSeconds(10), Duration.ZERO);
        schedule = scheduleWith(new TransportLimits(WINDOW, 50, 100, pauses, Mail.SLOTS, Mail.MEMORY));
        add("a");
        schedule.succeeded(start(), NOW);
        add("a");
        assertEquals(Optional.empty(), schedule.start(NOW.plusSeconds(9)));
        assertTrue(schedule.start(NOW.plusSeconds(10)).isPresent());
    }

    @Test
    void aTransportIsGivenAPauseBetweenStarts() {
        var pauses = new TransportLimits.Pauses(Duration.ZERO, Duration.ofSeconds(3));
        schedule = scheduleWith(new TransportLimits(WINDOW, 50, 100, pauses, Mail.SLOTS, Mail.MEMORY));
        add("a");
        add("b");
        assertEquals(List.of("a"), startAll());
        assertEquals(Optional.of(NOW.plusSeconds(3)), schedule.nextAlarm(NOW));
        assertTrue(schedule.start(NOW.plusSeconds(3)).isPresent());
    }

    @Test
    void aTransportThatDoesNotWorkHandsBackEverything() {
        add("a");
        add("b");
        var first = start();
        var why = new Window.Closed(NOW.plusSeconds(60), STATUS, "mail transport unavailable");
        assertEquals(2, schedule.suspend(first, why, NOW).size());
        assertEquals(Optional.of(why), schedule.suspension("smtp", "c", NOW));
        schedule.reviveAll();
        assertTrue(schedule.suspension("smtp", "c", NOW).isEmpty());
    }

    @Test
    void theNumberOfDeadDestinationsIsBounded() {
        var few = new Schedule.Limits(5, 1, new ClogWarning(Duration.ZERO, 20_000));
        schedule = new Schedule(few, _ -> TRANSPORT, WindowObserver.NOBODY);
        int dead = 0;
        for (int i = 0; i < 100; i++) {
            add("d" + i);
            add("d" + i);
            var one = start();
            var other = start();
            schedule.failed(one, STATUS, "refused", NOW);
            schedule.failed(other, STATUS, "refused", NOW);
        }
        for (int i = 0; i < 100; i++) {
            dead += schedule.suspension("smtp", "d" + i, NOW).isPresent() ? 1 : 0;
        }
        assertTrue(dead <= 10, dead + " are remembered");
        assertTrue(schedule.suspension("smtp", "d99", NOW).isPresent());
    }

    @Test
    void oneDestinationThatFillsTheQueueIsWarnedAboutNowAndThen() {
        var clog = new Schedule.Limits(20_000, 10, new ClogWarning(Duration.ofMinutes(5), 20));
        schedule = new Schedule(clog, _ -> TRANSPORT, WindowObserver.NOBODY);
        var lines = new ArrayList<String>();
        for (int i = 1; i <= 6; i++) {
            lines.addAll(schedule.add(Mail.message(messages++, NOW), Mail.to("a"), Mail.recipients(1), 20, NOW));
        }
        assertEquals(
                List.of(
                        "mail for a is using up 5 of 20 active queue entries",
                        "this may slow down other mail deliveries",
                        "you may need to reduce smtp connect and helo timeouts",
                        "so that Postfix quickly skips unavailable hosts",
                        "you may need to increase the main.cf minimal_backoff_time and maximal_backoff_time",
                        "so that Postfix wastes less time on undeliverable mail",
                        "you may need to increase the master.cf smtp process limit",
                        "please avoid flushing the whole queue when you have",
                        "lots of deferred mail, that is bad for performance",
                        "to turn off these warnings specify: qmgr_clog_warn_time = 0"),
                lines);
    }

    private void add(String destination) {
        schedule.add(Mail.message(messages++, NOW), Mail.to(destination), Mail.recipients(1), 1, NOW);
    }

    private Batch start() {
        return schedule.start(NOW).orElseThrow();
    }

    private List<String> startAll() {
        var started = new ArrayList<String>();
        for (var batch = schedule.start(NOW); batch.isPresent(); batch = schedule.start(NOW)) {
            started.add(batch.get().route().destination());
        }
        return started;
    }

    @Test
    void aSmallMessageOvertakesALargeOneAsSoonAsThatHasPaidForIt() {
        var list = addWithDeliveries(100);
        var letter = addWithDeliveries(1);

        assertEquals(List.of(list, letter, list), startInTurn(3));
    }

    @Test
    void aLargeMessageIsDelayedByOneInFiveDeliveriesAtMost() {
        var list = addWithDeliveries(200);
        for (int i = 0; i < 1000; i++) {
            addWithDeliveries(1);
        }
        int started = 0;
        int overtakers = 0;
        while (started < 200) {
            var message = startInTurn(1).getFirst();
            if (message == list) {
                started++;
            } else {
                overtakers++;
            }
            int earned = started / 5 + 6;
            assertTrue(overtakers <= earned, overtakers + " after " + started);
        }
        assertTrue(overtakers >= 35, overtakers + " could overtake");
    }

    @Test
    void nobodyOvertakesAMessageThatIsNotLarge() {
        var first = addWithDeliveries(14);
        addWithDeliveries(1);
        assertEquals(List.of(first, first, first), startInTurn(3));
    }

    @Test
    void whereSlotsCostNothingNobodyOvertakes() {
        schedule = scheduleWith(new TransportLimits(
                Mail.WINDOW, 1, 0, TransportLimits.Pauses.NONE, new SlotLimits(0, 3, 50, 3), Mail.MEMORY));
        var list = addWithDeliveries(100);
        addWithDeliveries(1);
        assertEquals(List.of(list, list, list), startInTurn(3));
    }

    @Test
    void amongThoseThatFitTheOneThatWaitedLongestForItsSizeIsNext() {
        addWithDeliveries(100);
        startInTurn(1);
        addWithDeliveries(4);
        var one = addWithDeliveries(1);
        assertEquals(List.of(one), startInTurn(1));
    }

    @Test
    void aMessageWithUnreadRecipientsCountsWithAllOfThem() {
        addWithDeliveries(100);
        startInTurn(1);
        var other = Mail.partlyRead(messages++, NOW, 5000);
        schedule.add(other, Mail.to("x"), Mail.recipients(1), 1, NOW);
        var small = addWithDeliveries(2);
        assertEquals(List.of(small), startInTurn(1));
    }

    /// A message for one destination each, so that nothing but the order counts.
    private ActiveMessage addWithDeliveries(int count) {
        if (messages == 0 && schedule.limits("smtp").recipients() != 1) {
            schedule = scheduleWith(
                    new TransportLimits(Mail.WINDOW, 1, 0, TransportLimits.Pauses.NONE, Mail.SLOTS, Mail.MEMORY));
        }
        var message = Mail.message(messages++, NOW);
        for (int i = 0; i < count; i++) {
            schedule.add(message, Mail.to("d" + messages + "." + i), Mail.recipients(1), 1, NOW);
        }
        return message;
    }

    private List<ActiveMessage> startInTurn(int count) {
        var messages = new ArrayList<ActiveMessage>();
        for (int i = 0; i < count; i++) {
            messages.add(start().message());
        }
        return messages;
    }

    @Test
    void recipientsAreReadInPortionsAsRoomAllows() {
        var limits = new Schedule.Limits(300, 10, new ClogWarning(Duration.ZERO, 20_000));
        var memory = new RecipientLimits(200, 50, 20, Duration.ofSeconds(5));
        schedule = new Schedule(
                limits,
                _ -> new TransportLimits(Mail.WINDOW, 50, 0, TransportLimits.Pauses.NONE, Mail.SLOTS, memory),
                WindowObserver.NOBODY);
        assertEquals(300, schedule.firstPortion());
        var first = Mail.partlyRead(messages++, NOW, 1000);
        schedule.add(first, Mail.to("a"), Mail.recipients(190), 1, NOW);
        assertEquals(110, schedule.firstPortion());
        var second = Mail.partlyRead(messages++, NOW, 1000);
        schedule.add(second, Mail.to("a"), Mail.recipients(10), 1, NOW);

        assertEquals(Optional.empty(), schedule.nextToRead(NOW), "there is no room");
        var batch = start();
        assertEquals(first, batch.message());
        schedule.succeeded(batch, NOW);

        assertEquals(Optional.of(first), schedule.nextToRead(NOW));
        assertEquals(50, schedule.portionAtLeast(first));
        assertFalse(schedule.isTimeToRead(second, NOW), "first comes first");
        assertEquals(10, schedule.portionAtLeast(second), "a few in any case");
    }

    @Test
    void aFewRecipientsAreWorthReadingAfterAWhile() {
        var memory = new RecipientLimits(100, 50, 20, Duration.ofSeconds(5));
        schedule =
                scheduleWith(new TransportLimits(Mail.WINDOW, 5, 0, TransportLimits.Pauses.NONE, Mail.SLOTS, memory));
        var message = Mail.partlyRead(messages++, NOW, 1000);
        schedule.add(message, Mail.to("a"), Mail.recipients(100), 1, NOW);
        schedule.succeeded(start(), NOW);

        assertFalse(schedule.isTimeToRead(message, NOW.plusSeconds(4)));
        assertTrue(schedule.isTimeToRead(message, NOW.plusSeconds(5)));
    }
}
