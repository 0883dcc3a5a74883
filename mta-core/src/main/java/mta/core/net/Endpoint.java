package mta.core.net;

import java.net.InetAddress;

/// Who is at the other end of a connection.
public sealed interface Endpoint {

    /// A host on a network.
    ///
    /// @param address its address
    /// @param port its port
    record Inet(InetAddress address, int port) implements Endpoint {}

    /// A process on this machine, as the kernel knows it (SO_PEERCRED).
    ///
    /// @param pid its process id
    /// @param uid its effective user
    /// @param gid its effective group
    record Local(int pid, int uid, int gid) implements Endpoint {}
}
