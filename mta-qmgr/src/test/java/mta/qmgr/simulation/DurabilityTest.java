package mta.qmgr.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.qmgr.QmgrConfig;
import mta.testkit.disk.ForgetfulDisk.Names;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that was accepted is ever lost: the real queue and the real queue manager, on a disk that forgets what
/// was not synced, are killed again and again at any step. Cleanup, agents and notices are modelled ([Programs]): they
/// do the steps of the real programs in their order, on the real queue. Without any one of the syncs in the queue,
/// some seeds fail. The real cleanup, with pickup before it, is stopped in the same way in `mta-cleanup`, by
/// `LocalMailDurabilityTest`.
class DurabilityTest {

    /// For each kind of disk; each has seeds of its own.
    private static final int SEEDS = 100;

    @TempDir
    static Path top;

    private static QmgrConfig config;

    @BeforeAll
    static void configure() throws Exception {
        Files.writeString(top.resolve("main.cf"), """
                compatibility_level = 3.11
                queue_directory = %s
                myhostname = mail.example.org
                mydestination =
                inet_interfaces = 127.0.0.1
                maximal_queue_lifetime = 6h
                bounce_queue_lifetime = 6h
                qmgr_message_recipient_limit = 20
                qmgr_message_recipient_minimum = 2
                default_recipient_limit = 15
                default_destination_recipient_limit = 3
                """.formatted(top));
        Files.writeString(top.resolve("master.cf"), """
                smtp unix - - n - 10 smtp
                retry unix - - n - - error
                error unix - - n - - error
                """);
        var main = MainCf.read(top);
        config = QmgrConfig.from(main, MasterCf.read(top, main));
    }

    @RepeatedTest(SEEDS)
    void acceptedMailSurvivesKillsAndPowerFailuresAtAnyStep(RepetitionInfo run) throws Exception {
        survives(new SimulatedSystem(config, run.getCurrentRepetition(), Names.COME_WITH_THE_FILE));
    }

    @RepeatedTest(SEEDS)
    void itDoesSoWhereNamesAreNotSyncedWithFiles(RepetitionInfo run) throws Exception {
        survives(new SimulatedSystem(config, SEEDS + run.getCurrentRepetition(), Names.ARE_SYNCED_ALONE));
    }

    private static void survives(SimulatedSystem system) throws Exception {
        int kills = 0;
        for (; kills < 5; kills++) {
            system.runUntilKilled();
        }
        system.runUntilQueueIsEmpty();

        assertTrue(system.accepted() >= 20, system.accepted() + " recipients were accepted");
        assertEquals(List.of(), system.lost());
        assertEquals(List.of(), system.again());
        assertEquals(List.of(), system.remains());
    }

    @Test
    void whereNothingIsKilledNothingIsDoneTwice() throws Exception {
        var system = new SimulatedSystem(config, 1, Names.COME_WITH_THE_FILE);
        system.acceptAll();
        system.runUntilQueueIsEmpty();

        assertEquals(List.of(), system.lost());
        assertEquals(List.of(), system.repeated());
        assertEquals(List.of(), system.remains());
    }
}
