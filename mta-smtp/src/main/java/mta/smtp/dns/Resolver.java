package mta.smtp.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import mta.core.mail.InternationalDomain;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks the DNS for mail exchangers, addresses, names and texts.
///
/// Names are taken as they are: no search list is applied, as Postfix's `smtp_dns_resolver_options` leaves it. A
/// call blocks for at most the patience times the attempts times the number of servers; it may be made from any
/// number of threads at once. No thread, socket or cache outlives a call: caching is the name server's job.
public final class Resolver {

    private static final int LONGEST_ALIAS_CHAIN = 10;

    private final NameServers servers;
    private final RandomGenerator random;

    /// @param servers whom to ask, in this order
    /// @param patience how long to wait for each
    /// @param attempts how often to go through the list, at least 1
    /// @param random orders mail exchangers of the same preference, and makes query ids; unpredictable in real use
    public Resolver(List<InetSocketAddress> servers, Duration patience, int attempts, RandomGenerator random) {
        this.servers = new NameServers(servers, patience, attempts, random);
        this.random = random;
    }

    /// The resolver that `/etc/resolv.conf` describes.
    public static Resolver system() {
        return ResolvConf.read(Path.of("/etc/resolv.conf")).resolver(new SecureRandom());
    }

    /// Mail exchangers, best first, those of the same preference in random order.
    public Answer<MailExchanger> mx(String domain) {
        return switch (ask(domain, Type.MX, r -> exchanger((MXRecord) r))) {
            case Answer.Records<MailExchanger>(var all, var authentic) -> inOrder(domain, all, authentic);
            case Answer<MailExchanger> other -> other;
        };
    }

    /// Addresses of one family.
    public Answer<InetAddress> addresses(String host, Family family) {
        return switch (family) {
            case IPV4 -> ask(host, Type.A, r -> ((ARecord) r).getAddress());
            case IPV6 -> ask(host, Type.AAAA, r -> ((AAAARecord) r).getAddress());
        };
    }

    /// The names that an address has by PTR records, without final dots.
    public Answer<String> names(InetAddress address) {
        return ask(ReverseMap.fromAddress(address), Type.PTR, r -> host(((PTRRecord) r).getTarget()));
    }

    /// The texts of a name; the strings of a record are joined.
    public Answer<String> txt(String name) {
        return ask(name, Type.TXT, r -> String.join("", ((TXTRecord) r).getStrings()));
    }

    private Answer<MailExchanger> inOrder(String domain, List<MailExchanger> all, boolean authentic) {
        if (all.size() == 1 && all.getFirst().host().isEmpty()) {
            return new Answer.NullMx<>("Domain " + domain + " does not accept mail (nullMX)");
        }
        var usable = all.stream().filter(mx -> !mx.host().isEmpty()).collect(Collectors.toCollection(ArrayList::new));
        if (usable.isEmpty()) {
            return new Answer.Unknown<>(failure(domain, Type.MX, "Malformed or unexpected name server reply"));
        }
        Collections.shuffle(usable, Random.from(random));
        usable.sort(Comparator.comparingInt(MailExchanger::preference));
        return new Answer.Records<>(usable, authentic);
    }

    private <T> Answer<T> ask(String text, int type, Function<Record, T> reader) {
        return absolute(text)
                .map(name -> ask(name, type, reader))
                .orElseGet(() ->
                        new Answer.NoSuchName<>("Name service error for " + text + ": invalid host or domain name"));
    }

    private <T> Answer<T> ask(Name first, int type, Function<Record, T> reader) {
        var asked = first;
        boolean authentic = true;
        for (int hops = 0; hops < LONGEST_ALIAS_CHAIN; hops++) {
            var reply = servers.ask(asked, type);
            if (reply.isEmpty()) {
                break;
            }
            var message = reply.get();
            authentic &= message.getHeader().getFlag(Flags.AD);
            var name = endOfAliases(asked, message);
            var records = message.getSection(Section.ANSWER).stream()
                    .filter(r -> r.getType() == type && r.getName().equals(name))
                    .map(reader)
                    .toList();
            if (!records.isEmpty()) {
                return new Answer.Records<>(records, authentic);
            }
            if (message.getRcode() == Rcode.NXDOMAIN) {
                return new Answer.NoSuchName<>(failure(host(first), type, "Host not found"));
            }
            if (name.equals(asked)) {
                return new Answer.NoRecords<>(
                        failure(host(first), type, "Host found but no data record of requested type"));
            }
            asked = name;
        }
        return new Answer.Unknown<>(failure(host(first), type, "Host not found, try again"));
    }

    private static Name endOfAliases(Name start, Message message) {
        var name = start;
        for (int hops = 0; hops < LONGEST_ALIAS_CHAIN; hops++) {
            var here = name;
            var alias = message.getSection(Section.ANSWER).stream()
                    .filter(r -> r instanceof CNAMERecord && r.getName().equals(here))
                    .findFirst();
            if (alias.isEmpty()) {
                break;
            }
            name = ((CNAMERecord) alias.get()).getTarget();
        }
        return name;
    }

    private static Optional<Name> absolute(String text) {
        var ascii = InternationalDomain.ascii(text).filter(HostNames::isValid);
        try {
            return ascii.isEmpty() ? Optional.empty() : Optional.of(Name.fromString(ascii.get(), Name.root));
        } catch (TextParseException _) {
            return Optional.empty();
        }
    }

    private static MailExchanger exchanger(MXRecord record) {
        return new MailExchanger(record.getPriority(), host(record.getTarget()));
    }

    private static String host(Name name) {
        return name.equals(Name.root) ? "" : name.toString(true);
    }

    private static String failure(String name, int type, String why) {
        return "Host or domain name not found. Name service error for name=" + name + " type=" + Type.string(type)
                + ": " + why;
    }
}
