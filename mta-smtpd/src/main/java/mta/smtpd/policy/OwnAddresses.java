package mta.smtpd.policy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.table.ListText;

/// The addresses that this system receives mail on (`inet_interfaces`).
record OwnAddresses(Set<InetAddress> addresses) {

    OwnAddresses {
        addresses = Set.copyOf(addresses);
    }

    /// @throws ConfigException if an interface is not known
    static OwnAddresses from(MainCf main) {
        var addresses = new HashSet<InetAddress>();
        for (String word : ListText.split(main.get(CoreParameters.INET_INTERFACES))) {
            try {
                switch (word) {
                    case "all" -> addresses.addAll(active());
                    case "loopback-only" ->
                        active().stream().filter(InetAddress::isLoopbackAddress).forEach(addresses::add);
                    default -> addresses.addAll(Set.of(InetAddress.getAllByName(word.replaceAll("[\\[\\]]", ""))));
                }
            } catch (SocketException e) {
                throw new ConfigException("could not find any active network interfaces: " + e.getMessage(), e);
            } catch (UnknownHostException e) {
                throw new ConfigException("config variable inet_interfaces: host not found: " + word, e);
            }
        }
        return new OwnAddresses(addresses);
    }

    private static Set<InetAddress> active() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .collect(Collectors.toSet());
    }

    boolean contains(InetAddress address) {
        return addresses.contains(address);
    }
}
