package mta.core.net;

import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import mta.core.posix.Descriptor;

/// Sends on the thread of the session, past the event loop.
///
/// A reply is short and the kernel nearly always has room for it. Handing it to the event loop would wake another
/// thread for each reply, which costs more than the sending.
///
/// Has a descriptor of its own for the same socket: the event loop closes its own when it likes, and its number may
/// belong to another client a moment later.
final class DirectSender {

    private static final int PIECE = 16 * 1024;

    /// Memory that the kernel can read from, for as long as a call takes: there are no more than calls at a time.
    private static final ConcurrentLinkedQueue<ByteBuffer> SPARE = new ConcurrentLinkedQueue<>();

    private final Descriptor descriptor;

    // Guarded by this:
    private final Socket socket;
    private boolean closed;

    private DirectSender(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.socket = new Socket(descriptor.number());
    }

    static DirectSender on(Channel channel) throws IOException {
        int number = ((UnixChannel) channel).fd().intValue();
        return new DirectSender(Descriptor.of(number).duplicate());
    }

    /// Sends what the kernel takes at once.
    ///
    /// Trouble is not told here: it is the event loop's to find and to report, when it is given the rest.
    ///
    /// @return how many of the bytes were taken
    int send(byte[] bytes, int offset, int length) {
        ByteBuffer memory = SPARE.poll();
        if (memory == null) {
            memory = ByteBuffer.allocateDirect(PIECE);
        }
        int sent = 0;
        while (sent < length) {
            int piece = Math.min(PIECE, length - sent);
            memory.put(0, bytes, offset + sent, piece);
            int taken = send(memory, piece);
            sent += taken;
            if (taken < piece) {
                break;
            }
        }
        SPARE.add(memory);
        return sent;
    }

    private synchronized int send(ByteBuffer memory, int length) {
        if (closed) {
            return 0;
        }
        try {
            return socket.send(memory, 0, length);
        } catch (IOException _) {
            return 0; // see above
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            descriptor.close();
        }
    }
}
