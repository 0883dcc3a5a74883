package mta.delivery.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import mta.core.mail.EnhancedStatus;
import mta.delivery.Outcome;
import mta.smtp.dns.Answer;
import mta.smtp.dns.Family;
import mta.smtp.dns.HostLookup;
import mta.smtp.dns.MailExchanger;
import mta.smtp.dns.Resolver;

/// Finds the servers that take mail for a next hop, best first, as smtp(8) does with the DNS.
///
/// A host that is ourselves and all that are not better than it are left out (RFC 5321 section 5.1), so that mail
/// never goes in circles.
final class ServerFinder {

    private static final int SMTP_PORT = 25;

    /// Which addresses to use.
    ///
    /// @param families those that `inet_protocols` allows, in the order in which they are looked up
    /// @param preference which family comes first among hosts of the same preference; nothing for either
    /// @param balance whether the limit on addresses leaves room for both families
    /// @param limit how many addresses; 0 for all
    record Choice(List<Family> families, Optional<Family> preference, boolean balance, int limit) {}

    /// What was found.
    sealed interface Found {
        record Servers(List<Server.Inet> servers) implements Found {}

        record Nothing(Outcome why) implements Found {}
    }

    private final Resolver resolver;
    private final HostLookup hosts;
    private final Choice choice;
    private final Predicate<InetAddress> ourselves;
    private final RandomGenerator random;
    private final Consumer<String> warnings;

    ServerFinder(
            Resolver resolver,
            HostLookup hosts,
            Choice choice,
            Predicate<InetAddress> ourselves,
            RandomGenerator random,
            Consumer<String> warnings) {
        this.resolver = resolver;
        this.hosts = hosts;
        this.choice = choice;
        this.ourselves = ourselves;
        this.random = random;
        this.warnings = warnings;
    }

    Found find(NextHop.Inet hop) {
        if (!hop.mailExchangers()) {
            return direct(hop);
        }
        return switch (resolver.mx(hop.host())) {
            case Answer.Records<MailExchanger>(var exchangers, var _) -> exchangers(hop, exchangers);
            case Answer.NoRecords<MailExchanger> _, Answer.NoSuchName<MailExchanger> _ -> direct(hop);
            case Answer.NullMx<MailExchanger>(var text) -> new Found.Nothing(Outcome.bounced("5.1.0", text));
            case Answer.Unknown<MailExchanger>(var text) -> new Found.Nothing(Outcome.deferred("4.4.3", text));
        };
    }

    private Found direct(NextHop.Inet hop) {
        var servers = new ArrayList<Server.Inet>();
        var failure = addresses(hop.host(), hop.port(), 0, servers);
        if (failure.isPresent() && servers.isEmpty()) {
            return new Found.Nothing(failure.get());
        }
        if (detectsLoops(hop) && servers.stream().anyMatch(s -> ourselves.test(s.address()))) {
            return new Found.Nothing(loop(hop));
        }
        return new Found.Servers(chosen(servers));
    }

    private Found exchangers(NextHop.Inet hop, List<MailExchanger> exchangers) {
        var servers = new ArrayList<Server.Inet>();
        var failure = Optional.<Outcome>empty();
        for (var exchanger : exchangers) {
            var one = addresses(exchanger.host(), hop.port(), exchanger.preference(), servers);
            failure = failure.filter(Outcome.Deferred.class::isInstance).or(() -> one);
        }
        if (servers.isEmpty()) {
            warnings.accept("no MX host for " + hop.host() + " has a valid address record");
            return new Found.Nothing(failure.orElseThrow());
        }
        int best = exchangers.getFirst().preference();
        var self = detectsLoops(hop)
                ? servers.stream().filter(s -> ourselves.test(s.address())).findFirst()
                : Optional.<Server.Inet>empty();
        if (self.isPresent()) {
            int own = self.get().preference();
            servers.removeIf(server -> server.preference() >= own);
            if (servers.isEmpty()) {
                return new Found.Nothing(
                        own == best
                                ? loop(hop)
                                : Outcome.bounced("5.4.4", "unable to find primary relay for " + hop.host()));
            }
        }
        return new Found.Servers(chosen(servers));
    }

    /// Adds the addresses of a host.
    ///
    /// @return why there are none, if that is so
    private Optional<Outcome> addresses(String host, int port, int preference, List<Server.Inet> servers) {
        var numerical = numerical(host);
        if (numerical.isPresent()) {
            servers.add(new Server.Inet(host, numerical.get(), port, preference));
            return Optional.empty();
        }
        var failure = Optional.<Outcome>empty();
        int before = servers.size();
        for (var family : choice.families()) {
            var answer = hosts.addresses(host, family);
            answer.orNone().forEach(address -> servers.add(new Server.Inet(host, address, port, preference)));
            var why = why(answer);
            failure = failure.filter(Outcome.Deferred.class::isInstance).or(() -> why);
        }
        return servers.size() > before ? Optional.empty() : failure;
    }

    private static Optional<Outcome> why(Answer<InetAddress> answer) {
        return switch (answer) {
            case Answer.Records<InetAddress> _ -> Optional.empty();
            case Answer.NoRecords<InetAddress>(var text) -> Optional.of(Outcome.bounced("5.4.4", text));
            case Answer.NoSuchName<InetAddress>(var text) -> Optional.of(Outcome.bounced("5.4.4", text));
            case Answer.NullMx<InetAddress>(var text) -> Optional.of(Outcome.bounced("5.1.0", text));
            case Answer.Unknown<InetAddress>(var text) -> Optional.of(Outcome.deferred("4.4.3", text));
        };
    }

    private List<Server.Inet> chosen(List<Server.Inet> servers) {
        var sorted = new ArrayList<>(servers);
        Collections.shuffle(sorted, Random.from(random));
        sorted.sort(Comparator.comparingInt(Server.Inet::preference).thenComparingInt(this::familyRank));
        int limit = choice.limit();
        if (limit == 0 || sorted.size() <= limit) {
            return sorted;
        }
        return choice.balance() ? balanced(sorted, limit) : sorted.subList(0, limit);
    }

    private int familyRank(Server.Inet server) {
        return choice.preference().isPresent() && choice.preference().get() != family(server) ? 1 : 0;
    }

    /// Half of the places for each family, and what one does not need for the other.
    private static List<Server.Inet> balanced(List<Server.Inet> sorted, int limit) {
        long six = sorted.stream().filter(s -> family(s) == Family.IPV6).count();
        long four = sorted.size() - six;
        long places6 = Math.min(six, Math.max(limit / 2, limit - four));
        long places4 = limit - places6;
        var kept = new ArrayList<Server.Inet>();
        for (var server : sorted) {
            boolean taken = family(server) == Family.IPV6 ? places6-- > 0 : places4-- > 0;
            if (taken) {
                kept.add(server);
            }
        }
        return kept;
    }

    private static Family family(Server.Inet server) {
        return server.address().getAddress().length == 4 ? Family.IPV4 : Family.IPV6;
    }

    /// On another port we may well talk to ourselves: a filter that gives mail back does so.
    private static boolean detectsLoops(NextHop.Inet hop) {
        return hop.port() == SMTP_PORT;
    }

    private static Outcome loop(NextHop.Inet hop) {
        return new Outcome.Bounced(
                EnhancedStatus.of("5.4.6"), "mail for " + hop.host() + " loops back to myself", Outcome.Remote.NONE);
    }

    private static Optional<InetAddress> numerical(String host) {
        boolean plausible = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        try {
            return plausible ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Where to connect to.
    static InetSocketAddress socketAddress(Server.Inet server) {
        return new InetSocketAddress(server.address(), server.port());
    }
}
