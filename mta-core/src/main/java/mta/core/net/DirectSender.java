package mta.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import mta.core.posix.Descriptor;

/// Sends on the thread of the session, past the event loop.
///
/// A reply is short and the kernel nearly always has room for it. Handing it to the event loop would wake another
/// thread for each reply, which costs more than the sending.
///
/// Has a descriptor of its own for the same socket: the event loop closes its own when it likes, and its number may
/// belong to another client a moment later.
final class DirectSender {

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

    /// Sends what the kernel takes at once, and moves the reader index behind it.
    ///
    /// Trouble is not told here: it is the event loop's to find and to report, when it is given the rest.
    synchronized void send(ByteBuf bytes) {
        if (closed) {
            return;
        }
        int length = bytes.readableBytes();
        var view = bytes.internalNioBuffer(bytes.readerIndex(), length);
        try {
            bytes.skipBytes(socket.send(view, view.position(), view.limit()));
        } catch (IOException _) {
            // see above
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            descriptor.close();
        }
    }
}
