package mta.qmgr.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import mta.core.mail.QueueId;
import mta.qmgr.QmgrConfig;
import mta.qmgr.SimulatedManager;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.testkit.disk.ForgetfulDisk;
import mta.testkit.disk.ForgetfulDisk.Names;
import mta.testkit.disk.Killed;

/// A mail system in a nutshell: mail is accepted, a queue manager works, agents deliver, an operator meddles; and
/// at some step all of it is killed, or the power fails. What happens is decided by the seed alone.
final class SimulatedSystem {

    private static final int MESSAGES = 25;
    private static final int MOST_STEPS = 2000;

    private final QmgrConfig config;
    private final RandomGenerator random;
    private final ForgetfulDisk disk;
    private final List<Runnable> atWork = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    private final World world = new World();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Spool spool;
    private Programs programs;
    private SimulatedManager manager;
    private int received;

    SimulatedSystem(QmgrConfig config, long seed, Names names) throws IOException, InterruptedException {
        this.config = config;
        this.random = new SplittableRandom(seed);
        this.disk = new ForgetfulDisk(names);
        disk.time(now);
        for (var queue : QueueName.values()) {
            Files.createDirectory(disk.root().resolve(queue.directory()));
        }
        try (var root = FileChannel.open(disk.root(), StandardOpenOption.READ)) {
            root.force(true);
        }
        boot();
    }

    /// All programs start anew.
    private void boot() throws IOException, InterruptedException {
        atWork.clear();
        spool = Spool.open(
                new SpoolConfig(disk.root(), Set.of("deferred", "defer"), 1, SpoolConfig.QueueIds.SHORT), () -> now);
        programs = new Programs(spool, world, () -> now);
        manager =
                new SimulatedManager(config, spool, programs::deliver, programs::send, atWork::add, _ -> {}, () -> now);
        manager.begin();
    }

    /// Works until killed at some step, or, where little happens, for a while; and starts again.
    void runUntilKilled() throws IOException, InterruptedException {
        disk.killAfter(1 + random.nextInt(400));
        try {
            for (int i = 0; i < MOST_STEPS; i++) {
                step();
            }
        } catch (Killed | UncheckedIOException e) {
            // As intended; whoever finishes a message says it by an exception of his own.
            if (!disk.isKilled()) {
                throw e;
            }
        }
        startAgain();
    }

    private void startAgain() throws IOException, InterruptedException {
        if (random.nextInt(4) == 0) {
            disk.restart();
        } else {
            powerFailure();
        }
        pass(Duration.ofSeconds(5));
        if (random.nextInt(4) == 0) {
            disk.killAfter(random.nextInt(10));
        }
        try {
            boot();
        } catch (Killed _) {
            powerFailure();
            boot();
        }
        disk.restart();
    }

    private void powerFailure() {
        disk.powerFailure(random);
        world.powerFailure();
    }

    private void step() throws IOException {
        int what = random.nextInt(100);
        if (what < 45) {
            manager.work();
        } else if (what < 75) {
            doSomeWork();
        } else if (what < 85) {
            receive();
        } else if (what < 95) {
            pass(Duration.ofSeconds(random.nextInt(900)));
            manager.trigger("W");
        } else {
            meddle();
        }
    }

    private void doSomeWork() {
        if (!atWork.isEmpty()) {
            atWork.remove(random.nextInt(atWork.size())).run();
        }
    }

    private void receive() throws IOException {
        if (received < MESSAGES) {
            received++;
            var addresses = world.addresses(random, received);
            programs.accept("s@src.example", addresses, List.of());
            // From here on, the mail is ours.
            accepted.addAll(addresses);
            manager.trigger("I");
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
        world.time(now);
        disk.time(now);
    }

    /// An operator puts something on hold, releases it, lets it expire, or flushes the queue.
    private void meddle() throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> manager.trigger("FADI");
            case 1 -> {
                for (var id : some(QueueName.DEFERRED)) {
                    spool.forceExpire(QueueName.DEFERRED, id);
                }
            }
            case 2 -> {
                for (var id : some(QueueName.DEFERRED)) {
                    spool.move(id, QueueName.DEFERRED, QueueName.HOLD);
                }
            }
            default -> release();
        }
    }

    private void release() throws IOException {
        for (var id : all(QueueName.HOLD)) {
            spool.move(id, QueueName.HOLD, QueueName.DEFERRED);
        }
    }

    private List<QueueId> some(QueueName queue) throws IOException {
        var ids = all(queue);
        return ids.isEmpty() ? List.of() : List.of(ids.get(random.nextInt(ids.size())));
    }

    private List<QueueId> all(QueueName queue) throws IOException {
        var ids = new ArrayList<QueueId>();
        try (var scan = spool.scan(queue)) {
            for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                ids.add(id.get());
            }
        }
        return ids;
    }

    /// Receives all mail at once.
    void acceptAll() throws IOException {
        while (received < MESSAGES) {
            receive();
        }
    }

    /// Lets time pass until all is done; two days are enough for anything.
    void runUntilQueueIsEmpty() throws IOException {
        var end = now.plus(Duration.ofDays(2));
        while (now.isBefore(end) && isAnythingLeft()) {
            release();
            do {
                while (!atWork.isEmpty()) {
                    doSomeWork();
                }
            } while (manager.work() || !atWork.isEmpty());
            pass(Duration.ofMinutes(10));
            // As master(8) does by the timer of master.cf.
            manager.trigger("W");
        }
    }

    private boolean isAnythingLeft() throws IOException {
        return !remains().isEmpty();
    }

    int accepted() {
        return accepted.size();
    }

    /// Recipients who got nothing, and of whom the sender heard nothing.
    List<String> lost() {
        return accepted.stream()
                .filter(address -> world.delivered(address) == 0 && world.told(address) == 0)
                .sorted()
                .toList();
    }

    /// Recipients who got their mail again although it was written down that they had it.
    List<String> again() {
        return world.again();
    }

    /// Recipients who got more than one copy, or of whom the sender heard more than once, or both.
    List<String> repeated() {
        return accepted.stream()
                .filter(address -> world.delivered(address) + world.told(address) > 1)
                .sorted()
                .toList();
    }

    /// What is left in the queues: nothing should be, but what a crash left of a message that nobody had accepted yet.
    List<String> remains() throws IOException {
        var files = new ArrayList<String>();
        for (var queue : QueueName.values()) {
            for (var id : all(queue)) {
                var status = spool.status(queue, id).orElseThrow();
                boolean expected = switch (queue.content()) {
                    // A message that nobody had accepted, tried after a kill, and broken by a power failure then.
                    case LOGS -> spool.status(QueueName.CORRUPT, id).isPresent();
                    case MESSAGES -> queue == QueueName.CORRUPT || status.state() == FileStatus.State.BEING_WRITTEN;
                };
                if (!expected) {
                    files.add(status.path().toString());
                }
            }
        }
        return files;
    }
}
