package mta.delivery.smtp;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.LmtpTwins;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.SmtpParameters;
import mta.core.config.SmtpTlsParameters;
import mta.core.config.TlsParameters;
import mta.core.posix.FileName;
import mta.smtp.client.ClientTimeouts;
import mta.smtp.client.DialogueConfig;
import mta.smtp.client.Protocol;
import mta.smtp.client.Stage;
import mta.smtp.dns.Family;
import mta.smtp.dns.HostLookup;

/// What `main.cf` says about smtp(8), or with its twin parameters about lmtp(8).
///
/// @param dialogue how to speak
/// @param myhostname our own name
/// @param queueDirectory where relative socket paths start
/// @param standardPort the port where a next hop names none
/// @param connectTimeout how long connecting may take; zero for as long as the system tries
/// @param bindAddresses where to connect from, at most one of each family
/// @param hostLookup where to look for addresses
/// @param choice which addresses to use
/// @param sessionLimit how many servers may greet us for one delivery; 0 for all
/// @param fallbackRelays where to go when a next hop cannot be reached
/// @param skip5xxGreeting whether a greeting of 5xx is as good as 4xx
/// @param reuse how connections are kept
/// @param honoursRequireTls whether mail waits whose sender wants it to travel over TLS only
/// @param tlsLevel the configured level of TLS: empty, `none`, or `may`
public record SmtpDeliveryConfig(
        DialogueConfig dialogue,
        String myhostname,
        Path queueDirectory,
        int standardPort,
        Duration connectTimeout,
        List<InetAddress> bindAddresses,
        List<HostLookup.Place> hostLookup,
        ServerFinder.Choice choice,
        int sessionLimit,
        List<NextHop> fallbackRelays,
        boolean skip5xxGreeting,
        Reuse reuse,
        boolean honoursRequireTls,
        String tlsLevel) {

    /// How connections are kept for more mail.
    ///
    /// @param onDemand whether at all
    /// @param idleLimit how long one waits
    /// @param timeLimit how old one may be
    /// @param countLimit how often one may be used; 0 for no limit
    public record Reuse(boolean onDemand, Duration idleLimit, Duration timeLimit, int countLimit) {}

    /// Reads the settings.
    public static SmtpDeliveryConfig from(MainCf main, Protocol protocol) {
        var settings = new Settings(main, protocol);
        int port = portOf(settings.get(SmtpParameters.SMTP_TCP_PORT));
        return new SmtpDeliveryConfig(
                settings.dialogue(),
                main.get(CoreParameters.MYHOSTNAME),
                FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY)),
                port,
                settings.get(SmtpParameters.SMTP_CONNECT_TIMEOUT),
                settings.bindAddresses(),
                settings.hostLookup(),
                settings.choice(),
                settings.get(SmtpParameters.SMTP_MX_SESSION_LIMIT),
                NextHop.listOf(settings.get(SmtpParameters.SMTP_FALLBACK_RELAY), port),
                settings.get(SmtpParameters.SMTP_SKIP_5XX_GREETING),
                settings.reuse(),
                // A server behind LMTP is taken for part of this system, as by Postfix.
                protocol == Protocol.SMTP && main.get(TlsParameters.REQUIRETLS_ENABLE),
                settings.tlsLevel());
    }

    private static int portOf(String text) {
        return switch (NextHop.listOf("[host]:" + text, 0).getFirst()) {
            case NextHop.Inet inet -> inet.port();
            case NextHop.Local _, NextHop.Malformed _ -> throw new ConfigException("unknown service: " + text + "/tcp");
        };
    }

    /// The parameters of one protocol.
    private record Settings(MainCf main, Protocol protocol) {

        <T> T get(Parameter<T> smtp) {
            return main.get(protocol == Protocol.SMTP ? smtp : LmtpTwins.of(smtp));
        }

        DialogueConfig dialogue() {
            var timeouts = new ClientTimeouts(
                    get(SmtpParameters.SMTP_HELO_TIMEOUT),
                    get(SmtpParameters.SMTP_MAIL_TIMEOUT),
                    get(SmtpParameters.SMTP_RCPT_TIMEOUT),
                    get(SmtpParameters.SMTP_DATA_INIT_TIMEOUT),
                    get(SmtpParameters.SMTP_DATA_XFER_TIMEOUT),
                    get(SmtpParameters.SMTP_DATA_DONE_TIMEOUT),
                    get(SmtpParameters.SMTP_RSET_TIMEOUT));
            return new DialogueConfig(
                    protocol,
                    get(SmtpParameters.SMTP_HELO_NAME),
                    timeouts,
                    get(SmtpParameters.SMTP_LINE_LENGTH_LIMIT),
                    probesUpTo(),
                    Set.copyOf(
                            words(get(SmtpParameters.SMTP_DISCARD_EHLO_KEYWORDS).toLowerCase(Locale.ROOT))));
        }

        private Stage probesUpTo() {
            String target = get(SmtpParameters.SMTP_ADDRESS_VERIFY_TARGET);
            return switch (target) {
                case "rcpt" -> Stage.RCPT;
                case "data" -> Stage.DATA;
                default ->
                    throw new ConfigException("bad protocol stage: \"" + (protocol == Protocol.SMTP ? "smtp" : "lmtp")
                            + "_address_verify_target = " + target + "\"");
            };
        }

        Reuse reuse() {
            return new Reuse(
                    get(SmtpParameters.SMTP_CONNECTION_CACHE_ON_DEMAND)
                            || !get(SmtpParameters.SMTP_CONNECTION_CACHE_DESTINATIONS)
                                    .isBlank(),
                    get(SmtpParameters.SMTP_CONNECTION_CACHE_TIME_LIMIT),
                    get(SmtpParameters.SMTP_CONNECTION_REUSE_TIME_LIMIT),
                    get(SmtpParameters.SMTP_CONNECTION_REUSE_COUNT_LIMIT));
        }

        List<InetAddress> bindAddresses() {
            var addresses = new ArrayList<InetAddress>();
            for (var parameter : List.of(SmtpParameters.SMTP_BIND_ADDRESS, SmtpParameters.SMTP_BIND_ADDRESS6)) {
                var text = get(parameter).strip();
                if (!text.isEmpty()) {
                    addresses.add(address(parameter.name(), text));
                }
            }
            return addresses;
        }

        private static InetAddress address(String parameter, String text) {
            try {
                return InetAddress.ofLiteral(text.replaceAll("^\\[|\\]$", ""));
            } catch (IllegalArgumentException e) {
                throw new ConfigException("bad " + parameter + " parameter: " + text, e);
            }
        }

        List<HostLookup.Place> hostLookup() {
            return words(get(SmtpParameters.SMTP_HOST_LOOKUP)).stream()
                    .map(word -> switch (word) {
                        case "dns" -> HostLookup.Place.DNS;
                        case "native" -> HostLookup.Place.NATIVE;
                        default ->
                            throw new ConfigException(
                                    "invalid " + SmtpParameters.SMTP_HOST_LOOKUP.name() + ": \"" + word + "\"");
                    })
                    .toList();
        }

        ServerFinder.Choice choice() {
            return new ServerFinder.Choice(
                    families(words(main.get(CoreParameters.INET_PROTOCOLS))),
                    switch (get(SmtpParameters.SMTP_ADDRESS_PREFERENCE)) {
                        case "ipv4" -> Optional.of(Family.IPV4);
                        case "ipv6" -> Optional.of(Family.IPV6);
                        case "any" -> Optional.empty();
                        default ->
                            throw new ConfigException("bad " + SmtpParameters.SMTP_ADDRESS_PREFERENCE.name()
                                    + " value: " + get(SmtpParameters.SMTP_ADDRESS_PREFERENCE));
                    },
                    get(SmtpParameters.SMTP_BALANCE_INET_PROTOCOLS),
                    get(SmtpParameters.SMTP_MX_ADDRESS_LIMIT));
        }

        private static List<Family> families(List<String> protocols) {
            boolean all = protocols.contains("all");
            var families = new ArrayList<Family>();
            if (all || protocols.contains("ipv4")) {
                families.add(Family.IPV4);
            }
            if (all || protocols.contains("ipv6")) {
                families.add(Family.IPV6);
            }
            return families;
        }

        /// Plain text is a legitimate outcome of opportunistic TLS; anything stricter would be broken silently.
        String tlsLevel() {
            String level = get(SmtpTlsParameters.SMTP_TLS_SECURITY_LEVEL);
            boolean enforced = get(SmtpTlsParameters.SMTP_ENFORCE_TLS) && level.isEmpty();
            if (enforced || !Set.of("", "none", "may").contains(level)) {
                throw new ConfigException((protocol == Protocol.SMTP ? "smtp" : "lmtp") + "_tls_security_level = "
                        + (enforced ? "encrypt" : level) + ": TLS is not implemented");
            }
            return level.isEmpty() && get(SmtpTlsParameters.SMTP_USE_TLS) ? "may" : level;
        }

        private static List<String> words(String text) {
            return Arrays.stream(text.split("[\\s,]+"))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toList());
        }
    }
}
