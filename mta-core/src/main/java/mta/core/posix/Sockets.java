package mta.core.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens sockets that Java has no words for: listeners to be given away, packets and datagrams on unix sockets.
public final class Sockets {

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_SEQPACKET = 5;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_PEERCRED = 17;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int LONGEST_PATH = 107;

    /// The network's byte order, in which ports travel.
    private static final ValueLayout.OfShort PORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Sockets() {}

    /// Who is at the other end of a unix socket, as the kernel saw it when it connected.
    ///
    /// @param pid its process id
    /// @param uid its effective user
    /// @param gid its effective group
    public record Peer(int pid, int uid, int gid) {}

    /// Opens a TCP listener. One on an IPv6 address leaves IPv4 alone, as Postfix's do.
    ///
    /// @param backlog how many clients may wait for an accept(2)
    public static Descriptor listenInet(InetSocketAddress address, int backlog) throws IOException {
        boolean six = address.getAddress() instanceof Inet6Address;
        var socket = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK);
        try (var arena = Arena.ofConfined()) {
            option(arena, socket, SOL_SOCKET, SO_REUSEADDR);
            if (six) {
                option(arena, socket, IPPROTO_IPV6, IPV6_V6ONLY);
            }
            var name = inetName(arena, address);
            Kernel.call(SystemCall.BIND, socket.number(), name.address(), name.byteSize());
            Kernel.call(SystemCall.LISTEN, socket.number(), backlog);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static MemorySegment inetName(Arena arena, InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        boolean six = address.getAddress() instanceof Inet6Address;
        var name = arena.allocate(six ? 28 : 16, 4);
        name.set(ValueLayout.JAVA_SHORT, 0, (short) (six ? AF_INET6 : AF_INET));
        name.set(PORT, 2, (short) address.getPort());
        MemorySegment.copy(ip, 0, name, ValueLayout.JAVA_BYTE, six ? 8 : 4, ip.length);
        if (address.getAddress() instanceof Inet6Address scoped) {
            name.set(ValueLayout.JAVA_INT, 24, scoped.getScopeId());
        }
        return name;
    }

    /// Opens a stream listener with a mode; a file that was left behind there is replaced.
    ///
    /// To be called with the rights of the user whom the directory belongs to: that one could put a link there.
    public static Descriptor listenUnix(Path path, int mode, int backlog) throws IOException {
        return listening(bound(path, SOCK_STREAM | SOCK_NONBLOCK, mode), backlog);
    }

    /// Opens a listener for connections that keep the bounds of messages, and can carry descriptors; in a directory of
    /// our own.
    public static Descriptor listenPackets(Path path, int mode) throws IOException {
        return listening(bound(path, SOCK_SEQPACKET, mode), 100);
    }

    /// Opens a receiver of datagrams with a mode; a file that was left behind there is replaced.
    public static Descriptor receiveDatagrams(Path path, int mode) throws IOException {
        return bound(path, SOCK_DGRAM | SOCK_NONBLOCK, mode);
    }

    private static Descriptor listening(Descriptor socket, int backlog) throws IOException {
        try {
            Kernel.call(SystemCall.LISTEN, socket.number(), backlog);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Descriptor bound(Path path, int type, int mode) throws IOException {
        var socket = socket(AF_UNIX, type);
        try (var arena = Arena.ofConfined()) {
            Files.deleteIfExists(path);
            var name = unixName(arena, path);
            Kernel.call(SystemCall.BIND, socket.number(), name.address(), name.byteSize());
            Files.setAttribute(path, "unix:mode", mode);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Connects to a [#listenPackets].
    public static Descriptor connectPackets(Path path) throws IOException {
        return connected(path, SOCK_SEQPACKET);
    }

    /// A sender of datagrams to a socket such as `/dev/log`.
    public static Descriptor sendDatagrams(Path path) throws IOException {
        return connected(path, SOCK_DGRAM);
    }

    private static Descriptor connected(Path path, int type) throws IOException {
        var socket = socket(AF_UNIX, type);
        try (var arena = Arena.ofConfined()) {
            var name = unixName(arena, path);
            Kernel.call(SystemCall.CONNECT, socket.number(), name.address(), name.byteSize());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Two sockets that are connected to each other and keep the bounds of messages.
    public static Pair packetPair() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var both = arena.allocate(8, 4);
            Kernel.call(SystemCall.SOCKETPAIR, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, both.address());
            return new Pair(
                    new Descriptor(both.get(ValueLayout.JAVA_INT, 0)),
                    new Descriptor(both.get(ValueLayout.JAVA_INT, 4)));
        }
    }

    /// Two connected sockets.
    ///
    /// @param one an end
    /// @param other the other end
    public record Pair(Descriptor one, Descriptor other) {}

    /// Takes the next connection from a listener.
    public static Descriptor accept(Descriptor listener) throws IOException {
        return new Descriptor(Kernel.call(SystemCall.ACCEPT4, listener.number(), 0, 0, SOCK_CLOEXEC));
    }

    /// Who connected a unix socket.
    public static Peer peer(Descriptor socket) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var who = arena.allocate(12, 4);
            var length = arena.allocateFrom(ValueLayout.JAVA_INT, 12);
            Kernel.call(
                    SystemCall.GETSOCKOPT, socket.number(), SOL_SOCKET, SO_PEERCRED, who.address(), length.address());
            return new Peer(
                    who.get(ValueLayout.JAVA_INT, 0),
                    who.get(ValueLayout.JAVA_INT, 4),
                    who.get(ValueLayout.JAVA_INT, 8));
        }
    }

    /// Sends one datagram on a connected socket; does not wait for room.
    ///
    /// @throws PosixException with [Errno#EAGAIN] where there is none
    public static void send(Descriptor socket, byte[] datagram) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, datagram);
            Kernel.call(SystemCall.SENDTO, socket.number(), buffer.address(), datagram.length, MSG_DONTWAIT, 0, 0);
        }
    }

    /// Takes one datagram that has come.
    ///
    /// @throws PosixException with [Errno#EAGAIN] where none has
    public static byte[] receive(Descriptor socket, int most) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(most);
            long count = Kernel.call(SystemCall.RECVFROM, socket.number(), buffer.address(), most, MSG_DONTWAIT, 0, 0);
            return Descriptor.taken(buffer, count);
        }
    }

    private static Descriptor socket(int family, int type) throws PosixException {
        return new Descriptor(Kernel.call(SystemCall.SOCKET, family, type | SOCK_CLOEXEC, 0));
    }

    private static void option(Arena arena, Descriptor socket, int level, int option) throws PosixException {
        var on = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
        Kernel.call(SystemCall.SETSOCKOPT, socket.number(), level, option, on.address(), 4);
    }

    private static MemorySegment unixName(Arena arena, Path path) throws IOException {
        byte[] text = path.toString().getBytes(StandardCharsets.UTF_8);
        if (text.length > LONGEST_PATH) {
            throw new IOException(path + ": longer than the " + LONGEST_PATH + " bytes a socket's path may have");
        }
        var name = arena.allocate(2L + text.length + 1, 2);
        name.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(text, 0, name, ValueLayout.JAVA_BYTE, 2, text.length);
        return name;
    }
}
