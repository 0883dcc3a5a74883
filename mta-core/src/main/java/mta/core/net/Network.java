package mta.core.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The edge of a process: accepts and opens connections on a few event loops, and hands each out as a
/// [Connection] to block on.
///
/// Needs Linux: it stands on Netty's epoll transport, which can take over listeners that another process opened.
public final class Network implements Closeable {

    private static final int BACKLOG = 1024;

    /// What Netty makes of an error number, with the address behind the system's words.
    private static final Pattern SYSTEM_ERROR = Pattern.compile("error\\(-\\d+\\): (?<words>[^:]+)");

    /// The kernel does not wait for room in the backlog of a unix socket where the client's is non-blocking.
    private static final String BACKLOG_IS_FULL = "Resource temporarily unavailable";

    private static final Duration BACKLOG_PAUSE = Duration.ofMillis(20);

    private final EventLoopGroup loops;

    /// @param threads how many event loops; one serves thousands of connections
    public Network(int threads) {
        this.loops = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("net", true), EpollIoHandler.newFactory());
    }

    /// Accepts on a TCP listener that is open already, as master(8) hands it over.
    ///
    /// @param descriptor the number of the listening descriptor, owned by the acceptor from now on
    /// @param served is given each connection on an event loop, and must not block there
    public Acceptor acceptInet(int descriptor, Consumer<ClientConnection> served) throws IOException {
        var bootstrap = acceptor(served).channelFactory(() -> new EpollServerSocketChannel(descriptor));
        bootstrap.childOption(ChannelOption.TCP_NODELAY, true);
        return acceptor(await(bootstrap.register()));
    }

    /// Accepts on a unix-domain listener that is open already; Netty has to be told that it is.
    ///
    /// @param descriptor the number of the listening descriptor, owned by the acceptor from now on
    /// @param served is given each connection on an event loop, and must not block there
    public Acceptor acceptLocal(int descriptor, Consumer<ClientConnection> served) throws IOException {
        return acceptor(await(acceptor(served)
                .channelFactory(() -> new EpollServerDomainSocketChannel(descriptor, true))
                .register()));
    }

    /// Opens a TCP listener of our own.
    public Acceptor listen(InetSocketAddress address, Consumer<ClientConnection> served) throws IOException {
        var bootstrap = acceptor(served).channel(EpollServerSocketChannel.class);
        bootstrap.childOption(ChannelOption.TCP_NODELAY, true);
        return acceptor(await(bootstrap.bind(address)));
    }

    /// Opens a unix-domain listener of our own; the file must not exist yet.
    public Acceptor listen(Path socket, Consumer<ClientConnection> served) throws IOException {
        return acceptor(await(acceptor(served)
                .channel(EpollServerDomainSocketChannel.class)
                .bind(new DomainSocketAddress(socket.toFile()))));
    }

    /// Connects to a host.
    ///
    /// @param from the address to connect from, where it matters
    /// @throws TimedOutException if nobody answered in time; other [IOException]s carry the system's own words
    public Connection connect(InetSocketAddress to, Optional<InetSocketAddress> from, Duration patience)
            throws IOException {
        var bootstrap = connector(patience).channel(EpollSocketChannel.class).option(ChannelOption.TCP_NODELAY, true);
        return connect(bootstrap, to, from.map(SocketAddress.class::cast), patience);
    }

    /// Connects to a socket on this machine; see [LocalConnector].
    public Connection connect(Path socket, Duration patience) throws IOException {
        var bootstrap = connector(patience).channel(EpollDomainSocketChannel.class);
        var address = new DomainSocketAddress(socket.toFile());
        long start = System.nanoTime();
        while (true) {
            try {
                return connect(bootstrap, address, Optional.empty(), patience);
            } catch (FileNotFoundException e) {
                throw new IOException("No such file or directory", e);
            } catch (IOException e) {
                var known = SYSTEM_ERROR.matcher(String.valueOf(e.getMessage()));
                if (!known.find()) {
                    throw e;
                }
                if (!known.group("words").equals(BACKLOG_IS_FULL)) {
                    throw new IOException(known.group("words"), e);
                }
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw new TimedOutException("no room in the backlog");
                }
                pause();
            }
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(BACKLOG_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /// Ends all connections and listeners.
    @Override
    public void close() {
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private Acceptor acceptor(Channel channel) {
        return new Acceptor(channel, this::afterWhatIsQueued);
    }

    /// Runs something once all loops have done what they have to do now.
    private void afterWhatIsQueued(Runnable then) {
        var all = new ArrayList<CompletableFuture<Void>>();
        loops.forEach(loop -> all.add(CompletableFuture.runAsync(() -> {}, loop)));
        var _ = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(then);
    }

    private ServerBootstrap acceptor(Consumer<ClientConnection> served) {
        return new ServerBootstrap()
                .group(loops)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(onChannel(served));
    }

    private Bootstrap connector(Duration patience) {
        return new Bootstrap()
                .group(loops)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(Integer.MAX_VALUE, patience.toMillis()))
                .handler(onChannel(_ -> {}));
    }

    private static Connection connect(
            Bootstrap bootstrap, SocketAddress to, Optional<SocketAddress> from, Duration patience) throws IOException {
        var future = from.isPresent() ? bootstrap.connect(to, from.get()) : bootstrap.connect(to);
        try {
            return NettyConnection.of(await(future));
        } catch (ConnectTimeoutException e) {
            throw new TimedOutException("no connection within " + patience.toSeconds() + " s");
        }
    }

    private static ChannelHandler onChannel(Consumer<ClientConnection> ready) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) throws IOException {
                ready.accept(NettyConnection.on(channel));
            }
        };
    }

    private static Channel await(ChannelFuture future) throws IOException {
        try {
            future.await();
        } catch (InterruptedException e) {
            future.cancel(false);
            var _ = future.channel().close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (future.isSuccess()) {
            return future.channel();
        }
        if (future.cause() instanceof IOException cause) {
            throw cause;
        }
        throw new IOException(future.cause());
    }

    /// A listener. Paused, it leaves clients waiting in the backlog.
    public static final class Acceptor implements Closeable {

        private final Channel channel;
        private final Consumer<Runnable> afterWhatIsQueued;
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        private Acceptor(Channel channel, Consumer<Runnable> afterWhatIsQueued) {
            assert channel instanceof ServerChannel;
            this.channel = channel;
            this.afterWhatIsQueued = afterWhatIsQueued;
        }

        /// Where it listens.
        public SocketAddress address() {
            return channel.localAddress();
        }

        /// Leaves new clients in the backlog until [#resume].
        public void pause() {
            channel.config().setAutoRead(false);
        }

        /// Accepts again.
        public void resume() {
            channel.config().setAutoRead(true);
        }

        /// Stops accepting and closes our copy of the listener; connections go on. Returns at once, see [#closed].
        @Override
        public void close() {
            var _ = channel.closeFuture().addListener(_ -> afterWhatIsQueued.accept(() -> closed.complete(null)));
            // First out of the event loop's set: the kernel would keep a closed descriptor in it for as long as other
            // processes have the same listener open.
            var _ = channel.deregister().addListener(ChannelFutureListener.CLOSE);
        }

        /// Done once it has been closed, and each connection that was accepted has been handed out.
        public CompletableFuture<Void> closed() {
            return closed;
        }
    }
}
