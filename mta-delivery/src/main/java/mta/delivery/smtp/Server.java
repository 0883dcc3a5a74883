package mta.delivery.smtp;

import java.net.InetAddress;
import java.nio.file.Path;
import mta.core.table.NetworkPattern;

/// One place to connect to, and how it is written in the log.
sealed interface Server {

    /// `host[address]`, as failures name it.
    String shown();

    /// `host[address]:port`, as `relay=` names it.
    String relay();

    /// The name alone, as the notice to the sender gives it.
    String name();

    /// A mail server on the network.
    ///
    /// @param name its name, or its address where that was all that was given
    /// @param address where it is
    /// @param port the port
    /// @param preference of its MX record; lower ones are tried first
    record Inet(String name, InetAddress address, int port, int preference) implements Server {

        @Override
        public String shown() {
            return name + "[" + NetworkPattern.text(address.getAddress()) + "]";
        }

        @Override
        public String relay() {
            return shown() + ":" + port;
        }
    }

    /// A socket on this machine.
    ///
    /// @param name our own host name
    /// @param path as configured
    /// @param socket where it is
    record Local(String name, String path, Path socket) implements Server {

        @Override
        public String shown() {
            return name + "[" + path + "]";
        }

        @Override
        public String relay() {
            return shown();
        }
    }
}
