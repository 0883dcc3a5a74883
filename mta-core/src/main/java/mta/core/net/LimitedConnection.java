package mta.core.net;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A connection that may be waited for until a moment, however often its peer says a little.
///
/// [#timeout] bounds each read and flush as usual, and this bounds all of them together.
public final class LimitedConnection implements Connection {

    private final Connection connection;
    private final LongSupplier nanoTime;
    private Duration patience = Duration.ofHours(1);
    private Duration whole = Duration.ofDays(1_000);
    private long start;

    /// @param nanoTime how late it is, by a clock that only runs forward
    public LimitedConnection(Connection connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /// How long it may be used from now on.
    public void limit(Duration time) {
        whole = time;
        start = nanoTime.getAsLong();
    }

    @Override
    public void timeout(Duration longest) {
        patience = longest;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        begin();
        return connection.read(buffer, offset, length);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        begin();
        connection.write(buffer, offset, length);
    }

    @Override
    public void flush() throws IOException {
        begin();
        connection.flush();
    }

    @Override
    public void finish() throws IOException {
        begin();
        connection.finish();
    }

    private void begin() throws TimedOutException {
        var left = whole.minusNanos(nanoTime.getAsLong() - start);
        if (left.isNegative() || left.isZero()) {
            throw new TimedOutException("the time is over");
        }
        connection.timeout(left.compareTo(patience) < 0 ? left : patience);
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
