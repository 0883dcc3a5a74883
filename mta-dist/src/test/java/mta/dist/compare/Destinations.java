package mta.dist.compare;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mta.dist.compare.AnsweringServer.Manner;
import mta.testkit.net.TinyDns;

/// The rest of the network: a name server on port 53, and mail servers on port 25, on loopback addresses of their own.
///
/// There is a domain for each [Manner], such as `refuses-sender.example`, and one for each way in which a name server
/// disappoints.
final class Destinations implements Closeable {

    private static final int FIRST_SERVER = 100;

    private final String net;
    private final String nameServer;
    private final TinyDns dns;
    private final Map<Manner, AnsweringServer> servers = new EnumMap<>(Manner.class);

    /// @param net the first three numbers of all addresses, with a dot after each
    Destinations(String net) throws IOException {
        this.net = net;
        nameServer = net + 53;
        dns = TinyDns.start(new InetSocketAddress(nameServer, 53));
        String good = net + FIRST_SERVER;
        String dead = net + 99; // nobody listens there
        int next = FIRST_SERVER;
        // The first one accepts all mail.
        for (var manner : Manner.values()) {
            String address = net + next++;
            servers.put(manner, new AnsweringServer(manner, new InetSocketAddress(address, 25)));
            String domain = domain(manner);
            dns.mx(domain, 10, "mx." + domain).a("mx." + domain, address);
        }
        dns.mx("refused.example", 10, "mx.refused.example").a("mx.refused.example", dead);
        dns.mx("second.example", 10, "mx1.second.example").a("mx1.second.example", dead);
        dns.mx("second.example", 20, "mx2.second.example").a("mx2.second.example", good);
        dns.a("address-only.example", good);
        dns.failing("failing.example");
        dns.nullMx("null-mx.example");
        dns.txt("no-address.example", "neither MX nor address");
        dns.mx("mx-unknown.example", 10, "nowhere.test.example");
        dns.mx("mx-failing.example", 10, "failing.test.example").failing("failing.test.example");
        dns.mx("loop.example", 10, "test.example").a("test.example", "127.0.0.1");
        dns.mx("alias.example", 10, "mx.alias.example").cname("mx.alias.example", "mx.accepts.example");
    }

    static String domain(Manner manner) {
        return manner.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".example";
    }

    String net() {
        return net;
    }

    /// Makes a `resolv.conf` that knows nothing but this network.
    Path resolvConf(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("resolv.conf"), "nameserver " + nameServer + "\noptions timeout:20 attempts:1\n");
    }

    /// What the servers were sent, each transaction after the domain that it was sent to.
    List<String> taken() {
        var all = new ArrayList<String>();
        servers.forEach((manner, server) -> server.taken().forEach(text -> all.add(domain(manner) + "\n" + text)));
        return all;
    }

    @Override
    public void close() {
        servers.values().forEach(AnsweringServer::close);
        dns.close();
    }
}
