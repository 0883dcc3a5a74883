package mta.testkit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A port of this machine on which nobody listens.
public final class FreePort {

    private FreePort() {}

    /// Finds one; it is free until somebody else is given it, so it should be used at once.
    public static int find() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
