package mta.delivery.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import mta.core.config.NoticeClass;
import mta.core.mail.ExternalForm;
import mta.core.mail.Recipient;
import mta.core.mail.SendOption;
import mta.core.net.Connection;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.QueuedMessage;
import mta.delivery.Relay;
import mta.delivery.UnreadableMessageException;
import mta.service.client.DeliveryReport;
import mta.smtp.client.Content;
import mta.smtp.client.ContentWriter;
import mta.smtp.client.Dialogue;
import mta.smtp.client.IdleDialogues;
import mta.smtp.client.Stage;
import mta.smtp.client.Transaction;
import mta.smtp.client.Transaction.SmtpUtf8;
import mta.smtp.client.Verdict;
import mta.smtp.command.Xtext;

/// One message on its way to the servers of one next hop.
///
/// Servers are tried in order of preference until every recipient is settled: what one server refuses for now
/// is asked of the next one, and only the last one's word makes a recipient wait. After `daemon_timeout` no
/// more is asked, and no answer waited for: the queue manager must not try a message again while it is still on
/// its way.
final class SmtpDelivery {

    /// Why the last server did not take the message.
    ///
    /// @param ofDestination whether other mail would fare the same
    private record Trouble(Outcome outcome, Relay relay, boolean ofDestination) {}

    private final SmtpAgent agent;
    private final SmtpDeliveryConfig config;
    private final DeliveryJob job;
    private final Reasons reasons;
    private Trouble trouble = new Trouble(Outcome.deferred("4.3.5", "no server to send to"), Relay.NONE, false);
    private int sessions;

    SmtpDelivery(SmtpAgent agent, DeliveryJob job) {
        this.agent = agent;
        this.config = agent.config();
        this.job = job;
        this.reasons = new Reasons(config.skip5xxGreeting());
    }

    /// Tries all servers, and settles all recipients.
    ///
    /// @return why other mail for the same next hop should wait, if that is so
    Optional<DeliveryReport.DestinationFailed> run() {
        if (config.honoursRequireTls() && job.request().requiresTls()) {
            job.settleAll(
                    Outcome.deferred("4.7.10", "REQUIRETLS was asked for, and TLS is not implemented"), Relay.NONE);
            return Optional.empty();
        }
        if (sendOverWaitingConnection()) {
            return Optional.empty();
        }
        var hops = new ArrayList<>(NextHop.listOf(job.request().nexthop(), config.standardPort()));
        hops.addAll(config.fallbackRelays());
        for (int i = 0; i < hops.size() && mayTryMore(); i++) {
            trySome(hops.get(i), i == hops.size() - 1);
        }
        if (job.waiting().isEmpty()) {
            return Optional.empty();
        }
        var outcome = trouble.outcome();
        job.settleAll(outcome, trouble.relay());
        return trouble.ofDestination() && outcome instanceof Outcome.Deferred
                ? Optional.of(new DeliveryReport.DestinationFailed(outcome.status(), outcome.text()))
                : Optional.empty();
    }

    /// A connection that waited may have died meanwhile, so whatever goes wrong before the message itself is
    /// sent counts for nothing.
    ///
    /// @return whether all recipients are settled
    private boolean sendOverWaitingConnection() {
        String destination = job.request().nexthop();
        for (var kept = agent.waiting(destination); kept.isPresent(); kept = agent.waiting(destination)) {
            var use = new IdleDialogues.Kept(
                    kept.get().dialogue(),
                    kept.get().relay(),
                    kept.get().born(),
                    kept.get().uses() + 1);
            var relay = new Relay(use.relay(), OptionalInt.of(use.uses()), Optional.empty());
            if (transfer(use, relay, false, true)) {
                return job.waiting().isEmpty();
            }
        }
        return false;
    }

    private void trySome(NextHop hop, boolean lastHop) {
        switch (hop) {
            case NextHop.Inet inet -> {
                switch (agent.finder().find(inet)) {
                    case ServerFinder.Found.Servers(var servers) -> tryEach(servers, lastHop);
                    case ServerFinder.Found.Nothing(var why) -> trouble = new Trouble(why, Relay.NONE, false);
                }
            }
            case NextHop.Local(var _, var path) ->
                tryEach(
                        List.of(new Server.Local(
                                config.myhostname(),
                                path,
                                config.queueDirectory().resolve(path))),
                        lastHop);
            case NextHop.Malformed(var _, var problem) -> {
                agent.log().warning(problem);
                trouble = new Trouble(Outcome.deferred("4.3.5", "mail system configuration error"), Relay.NONE, false);
            }
        }
    }

    private void tryEach(List<? extends Server> servers, boolean lastHop) {
        int limit = config.sessionLimit() == 0 ? Integer.MAX_VALUE : config.sessionLimit();
        for (int i = 0; i < servers.size() && sessions < limit && mayTryMore(); i++) {
            boolean last = lastHop && (i == servers.size() - 1 || sessions == limit - 1);
            tryOne(servers.get(i), last);
        }
    }

    private boolean mayTryMore() {
        return !job.waiting().isEmpty() && !job.timeLeft().isZero();
    }

    private void tryOne(Server server, boolean last) {
        Connection connection;
        try {
            connection = connect(server);
        } catch (IOException e) {
            String text = "connect to " + server.relay() + ": " + Reasons.system(e);
            agent.log().info(text);
            trouble = new Trouble(Outcome.deferred("4.4.1", text), Relay.NONE, true);
            return;
        }
        var started = agent.clock().instant();
        var dialogue = new Dialogue(connection, config.dialogue());
        prepare(dialogue);
        var opening = dialogue.open();
        var failure = reasons.ofOpening(opening, server);
        var relay = new Relay(
                server.relay(), OptionalInt.empty(), Optional.of(agent.clock().instant()));
        if (failure.isPresent()) {
            dialogue.quit();
            if (Reasons.isOurMistake(opening)) {
                report(dialogue, relay);
            }
            failed(failure.get(), relay, last, true);
            return;
        }
        sessions++;
        transfer(new IdleDialogues.Kept(dialogue, server.relay(), started, 1), relay, last, false);
    }

    /// Makes a connection, new or not, one of this job.
    private void prepare(Dialogue dialogue) {
        dialogue.filterReplies(agent.replyFilter(job));
        dialogue.limit(job.timeLeft());
    }

    private Connection connect(Server server) throws IOException {
        var patience = connectTimeout();
        return switch (server) {
            case Server.Inet inet ->
                agent.network().connect(ServerFinder.socketAddress(inet), bindAddress(inet.address()), patience);
            case Server.Local local -> agent.network().connect(local.socket(), patience);
        };
    }

    private Duration connectTimeout() {
        var left = job.timeLeft().plusMillis(1);
        // Zero means that the system decides when to give up.
        boolean isBounded =
                !config.connectTimeout().isZero() && config.connectTimeout().compareTo(left) < 0;
        return isBounded ? config.connectTimeout() : left;
    }

    private Optional<InetSocketAddress> bindAddress(InetAddress server) {
        return config.bindAddresses().stream()
                .filter(address -> address.getClass() == server.getClass())
                .findFirst()
                .map(address -> new InetSocketAddress(address, 0));
    }

    /// Sends the message to those who still wait for it.
    ///
    /// @param last whether no other server can be asked
    /// @param reused whether the connection may have been dead before
    /// @return whether the server said anything that counts
    private boolean transfer(IdleDialogues.Kept use, Relay relay, boolean last, boolean reused) {
        var recipients = job.waiting();
        var dialogue = use.dialogue();
        prepare(dialogue);
        var transaction = transaction(recipients);
        var verdicts = job.isProbe() ? dialogue.probe(transaction) : dialogue.send(transaction, content());
        if (reused && isStale(verdicts.getFirst())) {
            dialogue.close();
            return false;
        }
        if (dialogue.brokeLines()) {
            job.note("breaking line > " + config.dialogue().lineLengthLimit() + " bytes with <CR><LF>SPACE");
        }
        var handling = dialogue.offersDsn() ? Outcome.Handling.RELAYED_WITH_DSN : Outcome.Handling.RELAYED;
        for (int i = 0; i < recipients.size(); i++) {
            judge(
                    recipients.get(i),
                    reasons.ofVerdict(verdicts.get(i), relay.name(), handling),
                    verdicts.get(i),
                    relay,
                    last);
        }
        if (verdicts.stream().anyMatch(Reasons::isOurMistake)) {
            report(dialogue, relay);
        }
        dialogue.transcript().clear();
        if (dialogue.isReady()) {
            agent.release(job.request().nexthop(), use);
        } else {
            dialogue.close();
        }
        return true;
    }

    /// Tells the postmaster of replies that say that we broke the rules of the protocol, but not of those to a report.
    private void report(Dialogue dialogue, Relay relay) {
        var reports = agent.reports();
        var troubles = Set.of(NoticeClass.PROTOCOL);
        if (reports.isWanted(troubles) && !reports.isOurs(job.request().sender())) {
            reports.send(
                    troubles,
                    config.dialogue().protocol() + " client",
                    relay.name(),
                    List.of("Unexpected response from " + relay.name() + "."),
                    dialogue.transcript().lines(),
                    List.of());
        }
    }

    private static boolean isStale(Verdict first) {
        return switch (first) {
            case Verdict.Broken(var stage, var _, var _) -> stage == Stage.MAIL;
            case Verdict.Refused(var reply, var stage) -> stage == Stage.MAIL && reply.code() == 421;
            case Verdict.Accepted _, Verdict.Unsendable _, Verdict.Unreadable _ -> false;
        };
    }

    private void judge(Recipient recipient, Outcome outcome, Verdict verdict, Relay relay, boolean last) {
        boolean broken = verdict instanceof Verdict.Broken;
        if (!(outcome instanceof Outcome.Deferred) || verdict instanceof Verdict.Unreadable || (last && !broken)) {
            job.settle(recipient, outcome, relay);
            return;
        }
        failed(outcome, relay, last, broken);
    }

    /// Remembers why, and settles everybody where that is final.
    private void failed(Outcome outcome, Relay relay, boolean last, boolean ofDestination) {
        boolean known = trouble.outcome().equals(outcome);
        trouble = new Trouble(outcome, relay, ofDestination);
        if (outcome instanceof Outcome.Bounced) {
            job.settleAll(outcome, relay);
        } else if (!last && !known) {
            job.note(outcome.text());
        }
    }

    private Transaction transaction(List<Recipient> recipients) {
        var request = job.request();
        boolean utf8 = SendOption.SMTPUTF8_REQUESTED.isIn(request.sendOptions());
        return new Transaction(
                request.sender(),
                request.contentSize(),
                switch (request.encoding()) {
                    case "7bit" -> Transaction.Body.SEVEN_BIT;
                    case "8bit" -> Transaction.Body.EIGHT_BIT;
                    default -> Transaction.Body.UNDECLARED;
                },
                smtpUtf8(recipients),
                Xtext.encode(request.envelopeId()),
                request.ret(),
                recipients.stream().map(recipient -> to(recipient, utf8)).toList());
    }

    private SmtpUtf8 smtpUtf8(List<Recipient> recipients) {
        int options = job.request().sendOptions();
        if (!SendOption.SMTPUTF8_REQUESTED.isIn(options)) {
            return SmtpUtf8.UNSAID;
        }
        boolean needed = SendOption.SMTPUTF8_HEADER.isIn(options)
                || SendOption.SMTPUTF8_SENDER.isIn(options)
                || recipients.stream()
                        .anyMatch(to -> isInternational(to.address().text()));
        return needed ? SmtpUtf8.NEEDED : SmtpUtf8.WANTED;
    }

    private static boolean isInternational(String text) {
        return text.chars().anyMatch(c -> c > '~');
    }

    private static Transaction.To to(Recipient recipient, boolean utf8) {
        String original = recipient.dsnOriginal();
        if (original.isEmpty() && !recipient.original().isEmpty()) {
            boolean international = utf8 && isInternational(recipient.original());
            original = (international ? "utf-8;" : "rfc822;") + ExternalForm.of(recipient.original());
        }
        return new Transaction.To(recipient.address(), encoded(original), recipient.dsnNotify());
    }

    /// An `ORCPT=` value as it travels: the address in xtext (RFC 3461 section 4), or, where it is in UTF-8, with
    /// `\x{HEX}` for what may not stand there (RFC 6533 section 3).
    private static String encoded(String typeAndAddress) {
        int address = typeAndAddress.indexOf(';') + 1;
        String type = typeAndAddress.substring(0, address);
        String text = typeAndAddress.substring(address);
        return Xtext.encode(type) + (type.equalsIgnoreCase("utf-8;") ? Xtext.encodeUtf8(text) : Xtext.encode(text));
    }

    private Content content() {
        return output -> {
            try {
                job.message().copyTo(new Lines(output));
            } catch (UnreadableMessageException e) {
                throw new Content.UnreadableException(e.getMessage(), e);
            }
        };
    }

    private record Lines(ContentWriter output) implements QueuedMessage.Lines {

        @Override
        public void line(byte[] bytes, int offset, int length) throws IOException {
            output.line(bytes, offset, length);
        }

        @Override
        public void part(byte[] bytes, int offset, int length) throws IOException {
            output.part(bytes, offset, length);
        }
    }
}
