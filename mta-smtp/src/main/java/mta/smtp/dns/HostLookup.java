package mta.smtp.dns;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds addresses of hosts, and names of addresses, in the places that `smtp_host_lookup` lists.
public final class HostLookup {

    /// Where to look.
    public enum Place {
        /// The DNS alone.
        DNS,
        /// What the machine uses itself: the hosts file, then the DNS.
        NATIVE
    }

    private final Resolver resolver;
    private final HostsFile hosts;
    private final List<Place> places;

    /// @param places in the order of `smtp_host_lookup`, at least one
    public HostLookup(Resolver resolver, HostsFile hosts, List<Place> places) {
        this.resolver = resolver;
        this.hosts = hosts;
        this.places = List.copyOf(places);
    }

    /// What this machine's own programs use.
    public static HostLookup system() {
        return new HostLookup(Resolver.system(), new HostsFile(Path.of("/etc/hosts")), List.of(Place.NATIVE));
    }

    /// Addresses of one family.
    public Answer<InetAddress> addresses(String host, Family family) {
        if (places.contains(Place.NATIVE) && places.getFirst() == Place.NATIVE) {
            var local = local(host, family);
            return local.isEmpty() ? resolver.addresses(host, family) : new Answer.Records<>(local, false);
        }
        var answer = resolver.addresses(host, family);
        if (places.contains(Place.NATIVE) && !(answer instanceof Answer.Records<InetAddress>)) {
            var local = local(host, family);
            return local.isEmpty() ? answer : new Answer.Records<>(local, false);
        }
        return answer;
    }

    /// Names of an address, best first.
    public Answer<String> names(InetAddress address) {
        var local = places.contains(Place.NATIVE) ? hosts.name(address) : Optional.<String>empty();
        return local.<Answer<String>>map(name -> new Answer.Records<>(List.of(name), false))
                .orElseGet(() -> resolver.names(address));
    }

    private List<InetAddress> local(String host, Family family) {
        int length = family == Family.IPV4 ? 4 : 16;
        return hosts.addresses(host).stream()
                .filter(address -> address.getAddress().length == length)
                .toList();
    }
}
