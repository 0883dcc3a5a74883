package mta.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import mta.testkit.disk.ForgetfulDisk.Names;
import org.junit.jupiter.api.Test;

class ForgetfulDiskTest {

    private static final int MANY = 50;

    @Test
    void whatWasNotSyncedIsLostOrNot() throws Exception {
        Set<String> found = new HashSet<>();
        for (int seed = 0; seed < MANY; seed++) {
            var disk = new ForgetfulDisk(Names.COME_WITH_THE_FILE);
            var file = disk.root().resolve("a");
            Files.writeString(file, "text");
            disk.powerFailure(new SplittableRandom(seed));
            found.add(Files.exists(file) ? Files.readString(file) : "no file");
        }
        assertTrue(found.containsAll(Set.of("no file", "", "text")), found.toString());
    }

    @Test
    void whatWasSyncedIsThere() throws Exception {
        for (int seed = 0; seed < MANY; seed++) {
            var disk = new ForgetfulDisk(Names.COME_WITH_THE_FILE);
            var file = disk.root().resolve("a");
            write(file, "text");
            disk.powerFailure(new SplittableRandom(seed));
            assertEquals("text", Files.readString(file));
        }
    }

    @Test
    void aNameIsThereForCertainOnlyWhenItsDirectoryWasSynced() throws Exception {
        Set<Boolean> there = new HashSet<>();
        for (int seed = 0; seed < MANY; seed++) {
            var disk = new ForgetfulDisk(Names.ARE_SYNCED_ALONE);
            var file = disk.root().resolve("a");
            write(file, "text");
            disk.powerFailure(new SplittableRandom(seed));
            there.add(Files.exists(file));

            write(disk.root().resolve("b"), "text");
            sync(disk.root());
            disk.powerFailure(new SplittableRandom(seed));
            assertEquals("text", Files.readString(disk.root().resolve("b")));
        }
        assertEquals(Set.of(true, false), there);
    }

    @Test
    void aDirectoryIsThereForCertainOnlyWhenTheOneAboveWasSynced() throws Exception {
        Set<Boolean> there = new HashSet<>();
        for (int seed = 0; seed < MANY; seed++) {
            var disk = new ForgetfulDisk(Names.ARE_SYNCED_ALONE);
            var directory = Files.createDirectory(disk.root().resolve("d"));
            write(directory.resolve("a"), "text");
            sync(directory);
            disk.powerFailure(new SplittableRandom(seed));
            there.add(Files.exists(directory.resolve("a")));
        }
        assertEquals(Set.of(true, false), there);
    }

    @Test
    void theSyncOfAFileSaysNothingOfWhatHappenedElsewhereSince() throws Exception {
        Set<Boolean> there = new HashSet<>();
        for (int seed = 0; seed < MANY; seed++) {
            var disk = new ForgetfulDisk(Names.COME_WITH_THE_FILE);
            write(disk.root().resolve("a"), "text");
            write(disk.root().resolve("b"), "text");
            Files.delete(disk.root().resolve("b"));
            sync(disk.root().resolve("a"));
            disk.powerFailure(new SplittableRandom(seed));
            there.add(Files.exists(disk.root().resolve("b")));
        }
        assertEquals(Set.of(true, false), there);
    }

    @Test
    void aWriteMayBeThereInPart() throws Exception {
        Set<String> found = new HashSet<>();
        for (int seed = 0; seed < MANY; seed++) {
            var disk = new ForgetfulDisk(Names.COME_WITH_THE_FILE);
            var file = disk.root().resolve("a");
            write(file, "");
            Files.writeString(file, "ab");
            disk.powerFailure(new SplittableRandom(seed));
            found.add(Files.readString(file));
        }
        assertEquals(Set.of("", "a", "ab"), found);
    }

    @Test
    void aRenameHappenedOrNot() throws Exception {
        Set<String> found = new HashSet<>();
        for (int seed = 0; seed < MANY; seed++) {
            var disk = new ForgetfulDisk(Names.COME_WITH_THE_FILE);
            var old = disk.root().resolve("old");
            write(old, "text");
            Files.move(old, disk.root().resolve("new"), StandardCopyOption.ATOMIC_MOVE);
            disk.powerFailure(new SplittableRandom(seed));
            try (var files = Files.list(disk.root())) {
                found.add(files.map(path -> path.getFileName().toString())
                        .toList()
                        .toString());
            }
        }
        assertEquals(Set.of("[old]", "[new]"), found);
    }

    @Test
    void aProgramThatWasKilledDoesNothingMoreAndLosesNothing() throws Exception {
        var disk = new ForgetfulDisk(Names.COME_WITH_THE_FILE);
        var file = disk.root().resolve("a");
        disk.killAfter(2);
        assertThrows(Killed.class, () -> {
            Files.writeString(file, "text");
            Files.delete(file);
        });
        assertTrue(disk.isKilled());
        assertThrows(Killed.class, () -> Files.exists(file));

        disk.restart();
        assertFalse(disk.isKilled());
        assertEquals("text", Files.readString(file));
    }

    private static void write(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
