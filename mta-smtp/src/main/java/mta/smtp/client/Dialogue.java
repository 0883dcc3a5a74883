package mta.smtp.client;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mta.core.mail.EnhancedStatus;
import mta.core.net.Connection;
import mta.core.net.LimitedConnection;
import mta.core.net.TimedOutException;
import mta.smtp.client.Transaction.SmtpUtf8;
import mta.smtp.reply.MalformedReplyException;
import mta.smtp.reply.ReceivedReply;
import mta.smtp.reply.ReplyFilter;
import mta.smtp.reply.ReplyReader.Garbage;
import mta.smtp.wire.Transcript;

/// The client's side of one SMTP or LMTP connection.
///
///     new    -> ready   the server greeted and answered EHLO, LHLO or HELO
///     new    -> over    it refused, or the connection broke
///     ready  -> ready   a transaction ended with the server knowing that it ended
///     ready  -> over    the connection broke, or the server said 421
///
/// Where the server offers PIPELINING, a transaction takes two round trips whatever the number of recipients.
/// Failures are values, not exceptions: nothing here throws but for mistakes of ours.
public final class Dialogue implements Closeable {

    private static final int SERVICE_NOT_AVAILABLE = 421;

    private final LimitedConnection connection;
    private final DialogueConfig config;
    private final Turns turns;

    private Features features = Features.NONE;
    private EnvelopeCommands commands = new EnvelopeCommands(Features.NONE);
    private Stage stage = Stage.GREETING;
    private boolean ready;
    private boolean brokeLines;

    public Dialogue(Connection connection, DialogueConfig config) {
        this.connection = new LimitedConnection(connection, System::nanoTime);
        this.config = config;
        this.turns = new Turns(this.connection);
    }

    /// How long everything may take from now on, whatever single steps may: a server can make each of them
    /// long, and any number of them.
    public void limit(Duration time) {
        connection.limit(time);
    }

    /// Waits for the greeting, and introduces the client.
    public Opening open() {
        try {
            connection.timeout(config.timeouts().hello());
            var greeting = turns.hear(Garbage.KEEP);
            if (!greeting.isSuccess()) {
                return new Opening.Refused(greeting, stage);
            }
            return switch (config.protocol()) {
                case LMTP -> introduce(Stage.LHLO, "LHLO ");
                case SMTP -> introduce();
            };
        } catch (IOException e) {
            return new Opening.Broken(broken(e));
        }
    }

    /// Whether the server was told which reports of success the sender wants, and sends them.
    public boolean offersDsn() {
        return features.dsn();
    }

    private Opening introduce() throws IOException {
        var extended = introduce(Stage.EHLO, "EHLO ");
        boolean knowsOnlyHelo =
                extended instanceof Opening.Refused(var reply, var _) && reply.code() != SERVICE_NOT_AVAILABLE;
        return knowsOnlyHelo ? introduce(Stage.HELO, "HELO ") : extended;
    }

    private Opening introduce(Stage how, String verb) throws IOException {
        stage = how;
        var reply = turns.ask(verb + config.heloName(), Garbage.KEEP);
        if (!reply.isSuccess()) {
            return new Opening.Refused(reply, how);
        }
        if (how != Stage.HELO) {
            features = Features.of(reply.texts(), config.discardedKeywords());
            commands = new EnvelopeCommands(features);
        }
        ready = true;
        return new Opening.Ready();
    }

    /// Changes what the server says from now on, before it is looked at.
    public void filterReplies(ReplyFilter filter) {
        turns.filter(filter);
    }

    /// What was said, since the last message began.
    public Transcript transcript() {
        return turns.transcript();
    }

    /// What the server offers.
    public Features features() {
        return features;
    }

    /// Whether another transaction can follow.
    public boolean isReady() {
        return ready;
    }

    /// Whether the server has said something, or gone, while it was not its turn.
    public boolean isStale() {
        return turns.isInterrupted();
    }

    /// Whether the last message had lines over the limit, which were broken.
    public boolean brokeLines() {
        return brokeLines;
    }

    /// Sends one message.
    ///
    /// @return a verdict for each recipient, in their order
    public List<Verdict> send(Transaction transaction, Content content) {
        brokeLines = false;
        long limit = features.sizeLimit().orElse(Long.MAX_VALUE);
        if (transaction.size() > limit) {
            return Verdicts.same(
                    transaction,
                    new Verdict.Unsendable(
                            EnhancedStatus.of("5.3.4"),
                            "message size " + transaction.size() + " exceeds size limit " + limit + " of server"));
        }
        if (transaction.smtpUtf8() == SmtpUtf8.NEEDED && !features.smtpUtf8()) {
            return Verdicts.same(
                    transaction,
                    new Verdict.Unsendable(
                            EnhancedStatus.of("5.6.7"), "SMTPUTF8 is required, but was not offered by host"));
        }
        var verdicts = new Verdicts(transaction);
        try {
            converse(transaction, content, verdicts);
        } catch (IOException e) {
            verdicts.giveRest(broken(e));
        } catch (Content.UnreadableException e) {
            // Without the final dot the server throws away what it got.
            close();
            verdicts.giveRest(new Verdict.Unreadable(e.getMessage()));
        }
        return verdicts.all();
    }

    /// Asks whether the recipients would be taken, and sends nothing.
    ///
    /// @return a verdict for each recipient, in their order; [Verdict.Accepted] where the server would take it
    public List<Verdict> probe(Transaction transaction) {
        var verdicts = new Verdicts(transaction);
        try {
            begin(Stage.MAIL, config.timeouts().mail());
            var mail = ask(commands.mail(transaction));
            if (!mail.isSuccess()) {
                verdicts.giveRest(new Verdict.Refused(mail, Stage.MAIL));
            }
            begin(Stage.RCPT, config.timeouts().rcpt());
            for (int i = 0; i < verdicts.count() && mail.isSuccess(); i++) {
                var reply = ask(commands.rcpt(transaction.recipients().get(i)));
                if (!reply.isSuccess()) {
                    verdicts.give(i, new Verdict.Refused(reply, Stage.RCPT));
                } else if (config.probesUpTo() == Stage.RCPT) {
                    verdicts.give(i, new Verdict.Accepted(reply));
                }
            }
            if (ready && verdicts.someOpen()) {
                probeData(verdicts);
            }
            if (ready) {
                reset();
            }
        } catch (IOException e) {
            verdicts.giveRest(broken(e));
        }
        return verdicts.all();
    }

    /// Says DATA for recipients that are not decided yet. A server that waits for content then can only be left.
    private void probeData(Verdicts verdicts) throws IOException {
        begin(Stage.DATA, config.timeouts().dataInit());
        var data = ask("DATA");
        if (isGoAhead(data)) {
            close();
            verdicts.giveRest(new Verdict.Accepted(data));
        } else {
            verdicts.giveRest(new Verdict.Refused(data, Stage.DATA));
        }
    }

    private void converse(Transaction transaction, Content content, Verdicts verdicts)
            throws IOException, Content.UnreadableException {
        boolean goAhead = features.pipelining()
                ? envelopeAtOnce(transaction, verdicts)
                : envelopeStepByStep(transaction, verdicts);
        if (!goAhead) {
            if (ready) {
                reset();
            }
            return;
        }
        sendBody(content);
        stage = Stage.END_OF_DATA;
        connection.timeout(config.timeouts().dataDone());
        switch (config.protocol()) {
            case SMTP -> {
                var reply = next();
                verdicts.giveRest(verdict(reply));
            }
            case LMTP -> {
                for (int i = 0; i < verdicts.count(); i++) {
                    if (verdicts.isOpen(i)) {
                        verdicts.give(i, verdict(next()));
                    }
                }
            }
        }
    }

    private boolean envelopeAtOnce(Transaction transaction, Verdicts verdicts) throws IOException {
        turns.say(commands.mail(transaction));
        for (var to : transaction.recipients()) {
            turns.say(commands.rcpt(to));
        }
        turns.say("DATA");
        begin(Stage.MAIL, config.timeouts().mail());
        turns.flush();
        var mail = next();
        if (!mail.isSuccess()) {
            verdicts.giveRest(new Verdict.Refused(mail, Stage.MAIL));
        }
        begin(Stage.RCPT, config.timeouts().rcpt());
        for (int i = 0; i < verdicts.count() && ready; i++) {
            note(verdicts, i, next());
        }
        if (!ready) {
            verdicts.giveRest(new Verdict.Broken(stage, Verdict.How.LOST, ""));
            return false;
        }
        begin(Stage.DATA, config.timeouts().dataInit());
        var data = next();
        if (!isGoAhead(data)) {
            verdicts.giveRest(new Verdict.Refused(data, Stage.DATA));
            return false;
        }
        if (!verdicts.someOpen()) {
            // The server wants a message although nobody is left to get it: RFC 2920 section 3.1.
            ask(".");
            return false;
        }
        return true;
    }

    private boolean envelopeStepByStep(Transaction transaction, Verdicts verdicts) throws IOException {
        begin(Stage.MAIL, config.timeouts().mail());
        var mail = ask(commands.mail(transaction));
        if (!mail.isSuccess()) {
            verdicts.giveRest(new Verdict.Refused(mail, Stage.MAIL));
            return false;
        }
        begin(Stage.RCPT, config.timeouts().rcpt());
        for (int i = 0; i < verdicts.count() && ready; i++) {
            note(verdicts, i, ask(commands.rcpt(transaction.recipients().get(i))));
        }
        if (!ready) {
            verdicts.giveRest(new Verdict.Broken(stage, Verdict.How.LOST, ""));
            return false;
        }
        if (!verdicts.someOpen()) {
            return false;
        }
        begin(Stage.DATA, config.timeouts().dataInit());
        var data = ask("DATA");
        if (!isGoAhead(data)) {
            verdicts.giveRest(new Verdict.Refused(data, Stage.DATA));
            return false;
        }
        return true;
    }

    /// A server that takes DATA for done is out of step, and not talked to again.
    private boolean isGoAhead(ReceivedReply data) {
        ready &= !data.isSuccess();
        return data.code() / 100 == 3;
    }

    private void sendBody(Content content) throws IOException, Content.UnreadableException {
        begin(Stage.BODY, config.timeouts().dataTransfer());
        var writer = new ContentWriter(turns.output(), config.lineLengthLimit());
        content.writeTo(writer);
        brokeLines = writer.hasBroken();
        turns.say(".");
        turns.flush();
    }

    /// Makes the server forget a transaction that was not finished; without it the connection is not used again.
    private void reset() throws IOException {
        begin(Stage.RSET, config.timeouts().rset());
        ready = ask("RSET").isSuccess() && ready;
    }

    /// Says goodbye, without waiting for the answer, and hangs up.
    public void quit() {
        try {
            turns.say("QUIT");
            turns.flush();
        } catch (IOException _) {
            // The server is gone already, which is what was wanted.
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        ready = false;
        connection.close();
    }

    private void begin(Stage next, Duration patience) {
        stage = next;
        connection.timeout(patience);
    }

    private ReceivedReply ask(String command) throws IOException {
        turns.say(command);
        turns.flush();
        return next();
    }

    private ReceivedReply next() throws IOException {
        var reply = turns.hear(features.pipelining() ? Garbage.REFUSE : Garbage.KEEP);
        if (reply.code() == SERVICE_NOT_AVAILABLE) {
            ready = false;
        }
        return reply;
    }

    private static void note(Verdicts verdicts, int index, ReceivedReply reply) {
        if (!reply.isSuccess()) {
            verdicts.give(index, new Verdict.Refused(reply, Stage.RCPT));
        }
    }

    private static Verdict verdict(ReceivedReply reply) {
        return reply.isSuccess() ? new Verdict.Accepted(reply) : new Verdict.Refused(reply, Stage.END_OF_DATA);
    }

    private Verdict.Broken broken(IOException e) {
        close();
        return switch (e) {
            case ReplyFilter.UnavailableException _ -> new Verdict.Broken(stage, Verdict.How.OUR_FAULT, "");
            case TimedOutException _ -> new Verdict.Broken(stage, Verdict.How.TIMED_OUT, "");
            case MalformedReplyException _ -> new Verdict.Broken(stage, Verdict.How.NO_REPLY, e.getMessage());
            case EOFException _ -> new Verdict.Broken(stage, Verdict.How.LOST, "");
            default -> new Verdict.Broken(stage, Verdict.How.LOST, String.valueOf(e.getMessage()));
        };
    }
}
