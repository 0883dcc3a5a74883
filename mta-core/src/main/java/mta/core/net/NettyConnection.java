package mta.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// A [Connection] over a Netty channel: the event loop puts bytes in, the session's thread takes them out.
///
/// Both directions are bounded. Reading from the network stops while [#MOST_UNREAD] bytes wait for the session;
/// a flush waits while the peer does not take what was sent before.
final class NettyConnection extends ChannelInboundHandlerAdapter implements ClientConnection {

    private static final AttributeKey<NettyConnection> KEY = AttributeKey.valueOf("mta.connection");
    private static final int MOST_UNREAD = 256 * 1024;
    private static final int WRITE_BUFFER = 16 * 1024;

    private final Channel channel;
    private final DirectSender direct;

    /// Who is at the other end of a unix socket. Asked at once, as a client may say a word and hang up.
    private final Optional<Endpoint> caller;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock, as is the watch:
    private final ArrayDeque<ByteBuf> unread = new ArrayDeque<>();
    private int unreadBytes;
    private boolean paused;
    private boolean inputEnded;
    private boolean ended;
    private Optional<IOException> failure = Optional.empty();

    private final PatienceWatch watch;

    private volatile long patienceNanos = Duration.ofHours(1).toNanos();

    /// What was written and not flushed; only the session's thread touches it. Starts small: most sessions idle.
    private byte[] unsent = new byte[512];

    private int unsentBytes;

    /// Pieces that were given to the event loop and have not left; while there are any, all must go that way.
    private final AtomicInteger leaving = new AtomicInteger();

    private NettyConnection(Channel channel, DirectSender direct) {
        this.channel = channel;
        this.direct = direct;
        this.watch = new PatienceWatch(channel.eventLoop(), lock, changed);
        this.caller = channel instanceof EpollDomainSocketChannel && channel.isActive()
                ? Optional.of(credentials())
                : Optional.empty();
    }

    /// Puts a connection on a new channel.
    static NettyConnection on(Channel channel) throws IOException {
        var connection = new NettyConnection(channel, DirectSender.on(channel));
        channel.attr(KEY).set(connection);
        channel.pipeline().addLast(connection);
        return connection;
    }

    /// The connection that [#on] put there.
    static NettyConnection of(Channel channel) {
        return channel.attr(KEY).get();
    }

    @Override
    public Endpoint peer() {
        return channel.remoteAddress() instanceof InetSocketAddress inet
                ? endpoint(inet)
                : caller.orElseGet(this::credentials);
    }

    @Override
    public Endpoint local() {
        return channel.localAddress() instanceof InetSocketAddress inet
                ? endpoint(inet)
                : caller.orElseGet(this::credentials);
    }

    private static Endpoint endpoint(InetSocketAddress address) {
        return new Endpoint.Inet(address.getAddress(), address.getPort());
    }

    private Endpoint credentials() {
        try {
            var peer = ((EpollDomainSocketChannel) channel).peerCredentials();
            return new Endpoint.Local(peer.pid(), peer.uid(), peer.gids()[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("the kernel does not tell who is connected", e);
        }
    }

    @Override
    public void timeout(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return unreadBytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        lock.lock();
        try {
            awaitInput();
            ByteBuf head = unread.peek();
            if (head == null) {
                if (failure.isPresent()) {
                    throw new IOException(failure.get().getMessage(), failure.get());
                }
                return -1;
            }
            int count = Math.min(length, head.readableBytes());
            head.readBytes(buffer, offset, count);
            if (!head.isReadable()) {
                unread.remove().release();
            }
            consumed(count);
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void awaitInput() throws IOException {
        if (unread.isEmpty()) {
            awaitUntil(() -> ended || inputEnded || !unread.isEmpty(), "read");
        }
    }

    private void awaitUntil(BooleanSupplier come, String what) throws IOException {
        long deadline = System.nanoTime() + patienceNanos;
        try {
            while (!come.getAsBoolean()) {
                if (deadline - System.nanoTime() <= 0) {
                    throw new TimedOutException(named(what) + " timed out");
                }
                watch.lookAt(deadline);
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /// Names the service on this machine that is waited for; who is elsewhere is known to those who report.
    private String named(String what) {
        return channel.remoteAddress() instanceof DomainSocketAddress socket
                        && !socket.path().isEmpty()
                ? socket.path() + ": " + what
                : what;
    }

    private void consumed(int count) {
        unreadBytes -= count;
        if (paused && unreadBytes < MOST_UNREAD / 2) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (unsentBytes + length > WRITE_BUFFER) {
            flush();
        }
        if (length > WRITE_BUFFER) {
            send(buffer, offset, length);
            return;
        }
        if (unsentBytes + length > unsent.length) {
            unsent = Arrays.copyOf(unsent, Math.min(WRITE_BUFFER, 2 * (unsentBytes + length)));
        }
        System.arraycopy(buffer, offset, unsent, unsentBytes, length);
        unsentBytes += length;
    }

    @Override
    public void flush() throws IOException {
        if (unsentBytes > 0) {
            int count = unsentBytes;
            unsentBytes = 0;
            send(unsent, 0, count);
        }
    }

    @Override
    public void finish() throws IOException {
        flush();
        lock.lock();
        try {
            awaitUntil(() -> ended || leaving.get() == 0, "write");
        } finally {
            lock.unlock();
        }
    }

    private void send(byte[] buffer, int offset, int length) throws IOException {
        refuseIfEnded();
        int sent = leaving.get() == 0 ? direct.send(buffer, offset, length) : 0;
        if (sent == length) {
            return;
        }
        ByteBuf rest = channel.alloc().ioBuffer(length - sent).writeBytes(buffer, offset + sent, length - sent);
        leaving.incrementAndGet();
        channel.writeAndFlush(rest).addListener(_ -> change(leaving::decrementAndGet));
        awaitRoom();
    }

    /// Only what was over before counts: a peer may take what is sent now and hang up at once, which is no error. And
    /// what it said before it hung up must still be read: it may be the very answer to what was sent.
    private void refuseIfEnded() throws IOException {
        lock.lock();
        try {
            if (ended && unread.isEmpty()) {
                throw new IOException(failure.map(IOException::getMessage).orElse("Broken pipe"));
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() throws IOException {
        if (channel.isWritable()) {
            return;
        }
        lock.lock();
        try {
            awaitUntil(() -> ended || channel.isWritable(), "write");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            unread.forEach(ByteBuf::release);
            unread.clear();
            unreadBytes = 0;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        direct.close();
        var _ = channel.close();
    }

    // From here on: called by the event loop.

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        lock.lock();
        try {
            if (ended) {
                bytes.release();
                return;
            }
            unread.add(bytes);
            unreadBytes += bytes.readableBytes();
            if (unreadBytes >= MOST_UNREAD && !paused) {
                paused = true;
                channel.config().setAutoRead(false);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        change(() -> {});
    }

    /// A peer that has said its last word may still listen, as one that sends all its commands from a file.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            change(() -> inputEnded = true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(Optional.empty());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        watch.open();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        direct.close();
        watch.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(Optional.of(cause instanceof IOException known ? known : new IOException(cause)));
        var _ = context.close();
    }

    private void end(Optional<IOException> why) {
        change(() -> {
            ended = true;
            if (failure.isEmpty()) {
                failure = why;
            }
        });
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
