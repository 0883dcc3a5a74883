package mta.smtpd.session;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import mta.core.config.NoticeClass;
import mta.core.net.Connection;
import mta.core.net.PacedConnection;
import mta.core.net.TimedOutException;
import mta.core.table.Membership;
import mta.smtp.command.Command;
import mta.smtp.command.CommandParser;
import mta.smtp.command.Verb;
import mta.smtp.reply.Reply;
import mta.smtp.wire.LineReader;
import mta.smtp.wire.LineReader.Ending;
import mta.smtp.wire.LineWriter;
import mta.smtpd.ClientCounts;
import mta.smtpd.Environment;
import mta.smtpd.Peer;
import mta.smtpd.SmtpdConfig;
import mta.smtpd.SmtpdConfig.Newlines;
import mta.smtpd.SmtpdConfig.Option;
import mta.smtpd.policy.Ruling;

/// One SMTP conversation with a client, from the greeting to the end of the connection.
///
/// Runs on the thread that calls [#run], which reads the client's commands one after another; what they do is in
/// [Commands]. Replies are sent when no further command has arrived yet, so that answers to pipelined commands leave
/// together.
///
/// **Errors.** None: whatever goes wrong ends the conversation and is in the log.
public final class SmtpdSession {

    private final Environment environment;
    private final SmtpdConfig config;
    private final Connection connection;
    private final Optional<PacedConnection> pace;
    private final LineReader input;
    private final LineWriter output;
    private final CommandParser parser;
    private final Peer peer;
    private final SessionLog log;
    private final History history;
    private final ClientCounts.Client client;
    private final Conversation conversation;
    private final Commands commands;
    private final Newlines newlines;
    private final Statistics statistics = new Statistics();

    private Optional<Reply> denied = Optional.empty();
    private Optional<Content> content = Optional.empty();
    private boolean open = true;
    private boolean afterMessage;
    private Optional<String> aborted = Optional.empty();
    private int errors;
    private int junk;
    private volatile boolean idle;
    private volatile boolean stopping;

    /// @param peer who the client is, as far as it is known already
    /// @param named the peer again, after waiting longer for its name
    public SmtpdSession(Environment environment, Connection connection, Peer peer, Supplier<Peer> named) {
        this.environment = environment;
        this.config = environment.config();
        this.pace = config.has(Option.PER_REQUEST_DEADLINE)
                ? Optional.of(new PacedConnection(connection, System::nanoTime))
                : Optional.empty();
        this.connection = pace.<Connection>map(paced -> paced).orElse(connection);
        this.input = new LineReader(this.connection, config.limits().lineLength());
        this.output = new LineWriter(this.connection);
        this.parser = new CommandParser(
                config.addresses(),
                () -> Optional.of(config.verp())
                        .filter(_ -> environment.policy().mayAskForVerp(named) == Membership.IN),
                config.extensions());
        this.peer = peer;
        this.history = new History(environment.reports(), peer, config.limits().historyFlush());
        this.log = new SessionLog(environment.log(), peer, history);
        this.client = environment.counts().client(peer);
        this.conversation = new Conversation(environment, peer, named, log);
        this.commands = new Commands(environment, conversation, client, log);
        this.newlines =
                config.newlines() != Newlines.ALLOW && environment.policy().mayUseBareNewlines(peer)
                        ? Newlines.ALLOW
                        : config.newlines();
    }

    /// Holds the conversation. The connection is left open.
    public void run() {
        connection.timeout(config.limits().timeout());
        log.connected();
        try {
            greet();
            while (open) {
                converse();
            }
            output.flush();
        } catch (TimedOutException _) {
            timedOut();
        } catch (IOException _) {
            ended("lost connection");
        } finally {
            conversation.reset();
            client.disconnects();
            history.end(aborted);
            log.disconnected(statistics);
        }
    }

    /// Ends the conversation after the command under way, or at once where none is. For other threads.
    public void stop() {
        stopping = true;
        if (idle) {
            connection.close();
        }
    }

    private void greet() throws IOException {
        if (client.connects()) {
            history.trouble(NoticeClass.POLICY);
            answer(Replies.tooManyConnections(config, peer));
            return;
        }
        switch (commands.connect()) {
            case Ruling.Accepted _ -> answer(Reply.plain(220, config.banner()));
            case Ruling.Refused(var reply) -> {
                denied = Optional.of(reply);
                errors++;
                answer(reply);
            }
            case Ruling.HangUp _ -> open = false;
        }
        if (open && input.pending()) {
            sentAhead("CONNECT");
        }
    }

    private void converse() throws IOException {
        if (errors >= config.limits().hardErrors()) {
            answer(Reply.of(421, "4.7.0", config.hostname() + " Error: too many errors"));
            aborted = Optional.of("too many errors");
            log.ended("too many errors");
            return;
        }
        switch (nextLine()) {
            case CRLF -> command(input.text());
            case BARE_LF -> bareNewline(input.text());
            case CONTINUED -> {
                String line = input.text();
                if (input.skipRest() == Ending.END_OF_STREAM) {
                    throw new EOFException("lost connection");
                }
                command(line);
            }
            case END_OF_STREAM -> throw new EOFException("lost connection");
        }
    }

    private Ending nextLine() throws IOException {
        if (!input.hasLine()) {
            output.flush();
            idle = true;
            if (stopping) {
                throw new EOFException("stopping");
            }
        }
        connection.timeout(config.limits().timeout());
        Ending ending = input.next();
        idle = false;
        return ending;
    }

    /// Applies `smtpd_forbid_bare_newline` to a command line that ended in LF alone.
    private void bareNewline(String line) throws IOException {
        if (newlines == Newlines.NOTE || newlines == Newlines.REJECT) {
            statistics.bareNewline();
        }
        if (newlines == Newlines.REJECT) {
            log.refused(NoticeClass.PROTOCOL, "bare <LF> received");
            answer(Replies.bareNewline(config));
            open = false;
        } else {
            command(line);
        }
    }

    private void command(String line) throws IOException {
        history.in(line);
        if (config.has(Option.SMTPUTF8) && !Texts.isUtf8(line)) {
            error();
            answer(Replies.BAD_UTF8);
            return;
        }
        if (line.isBlank()) {
            error();
            answer(Replies.BAD_SYNTAX);
            return;
        }
        Command command = parser.parse(line);
        if (command instanceof Command.Unknown(var word)) {
            unknown(word, line);
        } else {
            perform(command);
        }
    }

    private void unknown(String word, String line) throws IOException {
        if (config.noopCommands().contains(word) == Membership.IN) {
            answer(Replies.OK);
            junk();
            return;
        }
        statistics.counted(Verb.UNKNOWN);
        log.where(Verb.UNKNOWN.name());
        if (isHeader(word) || config.forbiddenCommands().contains(word) == Membership.IN) {
            log.notSmtp(line);
            answer(Replies.NOT_SMTP);
            open = false;
            return;
        }
        error();
        answer(Replies.UNKNOWN_COMMAND);
    }

    private void error() {
        errors++;
        history.failed();
    }

    private void perform(Command command) throws IOException {
        Verb verb = command.verb();
        statistics.counted(verb);
        log.where(verb.name());
        afterMessage = false;
        if (mustWait(verb) && input.pending()) {
            sentAhead(verb.name());
        }
        if (!open) {
            return;
        }
        Reply reply = denied.isPresent() && verb != Verb.QUIT ? denied() : commands.perform(command);
        if (reply.code() == 354) {
            reply = content();
        }
        if (commands.isHangingUp()) {
            open = false;
            return;
        }
        if (isError(reply)) {
            error();
        } else {
            statistics.succeeded(verb);
        }
        answer(reply);
        if (endsMessage(verb)) {
            history.flush();
        }
        if (isJunk(verb)) {
            junk();
        }
        open &= verb != Verb.QUIT;
    }

    private Reply denied() {
        history.trouble(NoticeClass.POLICY);
        return Reply.of(503, "5.7.0", "Error: access denied for " + peer.nameAndAddress());
    }

    private static boolean endsMessage(Verb verb) {
        return verb == Verb.HELO || verb == Verb.EHLO || verb == Verb.RSET || verb == Verb.DATA;
    }

    private Reply content() throws IOException {
        answer(Replies.START_CONTENT);
        output.flush();
        var reading = new Content(input, newlines);
        content = Optional.of(reading);
        log.where("DATA content");
        connection.timeout(config.limits().timeout());
        pace.ifPresent(paced -> paced.rate(config.limits().dataRate()));
        Reply reply = commands.content(reading);
        pace.ifPresent(paced -> paced.rate(0));
        connection.timeout(config.limits().timeout());
        content = Optional.empty();
        afterMessage = true;
        if (reading.hasBareNewline()) {
            statistics.bareNewline();
        }
        conversation.reset();
        if (!reply.isFailure()) {
            forgive();
        }
        open &= !reading.isRefused();
        return reply;
    }

    /// A client that delivers mail is no nuisance: the limits are for those that only try.
    private void forgive() {
        errors = 0;
        junk = 0;
        history.forgive();
    }

    /// Whether the client has to wait for our answer to this command before it sends more (RFC 2920).
    private boolean mustWait(Verb verb) {
        return switch (verb) {
            case MAIL, RCPT, RSET, BDAT -> !conversation.isExtended();
            case HELO, EHLO, XCLIENT, XFORWARD, STARTTLS, AUTH, DATA, NOOP, VRFY, ETRN, QUIT, HELP, UNKNOWN ->
                verb != Verb.QUIT;
        };
    }

    private void sentAhead(String verb) throws IOException {
        log.improperPipelining(verb, input.peek(100));
        conversation.sentAhead();
        if (config.has(Option.FORBID_UNAUTH_PIPELINING)) {
            answer(Replies.OUT_OF_STEP);
            open = false;
        }
    }

    private boolean isError(Reply reply) {
        return reply.isFailure() && (!reply.equals(Replies.TOO_MANY_RECIPIENTS) || commands.isOvershootAnError());
    }

    /// Takes a reply for sending; slows down a client that makes many errors.
    private void answer(Reply reply) throws IOException {
        if (errors >= config.limits().softErrors()) {
            output.flush();
            environment.pause().of(config.limits().errorSleep());
        }
        Reply said = config.has(Option.SOFT_BOUNCE) ? reply.softened() : reply;
        said.writeTo(output);
        history.out(said);
        if (said.code() == 421 || said.code() == 521) {
            open = false;
        }
    }

    private static boolean isJunk(Verb verb) {
        return switch (verb) {
            case HELO, EHLO, RSET, NOOP, VRFY, ETRN, HELP -> true;
            case XCLIENT, XFORWARD, STARTTLS, AUTH, MAIL, RCPT, DATA, BDAT, QUIT, UNKNOWN -> false;
        };
    }

    private void junk() {
        if (junk++ > config.limits().junkCommands()) {
            errors++;
        }
    }

    /// Whether a browser or a script sends a header here: a name and a colon.
    private static boolean isHeader(String word) {
        int colon = word.indexOf(':');
        return colon > 0 && word.chars().limit(colon).allMatch(c -> c > ' ' && c < 127);
    }

    private void timedOut() {
        ended("timeout");
        connection.timeout(config.limits().timeout());
        try {
            answer(Reply.of(421, "4.4.2", config.hostname() + " Error: timeout exceeded"));
            output.flush();
        } catch (IOException _) {
            // It was worth a try; the log has the cause already.
        }
    }

    /// A client that leaves after its message without QUIT, or before it has read our last reply, is not worth a line.
    private void ended(String reason) {
        aborted = Optional.of(reason);
        boolean expected = !open || stopping;
        if (expected || (afterMessage && reason.equals("lost connection"))) {
            return;
        }
        if (content.isPresent()) {
            log.endedInContent(reason, content.get().bytes());
        } else {
            log.ended(reason);
        }
    }
}
