package mta.testkit.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The bytes of a file: as programs see them, and those that are on the disk for certain.
final class Content {

    /// Bytes that were written at an offset, or, where there are none, a new end of the file.
    private static final class Write {

        private final int offset;
        private final byte[] bytes;

        Write(int offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }
    }

    private byte[] seen = {};
    private byte[] synced = {};
    private final List<Write> pending = new ArrayList<>();

    byte[] seen() {
        return seen;
    }

    void write(int offset, byte[] bytes) {
        pending.add(new Write(offset, bytes));
        seen = written(seen, pending.getLast());
    }

    void truncate(int size) {
        if (size < seen.length) {
            pending.add(new Write(size, new byte[0]));
            seen = Arrays.copyOf(seen, size);
        }
    }

    private static byte[] written(byte[] old, Write write) {
        if (write.bytes.length == 0) {
            return Arrays.copyOf(old, write.offset);
        }
        byte[] all = Arrays.copyOf(old, Math.max(old.length, write.offset + write.bytes.length));
        System.arraycopy(write.bytes, 0, all, write.offset, write.bytes.length);
        return all;
    }

    private static Write torn(Write write, RandomGenerator random) {
        return write.bytes.length < 2
                ? write
                : new Write(write.offset, Arrays.copyOf(write.bytes, random.nextInt(1, write.bytes.length)));
    }

    void sync() {
        synced = seen;
        pending.clear();
    }

    /// What is found after a power failure: of all that was not synced, some got onto the disk, as a whole or in part,
    /// and some did not.
    void forget(RandomGenerator random) {
        var left = synced;
        for (var write : pending) {
            if (random.nextBoolean()) {
                left = written(left, random.nextInt(4) == 0 ? torn(write, random) : write);
            }
        }
        synced = left;
        seen = left;
        pending.clear();
    }
}
