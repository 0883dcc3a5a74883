package mta.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacedConnectionTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final SlowPeer peer = new SlowPeer();
    private final PacedConnection connection = new PacedConnection(peer, () -> peer.now);
    private final byte[] buffer = new byte[10_000];

    /// Symptom: a client that sends a byte every five seconds keeps a session for ever.
    @Test
    void aRequestInSmallPiecesComesToAnEnd() throws IOException {
        connection.timeout(TEN_SECONDS);
        peer.pause = Duration.ofSeconds(4);

        read();
        read();
        assertEquals(Duration.ofSeconds(2), remaining());
        assertThrows(TimedOutException.class, this::read);
    }

    @Test
    void eachRequestHasItsTime() throws IOException {
        peer.pause = Duration.ofSeconds(9);
        for (int i = 0; i < 3; i++) {
            connection.timeout(TEN_SECONDS);
            read();
        }
    }

    @Test
    void anAnswerThatIsNotTakenCountsToo() throws IOException {
        connection.timeout(TEN_SECONDS);
        peer.pause = Duration.ofSeconds(6);

        read();
        assertThrows(TimedOutException.class, connection::flush);
    }

    @Test
    void contentWinsBackTime() throws IOException {
        connection.timeout(TEN_SECONDS);
        connection.rate(500);
        peer.pause = Duration.ofSeconds(4);
        peer.size = 1000;

        read();
        assertEquals(Duration.ofSeconds(8), remaining());
        peer.size = 10_000;
        read();
        assertEquals(TEN_SECONDS, remaining());
    }

    @Test
    void contentThatComesTooSlowlyComesToAnEnd() {
        connection.timeout(TEN_SECONDS);
        connection.rate(500);
        peer.pause = Duration.ofSeconds(4);
        peer.size = 100;

        assertThrows(TimedOutException.class, () -> {
            while (true) {
                read();
            }
        });
    }

    private void read() throws IOException {
        connection.read(buffer, 0, buffer.length);
    }

    private Duration remaining() throws IOException {
        var pause = peer.pause;
        peer.pause = Duration.ZERO;
        connection.flush();
        peer.pause = pause;
        return peer.patience;
    }
}
