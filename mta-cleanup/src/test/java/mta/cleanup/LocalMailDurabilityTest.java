package mta.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import mta.cleanup.map.AddressMapper;
import mta.cleanup.pickup.OneScan;
import mta.core.config.BounceParameters;
import mta.core.mail.QueueId;
import mta.core.table.Tables;
import mta.queue.FileStatus;
import mta.queue.QueueFile;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient;
import mta.service.client.LocalService;
import mta.service.daemon.ServiceContext;
import mta.testkit.disk.ForgetfulDisk;
import mta.testkit.disk.ForgetfulDisk.Names;
import mta.testkit.disk.Killed;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mail that `sendmail` left in `maildrop` gets into the queue: the real pickup(8) and the real cleanup(8) are stopped
/// by a power failure after each single step, on a disk that forgets what was not synced, and go on afterwards.
class LocalMailDurabilityTest {

    /// How often the power fails at each step, as what is lost then is left to chance.
    private static final int FAILURES = 5;

    /// Past all steps of one message.
    private static final int MOST_STEPS = 200;

    @TempDir
    private Path settings;

    private ServiceContext context;

    @ParameterizedTest
    @EnumSource(Names.class)
    void submittedMailIsInTheQueueWhereverTheWayIsCutShort(Names names) throws IOException {
        context = Cases.context(settings, Cases.MAIN_CF, "1", new ArrayList<>());
        int steps = 0;
        while (wasCutShort(names, steps)) {
            steps++;
        }
        assertTrue(steps > 5 && steps < MOST_STEPS, steps + " steps");
    }

    /// @return whether the way was longer than that many steps
    private boolean wasCutShort(Names names, int steps) throws IOException {
        boolean wasKilled = false;
        for (int failure = 0; failure < FAILURES; failure++) {
            var disk = new ForgetfulDisk(names);
            disk.time(Instant.now());
            prepare(disk);
            boolean isAccepted = false;
            disk.killAfter(steps);
            try {
                submit(spool(disk));
                isAccepted = true;
                pickUp(disk);
            } catch (Killed _) {
                // As intended.
            }
            wasKilled = disk.isKilled();
            disk.powerFailure(new SplittableRandom(steps * FAILURES + failure));
            disk.restart();
            pickUp(disk);

            String when = "failure " + failure + " after " + steps + " steps";
            int copies = copies(disk);
            assertTrue(copies >= (isAccepted ? 1 : 0), when);
            // That the file in maildrop was removed may be forgotten.
            assertTrue(copies <= 2, copies + " copies, " + when);
            assertEquals(List.of(), waiting(disk), when);
        }
        return wasKilled;
    }

    private static void prepare(ForgetfulDisk disk) throws IOException {
        for (var queue : QueueName.values()) {
            Files.createDirectory(disk.root().resolve(queue.directory()));
        }
        try (var root = FileChannel.open(disk.root(), StandardOpenOption.READ)) {
            root.force(true);
        }
    }

    private static Spool spool(ForgetfulDisk disk) {
        return Spool.open(new SpoolConfig(disk.root(), Set.of(), 1, SpoolConfig.QueueIds.SHORT), Instant::now);
    }

    /// As `sendmail` does.
    private static void submit(Spool spool) throws IOException {
        try (var draft = spool.create(QueueName.MAILDROP)) {
            draft.records().put(RecordType.SENDER, "me");
            draft.records().put(RecordType.RECIPIENT, "you");
            draft.records().put(RecordType.MESSAGE_START);
            draft.records().put(RecordType.TEXT, "To: you");
            draft.records().put(RecordType.EXTRACTED_START);
            draft.records().put(RecordType.END);
            draft.commit();
        }
    }

    private void pickUp(ForgetfulDisk disk) throws IOException {
        var spool = spool(disk);
        var waiting = WaitingClients.of(context);
        var environment = environment(spool);
        TurnTaking.Server cleanup = connection -> new CleanupSession(connection, environment, waiting).run();
        OneScan.of(
                spool,
                new LocalService(
                        Path.of("cleanup"),
                        Duration.ofMinutes(1),
                        (_, _) -> TurnTaking.to(cleanup),
                        Duration.ZERO,
                        Duration.ZERO),
                context);
        if (disk.isKilled()) {
            // In cleanup(8), which was all that pickup(8) noticed of it.
            Files.createFile(disk.root().resolve("killed"));
        }
    }

    private CleanupEnvironment environment(Spool spool) {
        var main = context.main();
        return new CleanupEnvironment(
                spool,
                new AddressMapper(main, Tables.ofService(main, context.log()), context.log()::warning),
                new QueueManagerTrigger(settings.resolve("public/qmgr"), context.log()),
                new ReturnToSender(
                        spool,
                        BounceClient.of(main, context::service),
                        false,
                        !main.get(BounceParameters.DISABLE_VERP_BOUNCES),
                        context.log(),
                        context.clock()),
                CleanupConfig.from(main),
                context.log(),
                context.clock());
    }

    /// How many whole messages are in the queue.
    private static int copies(ForgetfulDisk disk) throws IOException {
        var spool = spool(disk);
        int copies = 0;
        try (var scan = spool.scan(QueueName.INCOMING)) {
            for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                var status = spool.status(QueueName.INCOMING, id.get()).orElseThrow();
                try (var file = spool.open(QueueName.INCOMING, id.get()).orElseThrow()) {
                    copies += status.state() == FileStatus.State.READY && isWhole(file) ? 1 : 0;
                }
            }
        }
        return copies;
    }

    /// The power may have failed before the last sync, when nobody was told yet.
    private static boolean isWhole(QueueFile file) throws IOException {
        try {
            var records = file.records();
            boolean hasContent = false;
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                hasContent |= record.get().text().equals("To: you@example.com");
            }
            return hasContent;
        } catch (QueueFileDamaged e) {
            return false;
        }
    }

    /// What pickup(8) should have taken.
    private static List<String> waiting(ForgetfulDisk disk) throws IOException {
        var waiting = new ArrayList<String>();
        try (var scan = spool(disk).scan(QueueName.MAILDROP)) {
            for (var path = scan.nextPath(); path.isPresent(); path = scan.nextPath()) {
                var id = QueueId.parse(path.get().getFileName().toString());
                // A draft's own name: the power failed before its new name was synced, and nobody was told yet.
                if (id.isPresent() && FileStatus.of(path.get()).orElseThrow().state() == FileStatus.State.READY) {
                    waiting.add(path.get().toString());
                }
            }
        }
        return waiting;
    }
}
