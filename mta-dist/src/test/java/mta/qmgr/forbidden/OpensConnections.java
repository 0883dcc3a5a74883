package mta.qmgr.forbidden;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import mta.core.net.Connection;
import mta.core.net.Network;

/// What no class of the queue manager may do, in all ways; the rule is tried with it.
final class OpensConnections {

    private OpensConnections() {}

    static Socket bySocket(String host) throws IOException {
        return new Socket(host, 25);
    }

    static SocketChannel byChannel() throws IOException {
        return SocketChannel.open();
    }

    static DatagramSocket byDatagram() throws IOException {
        return new DatagramSocket();
    }

    static Connection byNetwork(Network network, InetSocketAddress to) throws IOException {
        return network.connect(to, Optional.empty(), Duration.ofSeconds(1));
    }
}
