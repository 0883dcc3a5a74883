package mta.testkit.net;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/// A TCP port of this machine on which nobody listens.
///
/// It is none that the kernel would choose: those it gives to every client that connects to something, who could have
/// it when the service of a test comes, and again to the next test that asks. Each port is claimed until the JVM ends,
/// so that no two services get one: by a UDP socket of the same number at an address that nothing else uses, which
/// other JVMs that run tests see too.
public final class FreePort {

    /// Where the kernel begins to choose, unless it was told otherwise.
    private static final int CHOSEN_BY_THE_KERNEL = 32_768;

    private static final int FIRST = 10_000;
    private static final byte[] CLAIMS = {127, 77, 0, 1};
    private static final List<DatagramSocket> CLAIMED = new CopyOnWriteArrayList<>();

    private FreePort() {}

    /// Finds one that was given to nobody before; others than tests may take it, so it should be used soon.
    public static int find() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, CHOSEN_BY_THE_KERNEL);
            if (isFree(port) && claim(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) throws IOException {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (BindException e) {
            return false;
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
