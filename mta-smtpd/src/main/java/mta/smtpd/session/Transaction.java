package mta.smtpd.session;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupRecipient;
import mta.service.client.CleanupResult;
import mta.smtp.command.MailOptions;
import mta.smtp.command.RecipientOptions;
import mta.smtpd.Environment;
import mta.smtpd.Peer;
import mta.smtpd.policy.MessageActions;

/// One message under way: its envelope, and the connection to cleanup(8) that it is handed over on.
///
/// cleanup(8) is asked for at the first recipient that is accepted (`smtpd_delay_open_until_valid_rcpt`), so that a
/// client which is refused costs nothing behind smtpd.
final class Transaction {

    private static final int ADDRESS_IS_IPV6 = 10;
    private static final int ADDRESS_IS_IPV4 = 2;
    private static final int NEVER_NOTIFY = 1;

    private final Environment environment;
    private final Peer peer;
    private final String helo;
    private final String protocol;
    private final ReversePath sender;
    private final MailOptions options;
    private final Instant arrival;
    private final MessageActions actions = new MessageActions();
    private Set<CleanupFlag> saidFlags = Set.of();

    private Optional<CleanupClient> cleanup = Optional.empty();
    private Optional<MailAddress> firstRecipient = Optional.empty();
    private int recipients;
    private int overshoot;

    Transaction(
            Environment environment, Peer peer, String helo, String protocol, ReversePath sender, MailOptions options) {
        this.environment = environment;
        this.peer = peer;
        this.helo = helo;
        this.protocol = protocol;
        this.sender = sender;
        this.options = options;
        this.arrival = environment.clock().instant();
    }

    ReversePath sender() {
        return sender;
    }

    MailOptions options() {
        return options;
    }

    Instant arrival() {
        return arrival;
    }

    MessageActions actions() {
        return actions;
    }

    int recipients() {
        return recipients;
    }

    /// The recipient, where there is only one.
    Optional<MailAddress> onlyRecipient() {
        return recipients == 1 ? firstRecipient : Optional.empty();
    }

    String firstRecipient() {
        return firstRecipient.map(MailAddress::text).orElse("");
    }

    Optional<QueueId> queueId() {
        return cleanup.map(CleanupClient::queueId);
    }

    String queueIdText() {
        return queueId().map(QueueId::text).orElse("");
    }

    /// Counts one recipient too many.
    ///
    /// @return how many there were
    int overshot() {
        return ++overshoot;
    }

    boolean isOpen() {
        return cleanup.isPresent();
    }

    /// Connects to cleanup(8) and hands over what is known.
    ///
    /// @throws IOException if cleanup(8) is not there
    void open() throws IOException {
        var client = CleanupClient.open(environment.cleanup());
        cleanup = Optional.of(client);
        client.begin(flags());
        client.arrival(arrival);
        if (!environment.config().contentFilter().isEmpty()) {
            client.contentFilter(environment.config().contentFilter());
        }
        client.attribute("log_ident", client.queueId().text());
        client.attribute("rewrite_context", environment.policy().isLocalClient(peer) ? "local" : "remote");
        if (!options.envelopeId().isEmpty()) {
            client.attribute("envelope_id", options.envelopeId());
        }
        if (options.ret().isPresent()) {
            client.attribute("ret_flags", Integer.toString(options.ret().get().number()));
        }
        client.sender(sender);
        if (options.body().isPresent()) {
            client.attribute("encoding", options.body().get() == MailOptions.Body.SEVEN_BIT ? "7bit" : "8bit");
        }
        clientAttributes(client);
        if (options.verp().isPresent()) {
            client.record('V', options.verp().get().delimiters());
        }
    }

    /// What is logged and forwarded about the client, and what it really is: the same until XFORWARD is spoken.
    private void clientAttributes(CleanupClient client) throws IOException {
        String port = Integer.toString(peer.port());
        client.attribute("log_client_name", peer.name());
        client.attribute("log_client_address", peer.address());
        client.attribute("log_client_port", port);
        client.attribute("log_message_origin", peer.nameAndAddress());
        if (!helo.isEmpty()) {
            client.attribute("log_helo_name", helo);
        }
        client.attribute("log_protocol_name", protocol);
        client.attribute("client_name", peer.name());
        client.attribute("reverse_client_name", peer.reverseName());
        client.attribute("client_address", peer.address());
        client.attribute("client_port", port);
        client.attribute("server_address", peer.serverAddress());
        client.attribute("server_port", Integer.toString(peer.serverPort()));
        if (!helo.isEmpty()) {
            client.attribute("helo_name", helo);
        }
        client.attribute("protocol_name", protocol);
        client.attribute(
                "client_address_type",
                Integer.toString(peer.ip().getAddress().length == 4 ? ADDRESS_IS_IPV4 : ADDRESS_IS_IPV6));
    }

    private Set<CleanupFlag> flags() {
        var flags = CleanupFlag.external(environment.config().overrides());
        flags.add(CleanupFlag.SMTP_REPLY);
        if (options.smtputf8()) {
            flags.add(CleanupFlag.SMTPUTF8);
        }
        return flags;
    }

    /// Adds a recipient that was accepted.
    void recipient(MailAddress address, RecipientOptions wishes) throws IOException {
        if (cleanup.isEmpty()) {
            open();
        }
        cleanup.get()
                .recipient(new CleanupRecipient(address.text(), "", wishes.originalRecipient(), wishes.notifyFlags()));
        recipients++;
        if (firstRecipient.isEmpty()) {
            firstRecipient = Optional.of(address);
        }
    }

    /// Ends the envelope with what restrictions wanted, and begins the content.
    ToCleanup startContent(List<String> receivedHeader) throws IOException {
        CleanupClient client = cleanup.orElseThrow(() -> new IOException("no recipient yet"));
        writeActions(client);
        client.startContent();
        for (String header : actions.headers()) {
            client.line(header);
        }
        for (String line : receivedHeader) {
            client.line(line);
        }
        return new ToCleanup(client, environment.config().sizes().message());
    }

    private void writeActions(CleanupClient client) throws IOException {
        if (!actions.filter().isEmpty()) {
            client.contentFilter(actions.filter());
        }
        if (!actions.redirect().isEmpty()) {
            client.record('>', actions.redirect());
        }
        for (String address : actions.blindCopies()) {
            client.recipient(new CleanupRecipient(address, "", "", NEVER_NOTIFY));
        }
        writeFlags(client);
    }

    /// Says what is to be held or thrown away, if that was not said yet.
    private void writeFlags(CleanupClient client) throws IOException {
        var flags = EnumSet.noneOf(CleanupFlag.class);
        if (actions.isHeld()) {
            flags.add(CleanupFlag.HOLD);
        }
        if (actions.isDiscarded()) {
            flags.add(CleanupFlag.DISCARD);
        }
        if (!flags.equals(saidFlags)) {
            client.record('f', Integer.toString(CleanupFlag.sum(flags)));
            saidFlags = flags;
        }
    }

    /// Ends the content and waits until the message is on disk.
    CleanupResult finish() throws IOException {
        try (CleanupClient client = cleanup.orElseThrow(() -> new IOException("no recipient yet"))) {
            client.record('X', "");
            // Those of smtpd_end_of_data_restrictions.
            writeFlags(client);
            return client.finishExtracted();
        }
    }

    /// Gives the message up: cleanup(8) sees the connection end before the message does.
    void abandon() {
        cleanup.ifPresent(CleanupClient::close);
    }
}
