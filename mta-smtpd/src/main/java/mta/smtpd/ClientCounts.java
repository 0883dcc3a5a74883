package mta.smtpd;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;
import mta.core.config.ServiceParameters;
import mta.core.config.SmtpdParameters;
import mta.core.log.MailLog;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.core.table.NetworkPattern;
import mta.core.table.Tables;

/// Counts what the clients of one service do, for the limits `smtpd_client_…_limit`.
///
/// Postfix's processes have anvil(8) count for them; here all sessions of a service are in one process.
public final class ClientCounts {

    /// What is counted over a time (`anvil_rate_time_unit`), in the words of the log.
    private enum Event {
        CONNECTION("Connection rate"),
        MESSAGE("Message delivery request rate"),
        RECIPIENT("Recipient address rate");

        private final String words;

        Event(String words) {
            this.words = words;
        }
    }

    /// The sessions of one client, and what happened since a time.
    private static final class Count {
        private int sessions;
        private Instant since;
        private final Map<Event, Integer> events = new EnumMap<>(Event.class);

        Count(Instant since) {
            this.since = since;
        }
    }

    private final String service;
    private final int concurrency;
    private final Map<Event, Integer> rates = new EnumMap<>(Event.class);
    private final Duration unit;
    private final int ipv4Bits;
    private final int ipv6Bits;
    private final MatchList exceptions;
    private final InstantSource clock;
    private final MailLog log;
    private final Map<String, Count> counts = new HashMap<>();
    private Instant swept;

    /// @param service its name in `master.cf`, for the log
    /// @param tables opens tables that the list of exceptions may name
    public ClientCounts(MainCf main, String service, Tables tables, InstantSource clock, MailLog log) {
        this.service = service;
        this.concurrency = main.get(SmtpdParameters.SMTPD_CLIENT_CONNECTION_COUNT_LIMIT);
        limit(Event.CONNECTION, main.get(SmtpdParameters.SMTPD_CLIENT_CONNECTION_RATE_LIMIT));
        limit(Event.MESSAGE, main.get(SmtpdParameters.SMTPD_CLIENT_MESSAGE_RATE_LIMIT));
        limit(Event.RECIPIENT, main.get(SmtpdParameters.SMTPD_CLIENT_RECIPIENT_RATE_LIMIT));
        this.unit = main.get(ServiceParameters.ANVIL_RATE_TIME_UNIT);
        this.ipv4Bits = main.get(SmtpdParameters.SMTPD_CLIENT_IPV4_PREFIX_LENGTH);
        this.ipv6Bits = main.get(SmtpdParameters.SMTPD_CLIENT_IPV6_PREFIX_LENGTH);
        var exempt = SmtpdParameters.SMTPD_CLIENT_EVENT_LIMIT_EXCEPTIONS;
        var parents = MatchList.parentStyle(
                main.get(RewriteParameters.PARENT_DOMAIN_MATCHES_SUBDOMAINS), exempt.name(), tables);
        this.exceptions = MatchList.networks(main.get(exempt), parents, tables, log::warning);
        this.clock = clock;
        this.log = log;
        this.swept = clock.instant();
    }

    private void limit(Event event, int most) {
        if (most > 0) {
            rates.put(event, most);
        }
    }

    /// What is to be counted for a session, from before its greeting to its end.
    ///
    /// Who is not known to be an exception is none.
    public Client client(Peer peer) {
        boolean counts = (concurrency > 0 || !rates.isEmpty())
                && exceptions.contains(peer.name(), peer.address()) != Membership.IN;
        return new Client(peer, counts);
    }

    /// The client of one session.
    public final class Client {

        private final Peer peer;
        private final boolean counted;

        private Client(Peer peer, boolean counted) {
            this.peer = peer;
            this.counted = counted;
        }

        /// Counts a connection.
        ///
        /// @return whether it is one too many
        public boolean connects() {
            if (!counted) {
                return false;
            }
            int sessions = begun(network(peer.ip()));
            boolean tooFast = exceeds(Event.CONNECTION);
            if (concurrency > 0 && sessions > concurrency) {
                exceeded("Connection concurrency", sessions);
                return true;
            }
            return tooFast;
        }

        /// Counts a message.
        ///
        /// @return whether it is one too many
        public boolean sendsMail() {
            return exceeds(Event.MESSAGE);
        }

        /// Counts a recipient.
        ///
        /// @return whether it is one too many
        public boolean namesRecipient() {
            return exceeds(Event.RECIPIENT);
        }

        /// Notes the end of a connection that was counted.
        public void disconnects() {
            if (counted) {
                ended(network(peer.ip()));
            }
        }

        private boolean exceeds(Event event) {
            int most = rates.getOrDefault(event, Integer.MAX_VALUE);
            if (!counted || most == Integer.MAX_VALUE) {
                return false;
            }
            int rate = happened(network(peer.ip()), event);
            if (rate > most) {
                exceeded(event.words, rate);
            }
            return rate > most;
        }

        private void exceeded(String what, int count) {
            log.warning(
                    what + " limit exceeded: " + count + " from " + peer.nameAndAddress() + " for service " + service);
        }
    }

    private synchronized int begun(String network) {
        sweep();
        return ++counts.computeIfAbsent(network, _ -> new Count(clock.instant())).sessions;
    }

    private synchronized void ended(String network) {
        Count count = counts.get(network);
        count.sessions--;
        if (count.sessions == 0 && rates.isEmpty()) {
            counts.remove(network);
        }
    }

    private synchronized int happened(String network, Event event) {
        Count count = counts.get(network);
        if (isOver(count)) {
            count.since = clock.instant();
            count.events.clear();
        }
        return count.events.merge(event, 1, Integer::sum);
    }

    private boolean isOver(Count count) {
        return clock.instant().isAfter(count.since.plus(unit));
    }

    /// Forgets clients that are gone, once in the time over which is counted.
    private void sweep() {
        if (clock.instant().isAfter(swept.plus(unit))) {
            swept = clock.instant();
            counts.values().removeIf(count -> count.sessions == 0 && isOver(count));
        }
    }

    /// The network that stands for one client.
    private String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        int bits = bytes.length == 4 ? ipv4Bits : ipv6Bits;
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.clamp(bits - i * 8L, 0, 8);
            bytes[i] = (byte) (bytes[i] & (0xff00 >> keep));
        }
        return NetworkPattern.text(bytes);
    }
}
