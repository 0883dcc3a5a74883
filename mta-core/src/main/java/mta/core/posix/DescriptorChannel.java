package mta.core.posix;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Carries messages with open descriptors between two processes of this machine (SCM_RIGHTS of unix(7)).
///
/// Sending and receiving may be done by two threads at once.
public final class DescriptorChannel implements Closeable {

    /// How many descriptors one message can carry (SCM_MAX_FD of the kernel).
    public static final int MOST_DESCRIPTORS = 253;

    private static final int LONGEST_MESSAGE = 128 * 1024;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CTRUNC = 0x8;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;
    private static final int CONTROL_HEADER = 16;

    // struct msghdr on a 64-bit Linux: name, namelen, iov, iovlen, control, controllen, flags.
    private static final int MSGHDR_SIZE = 56;
    private static final int MSGHDR_IOV = 16;
    private static final int MSGHDR_IOVLEN = 24;
    private static final int MSGHDR_CONTROL = 32;
    private static final int MSGHDR_CONTROLLEN = 40;
    private static final int MSGHDR_FLAGS = 48;

    private final Descriptor socket;

    /// @param socket one end of a connection that keeps the bounds of messages ([Sockets#connectPackets])
    public DescriptorChannel(Descriptor socket) {
        this.socket = socket;
    }

    /// A message.
    ///
    /// @param text what it says; empty where the peer has closed
    /// @param descriptors what came with it; the receiver owns them
    public record Message(String text, List<Descriptor> descriptors) {

        /// Whether this is the end of the conversation and no message.
        public boolean isEnd() {
            return text.isEmpty();
        }
    }

    /// The socket, for waiting and for asking who is there.
    public Descriptor socket() {
        return socket;
    }

    /// Sends a message with copies of descriptors; does not wait for a peer that does not receive.
    ///
    /// @param text not empty
    public void send(String text, List<Descriptor> descriptors) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > LONGEST_MESSAGE || descriptors.size() > MOST_DESCRIPTORS) {
            throw new IOException("message of " + bytes.length + " bytes with " + descriptors.size() + " descriptors");
        }
        try (var arena = Arena.ofConfined()) {
            var control = arena.allocate(space(descriptors.size()), 8);
            var header = header(arena, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes), control);
            if (descriptors.isEmpty()) {
                header.set(ValueLayout.JAVA_LONG, MSGHDR_CONTROLLEN, 0);
            } else {
                control.set(ValueLayout.JAVA_LONG, 0, CONTROL_HEADER + 4L * descriptors.size());
                control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
                control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
                for (int i = 0; i < descriptors.size(); i++) {
                    control.set(
                            ValueLayout.JAVA_INT,
                            CONTROL_HEADER + 4L * i,
                            descriptors.get(i).number());
                }
            }
            Kernel.call(SystemCall.SENDMSG, socket.number(), header.address(), MSG_NOSIGNAL | MSG_DONTWAIT);
        }
    }

    /// Waits for the next message.
    ///
    /// @throws IOException also where not all descriptors could be taken over, as there are too many open ones
    public Message receive() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocate(LONGEST_MESSAGE);
            var control = arena.allocate(space(MOST_DESCRIPTORS), 8);
            var header = header(arena, bytes, control);
            long count = Kernel.call(SystemCall.RECVMSG, socket.number(), header.address(), MSG_CMSG_CLOEXEC);
            var descriptors = descriptors(control, header);
            if ((header.get(ValueLayout.JAVA_INT, MSGHDR_FLAGS) & MSG_CTRUNC) != 0) {
                descriptors.forEach(Descriptor::close);
                throw new IOException("descriptors are missing in a message: too many open files");
            }
            return new Message(new String(Descriptor.taken(bytes, count), StandardCharsets.UTF_8), descriptors);
        }
    }

    private static List<Descriptor> descriptors(MemorySegment control, MemorySegment header) {
        var all = new ArrayList<Descriptor>();
        if (header.get(ValueLayout.JAVA_LONG, MSGHDR_CONTROLLEN) >= CONTROL_HEADER
                && control.get(ValueLayout.JAVA_INT, 8) == SOL_SOCKET
                && control.get(ValueLayout.JAVA_INT, 12) == SCM_RIGHTS) {
            long end = control.get(ValueLayout.JAVA_LONG, 0);
            for (long at = CONTROL_HEADER; at + 4 <= end; at += 4) {
                all.add(new Descriptor(control.get(ValueLayout.JAVA_INT, at)));
            }
        }
        return List.copyOf(all);
    }

    private static MemorySegment header(Arena arena, MemorySegment bytes, MemorySegment control) {
        var vector = arena.allocate(16, 8);
        vector.set(ValueLayout.JAVA_LONG, 0, bytes.address());
        vector.set(ValueLayout.JAVA_LONG, 8, bytes.byteSize());
        var header = arena.allocate(MSGHDR_SIZE, 8);
        header.set(ValueLayout.JAVA_LONG, MSGHDR_IOV, vector.address());
        header.set(ValueLayout.JAVA_LONG, MSGHDR_IOVLEN, 1);
        header.set(ValueLayout.JAVA_LONG, MSGHDR_CONTROL, control.address());
        header.set(ValueLayout.JAVA_LONG, MSGHDR_CONTROLLEN, control.byteSize());
        return header;
    }

    private static long space(int descriptors) {
        return CONTROL_HEADER + (4L * descriptors + 7) / 8 * 8;
    }

    @Override
    public void close() {
        socket.close();
    }
}
