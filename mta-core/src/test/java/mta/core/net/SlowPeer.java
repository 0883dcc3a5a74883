package mta.core.net;

import java.io.IOException;
import java.time.Duration;

/// Needs some time for everything.
final class SlowPeer implements Connection {

    Duration pause = Duration.ZERO;
    Duration patience = Duration.ZERO;
    int size = 1;
    long now;

    private void pass() throws TimedOutException {
        if (pause.compareTo(patience) > 0) {
            now += patience.toNanos();
            throw new TimedOutException("read timed out");
        }
        now += pause.toNanos();
    }

    @Override
    public void timeout(Duration given) {
        patience = given;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        pass();
        return size;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {}

    @Override
    public void flush() throws IOException {
        pass();
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public void close() {}
}
