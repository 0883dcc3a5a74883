package mta.qmgr.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hours of mail in a moment: thousands of messages, large and small, for destinations that are fast, slow, out
/// of order for a while, or dead. Nothing happens by chance but by the seed.
class ScheduleSimulationTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyRecipientIsServedOnceAndNobodyWaitsForOthersTrouble(long seed) {
        var world = new SimulatedMail(seed, 3000);

        world.run(Duration.ofHours(3));

        assertEquals(world.expected(), world.delivered(), "each recipient of a destination that works, once");
        assertTrue(world.repeated().isEmpty(), world.repeated() + " got more than one");
        assertTrue(world.left() == 0, world.left() + " messages were forgotten");
        assertTrue(
                world.longestWaitForGoodDestination().compareTo(Duration.ofSeconds(10)) < 0,
                "a letter for a good destination waited " + world.longestWaitForGoodDestination());
        assertTrue(world.mostRecipients() <= 900 + 10 * world.mostMessages(), world.mostRecipients() + " in memory");
        assertEquals(900, world.schedule().firstPortion(), "all room is free again");
        assertTrue(world.mostUnderWay() <= 20, world.mostUnderWay() + " at a time to one destination");
    }

    @Test
    void theSameSeedMeansTheSameHistory() {
        var one = new SimulatedMail(42, 300);
        var other = new SimulatedMail(42, 300);
        one.run(Duration.ofHours(3));
        other.run(Duration.ofHours(3));
        assertEquals(one.history(), other.history());
    }
}
