package mta.core.net;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/// A byte stream to a peer that is read and written by blocking, from a virtual thread.
///
/// One thread reads and writes; any thread may [#close]. What is written is sent by [#flush], so that answers to
/// pipelined commands leave in one packet.
///
/// **Errors.** [TimedOutException] when the peer was silent, or did not take our data, for longer than the
/// timeout; any other [IOException] when the connection is gone.
public interface Connection extends Closeable {

    /// How long a read or a flush may wait; the default is an hour.
    void timeout(Duration patience);

    /// Reads at least one byte.
    ///
    /// @return how many bytes, or -1 at the end of the stream
    int read(byte[] buffer, int offset, int length) throws IOException;

    /// How many bytes have arrived and can be read without waiting.
    int available();

    /// Takes bytes for sending. They may leave at any time, and are on their way when [#flush] returns.
    void write(byte[] buffer, int offset, int length) throws IOException;

    /// Sends what was written.
    void flush() throws IOException;

    /// Sends what was written, and waits until the system has all of it, so that nothing is lost by [#close].
    default void finish() throws IOException {
        flush();
    }

    /// Ends the connection; may be called twice and from any thread. What a slow peer has not taken yet is lost.
    @Override
    void close();
}
