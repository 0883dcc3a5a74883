package mta.smtp.reply;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.smtp.wire.LineReader;
import mta.smtp.wire.LineReader.Ending;

/// Reads replies of one and of many lines (RFC 5321 section 4.2).
///
/// Lenient as Postfix's client: a line may end in LF alone, the code of a reply is that of its last line, and lines
/// longer than the limit are cut. A NUL becomes a question mark, as nothing that takes the text further can hold one.
///
/// **Errors.** [EOFException] when the server closes the connection; [MalformedReplyException] as asked for; what the
/// connection throws otherwise.
public final class ReplyReader {

    /// What to do with a line that is no reply.
    public enum Garbage {
        /// Keep it as a line of the reply and read on.
        KEEP,
        /// Give up: with pipelining, replies could no longer be told apart.
        REFUSE
    }

    /// More lines than any server needs; stops one that never ends its reply.
    private static final int MOST_LINES = 1000;

    /// How often a line may be cut; stops a server that never ends its line.
    private static final int MOST_PORTIONS = 1000;

    private final LineReader input;
    private final ReplyFilter filter;

    public ReplyReader(LineReader input) {
        this(input, ReplyFilter.NONE);
    }

    /// @param filter changes lines before they are looked at
    public ReplyReader(LineReader input, ReplyFilter filter) {
        this.input = input;
        this.filter = filter;
    }

    /// Reads one reply.
    public ReceivedReply next(Garbage garbage) throws IOException {
        var lines = new ArrayList<String>(1);
        while (lines.size() < MOST_LINES) {
            String line = line();
            lines.add(line);
            if (isCode(line)) {
                if (line.length() == 3 || line.charAt(3) == ' ') {
                    return reply(lines, line);
                }
                if (line.charAt(3) == '-') {
                    continue;
                }
            }
            if (garbage == Garbage.REFUSE) {
                throw new MalformedReplyException(line.length() > 100 ? line.substring(0, 100) : line);
            }
        }
        throw new MalformedReplyException("a reply of more than " + MOST_LINES + " lines");
    }

    private String line() throws IOException {
        Ending ending = input.next();
        String line = input.text();
        for (int portions = 1; ending == Ending.CONTINUED; portions++) {
            if (portions > MOST_PORTIONS) {
                throw new MalformedReplyException("a line of a reply that does not end");
            }
            ending = input.next();
        }
        if (ending == Ending.END_OF_STREAM) {
            throw new EOFException("lost connection");
        }
        return filter.filter(line.replace('\0', '?'));
    }

    private static boolean isCode(String line) {
        return line.length() >= 3
                && isDigit(line.charAt(0))
                && isDigit(line.charAt(1))
                && isDigit(line.charAt(2))
                && (line.length() == 3 || !isDigit(line.charAt(3)));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static ReceivedReply reply(List<String> lines, String last) {
        int code = Integer.parseInt(last.substring(0, 3));
        return new ReceivedReply(code, status(last), lines);
    }

    private static Optional<EnhancedStatus> status(String line) {
        if (line.length() < 9) {
            return Optional.empty();
        }
        int blank = line.indexOf(' ', 4);
        String word = line.substring(4, blank < 0 ? line.length() : blank);
        return EnhancedStatus.parse(word).filter(status -> status.kind().digit() == line.charAt(0) - '0');
    }
}
