package mta.smtp.client;

import java.io.IOException;
import mta.core.net.Connection;
import mta.smtp.reply.ReceivedReply;
import mta.smtp.reply.ReplyFilter;
import mta.smtp.reply.ReplyReader;
import mta.smtp.reply.ReplyReader.Garbage;
import mta.smtp.wire.LineReader;
import mta.smtp.wire.LineWriter;
import mta.smtp.wire.Transcript;

/// The turns of a client: it says commands and hears replies, and both are written down.
final class Turns {

    private static final int LONGEST_REPLY_LINE = 2048;

    private final LineReader input;
    private final ReplyReader replies;
    private final LineWriter output;
    private final Transcript transcript = new Transcript();
    private ReplyFilter filter = ReplyFilter.NONE;

    Turns(Connection connection) {
        this.input = new LineReader(connection, LONGEST_REPLY_LINE);
        this.replies = new ReplyReader(input, this::heard);
        this.output = new LineWriter(connection);
    }

    private String heard(String line) throws ReplyFilter.UnavailableException {
        String counts = filter.filter(line);
        transcript.in(counts);
        return counts;
    }

    /// Changes replies from now on.
    void filter(ReplyFilter next) {
        filter = next;
    }

    /// What was said since the last message began.
    Transcript transcript() {
        return transcript;
    }

    /// Says a command; it leaves with the next [#flush].
    void say(String command) throws IOException {
        transcript.out(command);
        output.line(command);
    }

    /// Sends what was said.
    void flush() throws IOException {
        output.flush();
    }

    /// Says a command and waits for the reply.
    ReceivedReply ask(String command, Garbage garbage) throws IOException {
        say(command);
        flush();
        return hear(garbage);
    }

    /// Waits for a reply.
    ReceivedReply hear(Garbage garbage) throws IOException {
        return replies.next(garbage);
    }

    /// Whether the server has said something, or gone, while it was not its turn.
    boolean isInterrupted() {
        return input.pending();
    }

    /// Where the message itself goes.
    LineWriter output() {
        return output;
    }
}
