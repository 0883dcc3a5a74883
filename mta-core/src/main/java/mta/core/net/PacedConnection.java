package mta.core.net;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A connection whose peer has a time for each request and our answer to it, not for each packet of them: one
/// that sends a byte now and then comes to an end, too.
///
/// [#timeout] begins the time anew. Only waiting for the peer counts. With a rate, what the peer sends wins
/// back time, up to the whole, so that a large message may take long if it comes fast enough.
public final class PacedConnection implements Connection {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Connection connection;
    private final LongSupplier nanoTime;
    private long whole = Duration.ofHours(1).toNanos();
    private long left = whole;
    private int rate;

    /// @param nanoTime how late it is, by a clock that only runs forward
    public PacedConnection(Connection connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
    }

    /// How many bytes win back a second from now on; 0 for none.
    public void rate(int bytesPerSecond) {
        rate = bytesPerSecond;
    }

    @Override
    public void timeout(Duration patience) {
        whole = patience.toNanos();
        left = whole;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long start = begin();
        int count = connection.read(buffer, offset, length);
        end(start);
        if (rate > 0 && count > 0) {
            left = Math.min(whole, left + count * SECOND / rate);
        }
        return count;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        long start = begin();
        connection.write(buffer, offset, length);
        end(start);
    }

    @Override
    public void flush() throws IOException {
        long start = begin();
        connection.flush();
        end(start);
    }

    @Override
    public void finish() throws IOException {
        long start = begin();
        connection.finish();
        end(start);
    }

    private long begin() throws TimedOutException {
        if (left <= 0) {
            throw new TimedOutException("the time of a request is over");
        }
        connection.timeout(Duration.ofNanos(left));
        return nanoTime.getAsLong();
    }

    private void end(long start) {
        left -= nanoTime.getAsLong() - start;
    }

    @Override
    public int available() {
        return connection.available();
    }

    @Override
    public void close() {
        connection.close();
    }
}
