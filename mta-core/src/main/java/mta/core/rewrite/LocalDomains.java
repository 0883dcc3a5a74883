package mta.core.rewrite;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.OwnNames;
import mta.core.config.RewriteParameters;
import mta.core.table.ListText;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.core.table.NetworkPattern;
import mta.core.table.Tables;

/// The domains that end here: those of `mydestination`, and `[address]` for each address that we receive mail on.
public final class LocalDomains {

    private final MatchList destinations;
    private final List<byte[]> addresses;
    private final String origin;

    private LocalDomains(MatchList destinations, List<byte[]> addresses, String origin) {
        this.destinations = destinations;
        this.addresses = List.copyOf(addresses);
        this.origin = origin;
    }

    /// Reads `mydestination`, `inet_interfaces`, `proxy_interfaces`, `myorigin`.
    public static LocalDomains from(MainCf main, Tables tables) {
        return new LocalDomains(
                MatchList.strings(main.get(RewriteParameters.MYDESTINATION), tables),
                ownAddresses(main),
                OwnNames.origin(main));
    }

    /// `myorigin`: the domain that mail of this system appears to come from.
    public String origin() {
        return origin;
    }

    /// Whether mail for a domain is for this system.
    public Membership contains(String domain) {
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (bare.startsWith("[") && bare.endsWith("]")) {
            String address = bare.substring(1, bare.length() - 1);
            boolean prefixed = address.regionMatches(true, 0, "IPv6:", 0, 5);
            var bytes = NetworkPattern.bytes(prefixed ? address.substring(5) : address);
            boolean own =
                    bytes.isPresent() && addresses.stream().anyMatch(address1 -> Arrays.equals(address1, bytes.get()));
            if (own) {
                return Membership.IN;
            }
        }
        return destinations.contains(bare);
    }

    private static List<byte[]> ownAddresses(MainCf main) {
        var addresses = new ArrayList<byte[]>();
        String protocols = main.get(CoreParameters.INET_PROTOCOLS);
        boolean v4 = protocols.contains("all") || protocols.contains("ipv4");
        boolean v6 = protocols.contains("all") || protocols.contains("ipv6");
        var names = new ArrayList<>(ListText.split(main.get(CoreParameters.INET_INTERFACES)));
        names.addAll(ListText.split(main.get(CoreParameters.PROXY_INTERFACES)));
        for (String name : names) {
            for (byte[] address : addressesOf(name)) {
                if (address.length == 4 ? v4 : v6) {
                    addresses.add(address);
                }
            }
        }
        return addresses;
    }

    private static List<byte[]> addressesOf(String name) {
        try {
            return switch (name) {
                case "all" ->
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .map(InetAddress::getAddress)
                            .toList();
                case "loopback-only" ->
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(InetAddress::isLoopbackAddress)
                            .map(InetAddress::getAddress)
                            .toList();
                default -> {
                    String bare = name.replaceAll("^\\[|]$", "");
                    yield Arrays.stream(InetAddress.getAllByName(bare))
                            .map(InetAddress::getAddress)
                            .toList();
                }
            };
        } catch (SocketException e) {
            throw new ConfigException("could not find any active network interfaces: " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new ConfigException("config variable inet_interfaces: host not found: " + name, e);
        }
    }
}
