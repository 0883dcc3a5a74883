package mta.testkit.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A TCP port of this machine on which nobody listens.
///
/// The kernel hands out a port again as soon as it was closed, so a test that needs a hundred would often get one of
/// them twice, and two services in one place. Each port is therefore claimed until the JVM ends: by a UDP socket of the
/// same number at an address that nothing else uses, which other JVMs that run tests see too.
public final class FreePort {

    private static final byte[] CLAIMS = {127, 77, 0, 1};
    private static final List<DatagramSocket> CLAIMED = new CopyOnWriteArrayList<>();

    private FreePort() {}

    /// Finds one that was given to nobody before; others than tests may take it, so it should be used soon.
    public static int find() throws IOException {
        while (true) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (claim(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private static boolean claim(int port) throws IOException {
        try {
            CLAIMED.add(new DatagramSocket(new InetSocketAddress(InetAddress.getByAddress(CLAIMS), port)));
            return true;
        } catch (SocketException e) {
            return false; // claimed before
        }
    }
}
