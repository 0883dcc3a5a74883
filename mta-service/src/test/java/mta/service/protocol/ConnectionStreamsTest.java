package mta.service.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import mta.core.net.Connection;
import org.junit.jupiter.api.Test;

class ConnectionStreamsTest {

    /// Bytes, single or many at a time, with looks at the next one in between, wherever a packet ends.
    @Test
    void whateverIsLookedAtAndReadComesInItsOrder() throws IOException {
        var random = new Random(1);
        byte[] sent = new byte[300_000];
        random.nextBytes(sent);
        var in = AttributeStream.over(new Packets(sent, random)).input();
        var received = new ByteArrayOutputStream();
        while (received.size() < sent.length) {
            in.mark(1);
            assertEquals(sent[received.size()] & 0xff, in.read());
            in.reset();
            if (random.nextBoolean()) {
                received.write(in.read());
            } else {
                byte[] some = new byte[random.nextInt(1, 3_000)];
                received.write(some, 0, in.read(some, 0, some.length));
            }
        }

        assertArrayEquals(sent, received.toByteArray());
        in.mark(1);
        assertEquals(-1, in.read());
        in.reset();
        assertEquals(-1, in.read());
        assertEquals(-1, in.read(new byte[2_000], 0, 2_000));
        assertEquals(0, in.available());
    }

    @Test
    void moreThanAByteIsNotKept() {
        var in = AttributeStream.over(new Packets(new byte[10], new Random(1))).input();

        assertThrows(IllegalArgumentException.class, () -> in.mark(2));
    }

    /// A peer whose bytes come in packets of any size.
    private static final class Packets implements Connection {

        private final byte[] bytes;
        private final Random random;
        private int position;

        Packets(byte[] bytes, Random random) {
            this.bytes = bytes;
            this.random = random;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, Math.min(bytes.length - position, random.nextInt(1, 1_500)));
            if (count == 0) {
                return -1;
            }
            System.arraycopy(bytes, position, buffer, offset, count);
            position += count;
            return count;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void timeout(Duration patience) {}

        @Override
        public void write(byte[] buffer, int offset, int length) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
