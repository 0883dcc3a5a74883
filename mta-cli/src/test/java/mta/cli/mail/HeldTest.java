package mta.cli.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldTest {

    private static final int PIECE = 3000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 4097, 1 << 20, (1 << 20) + 1, 3_333_333})
    void whatWasWrittenComesOut(int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        var out = new ByteArrayOutputStream();
        try (var held = new Held()) {
            for (int start = 0; start < size; start += PIECE) {
                held.write(bytes[start]);
                held.write(bytes, start + 1, Math.min(PIECE, size - start) - 1);
            }
            held.copyTo(out);
        }
        assertArrayEquals(bytes, out.toByteArray());
    }
}
