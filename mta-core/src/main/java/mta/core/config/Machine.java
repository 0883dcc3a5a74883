package mta.core.config;

import java.net.InetAddress;
import java.util.List;

/// What the machine says about itself, for settings that have no fixed default.
public interface Machine {

    /// The host name, as `gethostname` gives it; it may be without a domain.
    String hostname();

    /// The addresses of all interfaces that are up: IPv4 before IPv6, otherwise in the system's order.
    List<LocalAddress> addresses();

    /// The addresses of a host name; empty if it is not known.
    List<InetAddress> resolve(String host);

    /// An address of an interface.
    ///
    /// @param address without a scope
    /// @param prefixLength how many bits name the network
    record LocalAddress(InetAddress address, int prefixLength) {}

    /// The machine that we run on.
    static Machine local() {
        return LocalMachine.INSTANCE;
    }
}
