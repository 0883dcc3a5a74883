package mta.core.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mta.core.config.Machine.LocalAddress;

/// The defaults that depend on the machine: `myhostname`, `mydomain` and `mynetworks`.
///
/// What the catalogue gives as their defaults counts for nothing.
public final class SystemDefaults {

    private static final String DEFAULT_DOMAIN = "localdomain";

    private static final Set<String> NAMES = Set.of("myhostname", "mydomain", "mynetworks");

    private final Machine machine;

    public SystemDefaults(Machine machine) {
        this.machine = machine;
    }

    /// The default of a parameter, if it is one of ours.
    ///
    /// @param settings what a parameter is set to, or its fixed default; unexpanded, and without the
    ///     defaults that are made here
    public Optional<String> find(String name, Expander.Scope settings) {
        return switch (name) {
            case "myhostname" -> Optional.of(hostname(settings));
            case "mydomain" -> Optional.of(domain(settings));
            case "mynetworks" -> Optional.of(networks(settings));
            default -> Optional.empty();
        };
    }

    /// Whether the default of a parameter is made here.
    public static boolean makes(String name) {
        return NAMES.contains(name);
    }

    private String hostname(Expander.Scope settings) {
        String name = machine.hostname();
        return name.indexOf('.') >= 0
                ? name
                : name + "." + value("mydomain", settings).orElse(DEFAULT_DOMAIN);
    }

    /// `$mydomain` in `myhostname` is empty here; else the two would wait for each other.
    private String domain(Expander.Scope settings) {
        return domain(value("myhostname", settings).orElseGet(() -> hostname(settings)));
    }

    private static Optional<String> value(String name, Expander.Scope settings) {
        return settings.find(name).map(new Expander(settings)::expand);
    }

    private static String domain(String hostname) {
        int dot = hostname.indexOf('.');
        return dot < 0 ? DEFAULT_DOMAIN : hostname.substring(dot + 1);
    }

    /// Looks for the addresses that `inet_interfaces` and `inet_protocols` mean.
    ///
    /// @throws ConfigException where one of them means none
    void checkInterfaces(Expander.Scope settings) {
        var _ = listening(withNames(settings));
    }

    private Expander.Scope withNames(Expander.Scope settings) {
        return name -> settings.find(name).or(() -> switch (name) {
            case "myhostname" -> Optional.of(hostname(settings));
            case "mydomain" -> Optional.of(domain(settings));
            default -> Optional.empty();
        });
    }

    private String networks(Expander.Scope settings) {
        var withNames = withNames(settings);
        String style = value("mynetworks_style", withNames).orElse("");
        var networks = new ArrayList<String>();
        for (LocalAddress local : listening(withNames)) {
            String network = network(local, prefix(style, local));
            if (!networks.contains(network)) {
                networks.add(network);
            }
        }
        // Postfix puts a space after each, the last one included.
        return networks.stream().map(network -> network + " ").collect(Collectors.joining());
    }

    private List<LocalAddress> listening(Expander.Scope withNames) {
        String interfaces = value("inet_interfaces", withNames).orElse("");
        String protocols = value("inet_protocols", withNames).orElse("");
        List<LocalAddress> candidates = machine.addresses().stream()
                .filter(local -> protocolIsOn(protocols, local.address()))
                .toList();
        var listening = new ArrayList<LocalAddress>();
        for (String word : words(interfaces)) {
            switch (word) {
                case "all" -> listening.addAll(candidates);
                case "loopback-only" ->
                    candidates.stream()
                            .filter(local -> local.address().isLoopbackAddress())
                            .forEach(listening::add);
                default -> listening.addAll(named(word, protocols, candidates));
            }
        }
        return listening.stream().distinct().toList();
    }

    private List<LocalAddress> named(String word, String protocols, List<LocalAddress> candidates) {
        String host = word.startsWith("[") && word.endsWith("]") ? word.substring(1, word.length() - 1) : word;
        List<InetAddress> addresses = machine.resolve(host).stream()
                .filter(address -> protocolIsOn(protocols, address))
                .toList();
        if (addresses.isEmpty()) {
            throw new ConfigException("config variable inet_interfaces: host not found: " + word);
        }
        var found = new ArrayList<LocalAddress>();
        for (InetAddress address : addresses) {
            found.add(candidates.stream()
                    .filter(local -> local.address().equals(address))
                    .findFirst()
                    .orElseThrow(() -> new ConfigException(
                            "parameter inet_interfaces: no local interface found for " + address.getHostAddress())));
        }
        return found;
    }

    private static boolean protocolIsOn(String protocols, InetAddress address) {
        boolean on = false;
        for (String word : words(protocols)) {
            on |= switch (word) {
                case "all" -> true;
                case "ipv4" -> address instanceof Inet4Address;
                case "ipv6" -> !(address instanceof Inet4Address);
                default ->
                    throw new ConfigException("unknown inet_protocols value \"" + word + "\" in \"" + protocols + "\"");
            };
        }
        return on;
    }

    private static int prefix(String style, LocalAddress local) {
        boolean four = local.address() instanceof Inet4Address;
        return switch (style) {
            case "host" -> four ? 32 : 128;
            case "subnet" -> local.prefixLength();
            case "class" -> four ? classPrefix(local.address().getAddress()[0] & 0xff) : local.prefixLength();
            default ->
                throw new ConfigException("unknown mynetworks mask style value \"" + style + "\" in \"" + style + "\"");
        };
    }

    private static int classPrefix(int firstByte) {
        if (firstByte < 128) {
            return 8;
        }
        return firstByte < 192 ? 16 : 24;
    }

    private static String network(LocalAddress local, int prefix) {
        byte[] bytes = local.address().getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return bytes.length == 4 ? dotted(bytes) + "/" + prefix : "[" + Ipv6Text.of(bytes) + "]/" + prefix;
    }

    private static String dotted(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 bytes is refused", e);
        }
    }

    private static List<String> words(String list) {
        var words = new ArrayList<String>();
        for (String word : list.split("[, \\t\\r\\n]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
