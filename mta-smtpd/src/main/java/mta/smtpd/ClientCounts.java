package mta.smtpd;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;
import mta.core.config.SmtpdParameters;
import mta.core.log.MailLog;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.core.table.NetworkPattern;
import mta.core.table.Tables;
import mta.smtpd.Anvil.Event;

/// What the clients of one service may do, by the limits `smtpd_client_…_limit`; [Anvil] counts it.
public final class ClientCounts {

    private final String service;
    private final int concurrency;
    private final Map<Event, Integer> rates = new EnumMap<>(Event.class);
    private final int ipv4Bits;
    private final int ipv6Bits;
    private final MatchList exceptions;
    private final Anvil anvil;
    private final MailLog log;

    /// @param service its name in `master.cf`
    /// @param tables opens tables that the list of exceptions may name
    /// @param anvil goes on counting where these limits are changed; reports by the same settings
    public ClientCounts(MainCf main, String service, Tables tables, Anvil anvil, MailLog log) {
        this.service = service;
        this.anvil = anvil;
        anvil.use(Anvil.Settings.from(main, log));
        this.concurrency = main.get(SmtpdParameters.SMTPD_CLIENT_CONNECTION_COUNT_LIMIT);
        limit(Event.CONNECTION, main.get(SmtpdParameters.SMTPD_CLIENT_CONNECTION_RATE_LIMIT));
        limit(Event.MESSAGE, main.get(SmtpdParameters.SMTPD_CLIENT_MESSAGE_RATE_LIMIT));
        limit(Event.RECIPIENT, main.get(SmtpdParameters.SMTPD_CLIENT_RECIPIENT_RATE_LIMIT));
        limit(Event.AUTH, main.get(SmtpdParameters.SMTPD_CLIENT_AUTH_RATE_LIMIT));
        this.ipv4Bits = main.get(SmtpdParameters.SMTPD_CLIENT_IPV4_PREFIX_LENGTH);
        this.ipv6Bits = main.get(SmtpdParameters.SMTPD_CLIENT_IPV6_PREFIX_LENGTH);
        var exempt = SmtpdParameters.SMTPD_CLIENT_EVENT_LIMIT_EXCEPTIONS;
        var parents = MatchList.parentStyle(
                main.get(RewriteParameters.PARENT_DOMAIN_MATCHES_SUBDOMAINS), exempt.name(), tables);
        this.exceptions = MatchList.networks(main.get(exempt), parents, tables, log::warning);
        this.log = log;
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
        private final Anvil.Who who;

        private Client(Peer peer, boolean counted) {
            this.peer = peer;
            this.counted = counted;
            this.who = new Anvil.Who(service, network(peer.ip()));
        }

        /// Counts a connection.
        ///
        /// @return whether it is one too many
        public boolean connects() {
            if (!counted) {
                return false;
            }
            int sessions = anvil.begun(who);
            int rate = anvil.happened(who, Event.CONNECTION);
            if (concurrency > 0 && sessions > concurrency) {
                exceeded("Connection concurrency", sessions);
                return true;
            }
            return isTooMuch(Event.CONNECTION, rate);
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

        /// Counts an attempt to log in.
        ///
        /// @return whether it is one too many
        public boolean logsIn() {
            return exceeds(Event.AUTH);
        }

        /// Notes the end of a connection that was counted.
        public void disconnects() {
            if (counted) {
                anvil.ended(who);
            }
        }

        /// What nobody has set a limit for is not counted.
        private boolean exceeds(Event event) {
            return counted && rates.containsKey(event) && isTooMuch(event, anvil.happened(who, event));
        }

        private boolean isTooMuch(Event event, int rate) {
            int most = rates.getOrDefault(event, Integer.MAX_VALUE);
            if (rate > most) {
                exceeded(words(event), rate);
            }
            return rate > most;
        }

        private void exceeded(String what, int count) {
            log.warning(
                    what + " limit exceeded: " + count + " from " + peer.nameAndAddress() + " for service " + service);
        }
    }

    private static String words(Event event) {
        return switch (event) {
            case CONNECTION -> "Connection rate";
            case MESSAGE -> "Message delivery request rate";
            case RECIPIENT -> "Recipient address rate";
            case AUTH -> "AUTH command rate";
        };
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
