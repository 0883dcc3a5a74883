package mta.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitedConnectionTest {

    private final SlowPeer peer = new SlowPeer();
    private final LimitedConnection connection = new LimitedConnection(peer, () -> peer.now);
    private final byte[] buffer = new byte[10];

    @BeforeEach
    void limit() {
        connection.limit(Duration.ofSeconds(10));
        connection.timeout(Duration.ofSeconds(5));
    }

    private void read() throws IOException {
        connection.read(buffer, 0, buffer.length);
    }

    /// Symptom: a server that takes a few bytes whenever it would be given up keeps a message for weeks.
    @Test
    void whatComesInSmallPiecesComesToAnEnd() throws IOException {
        peer.pause = Duration.ofSeconds(4);

        read();
        connection.flush();
        assertThrows(TimedOutException.class, this::read);
        assertEquals(Duration.ofSeconds(2), peer.patience);
        assertThrows(TimedOutException.class, () -> connection.write(buffer, 0, 1));
    }

    @Test
    void aSingleStepHasATimeoutOfItsOwn() throws IOException {
        read();
        assertEquals(Duration.ofSeconds(5), peer.patience);

        connection.timeout(Duration.ofSeconds(60));
        read();
        assertEquals(Duration.ofSeconds(10), peer.patience);
    }

    @Test
    void aNewLimitBeginsAnew() throws IOException {
        peer.pause = Duration.ofSeconds(4);
        for (int i = 0; i < 10; i++) {
            connection.limit(Duration.ofSeconds(10));
            read();
            read();
        }
    }
}
