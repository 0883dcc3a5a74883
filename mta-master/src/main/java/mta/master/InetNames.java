package mta.master;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;

/// Finds the addresses to listen on for the name of an `inet` service: `smtp`, `25`, `127.0.0.1:10025`, `[::1]:587`.
///
/// Without a host it is every address of `inet_interfaces`; protocols that `inet_protocols` excludes, or that
/// this machine does not speak, are left out.
final class InetNames {

    private static final Path SERVICES = Path.of("/etc/services");
    private static final Path IPV6_ADDRESSES = Path.of("/proc/net/if_inet6");

    private final String interfaces;
    private final String knownPorts;
    private final Predicate<InetAddress> spoken;
    private final Path services;

    private InetNames(String interfaces, String knownPorts, Predicate<InetAddress> spoken, Path services) {
        this.interfaces = interfaces;
        this.knownPorts = knownPorts;
        this.spoken = spoken;
        this.services = services;
    }

    /// By these settings, on this machine.
    static InetNames of(MainCf main) {
        return of(main, SERVICES);
    }

    /// @param services the file that names ports
    static InetNames of(MainCf main, Path services) {
        Set<String> protocols = Set.of(words(main.get(CoreParameters.INET_PROTOCOLS)));
        boolean four = protocols.contains("all") || protocols.contains("ipv4");
        boolean six = (protocols.contains("all") || protocols.contains("ipv6")) && hasIpv6();
        if (!four && !six) {
            throw new ConfigException(
                    "inet_protocols: no usable protocol in: " + main.get(CoreParameters.INET_PROTOCOLS));
        }
        return new InetNames(
                main.get(CoreParameters.INET_INTERFACES),
                main.get(CoreParameters.KNOWN_TCP_PORTS),
                address -> address instanceof Inet4Address ? four : six,
                services);
    }

    private static boolean hasIpv6() {
        try {
            return !Files.readString(IPV6_ADDRESSES).isBlank();
        } catch (IOException e) {
            return false;
        }
    }

    private static String[] words(String list) {
        return Arrays.stream(list.split("[,\\s]+")).filter(w -> !w.isEmpty()).toArray(String[]::new);
    }

    /// The addresses of a service.
    ///
    /// @throws ConfigException where host or port is unknown
    List<InetSocketAddress> of(String service) {
        int colon = service.lastIndexOf(':');
        String host = colon < 0 ? "" : service.substring(0, colon);
        int port = port(service.substring(colon + 1));
        var all = new LinkedHashSet<InetAddress>();
        if (host.isEmpty()) {
            for (String word : words(interfaces)) {
                all.addAll(interfaceAddresses(word));
            }
        } else {
            all.addAll(
                    lookup(host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host));
        }
        var usable = all.stream()
                .filter(spoken)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        if (usable.isEmpty()) {
            throw new ConfigException("service " + service + ": no address to listen on");
        }
        return usable;
    }

    private static List<InetAddress> interfaceAddresses(String word) {
        return switch (word) {
            case "all" -> List.of(InetAddress.ofLiteral("0.0.0.0"), InetAddress.ofLiteral("::"));
            case "loopback-only" -> List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
            default -> lookup(word);
        };
    }

    private static List<InetAddress> lookup(String host) {
        try {
            return new ArrayList<>(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            throw new ConfigException("host not found: " + host, e);
        }
    }

    /// The port of a name: `known_tcp_ports` comes before services(5).
    private int port(String text) {
        var number = number(text);
        return number.isPresent() ? number.getAsInt() : known(text).orElseGet(() -> fromServices(text));
    }

    private static OptionalInt number(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty() && text.length() <= 5) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    /// `smtps=submissions=465`: all names before the last `=` mean that port.
    private OptionalInt known(String name) {
        for (String group : knownPorts.split(",")) {
            String[] names = group.strip().split("=");
            for (int i = 0; i + 1 < names.length; i++) {
                if (names[i].strip().equals(name)) {
                    var port = number(names[names.length - 1].strip());
                    if (port.isEmpty()) {
                        throw new ConfigException("known_tcp_ports: no port: " + group.strip());
                    }
                    return port;
                }
            }
        }
        return OptionalInt.empty();
    }

    /// Passes over lines that make no sense; others in this file need not concern us.
    private int fromServices(String name) {
        try (var lines = Files.lines(services, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.replaceFirst("#.*", "").strip().split("\\s+"))
                    .filter(words -> words.length >= 2 && words[1].endsWith("/tcp"))
                    .filter(words -> Arrays.asList(words).contains(name))
                    .flatMapToInt(words -> number(words[1].substring(0, words[1].indexOf('/'))).stream())
                    .findFirst()
                    .orElseThrow(() -> new ConfigException("unknown service: " + name + "/tcp"));
        } catch (IOException e) {
            throw new ConfigException("unknown service: " + name + "/tcp", e);
        }
    }
}
