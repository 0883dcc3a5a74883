package mta.core.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The machine that we run on.
///
/// The host name is read from `/proc`: Java's own way asks DNS, which costs time at each start of a command.
enum LocalMachine implements Machine {
    INSTANCE;

    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    @Override
    public String hostname() {
        try {
            return Files.readString(HOSTNAME).strip();
        } catch (IOException e) {
            throw new ConfigException("cannot find out the host name: " + e.getMessage(), e);
        }
    }

    @Override
    public List<LocalAddress> addresses() {
        try {
            var addresses = new ArrayList<LocalAddress>();
            for (var card : NetworkInterface.networkInterfaces()
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .toList()) {
                if (card.isUp()) {
                    // Java has them the other way round.
                    card.getInterfaceAddresses().reversed().forEach(address -> addresses.add(local(address)));
                }
            }
            addresses.sort(Comparator.comparing(local -> !(local.address() instanceof Inet4Address)));
            return addresses;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalAddress local(InterfaceAddress address) {
        InetAddress plain = address.getAddress();
        if (plain instanceof Inet6Address) {
            try {
                plain = Inet6Address.getByAddress(null, plain.getAddress(), -1);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address of 16 bytes is refused", e);
            }
        }
        return new LocalAddress(plain, address.getNetworkPrefixLength());
    }

    @Override
    public List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
