package mta.smtp.reply;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mta.core.mail.EnhancedStatus;
import mta.smtp.wire.LineWriter;

/// A reply that we send (RFC 5321 section 4.2), with its enhanced status (RFC 2034) where it has one.
///
/// Code and status always agree: the constructor refuses a reply whose status has another first digit.
/// Greetings, answers to EHLO and 354 have no status.
///
/// @param code three digits
/// @param status the enhanced status, repeated on each line
/// @param lines the text of each line; at least one, without line ends
public record Reply(int code, Optional<EnhancedStatus> status, List<String> lines) {

    public Reply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
        if (status.isPresent() && status.get().kind().digit() != code / 100) {
            throw new IllegalArgumentException(code + " contradicts " + status.get());
        }
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply without text");
        }
    }

    /// A reply of one line with an enhanced status from our own source code.
    public static Reply of(int code, String status, String text) {
        return new Reply(code, Optional.of(EnhancedStatus.of(status)), List.of(text));
    }

    /// A reply of one line with an enhanced status.
    public static Reply of(int code, EnhancedStatus status, String text) {
        return new Reply(code, Optional.of(status), List.of(text));
    }

    /// A reply of one line without an enhanced status.
    public static Reply plain(int code, String text) {
        return new Reply(code, Optional.empty(), List.of(text));
    }

    /// A reply of many lines without an enhanced status, such as the answer to EHLO.
    public static Reply lines(int code, List<String> lines) {
        return new Reply(code, Optional.empty(), lines);
    }

    /// Whether it refuses: 4xx or 5xx.
    public boolean isFailure() {
        return code >= 400;
    }

    /// The same refusal, but temporary: what `soft_bounce` makes of 5xx.
    public Reply softened() {
        return code < 500 ? this : new Reply(code - 100, status.map(s -> s.as(EnhancedStatus.Kind.TEMPORARY)), lines);
    }

    /// The first line as it is sent and logged: `554 5.7.1 <a@b>: Relay access denied`.
    public String text() {
        return line(0, ' ');
    }

    /// Adds all lines to what will be sent.
    public void writeTo(LineWriter output) throws IOException {
        for (String line : asSent()) {
            output.line(line);
        }
    }

    /// All lines as they are sent.
    public List<String> asSent() {
        int last = lines.size() - 1;
        if (last == 0) {
            return List.of(text());
        }
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> line(i, i == last ? ' ' : '-'))
                .toList();
    }

    private String line(int index, char separator) {
        var line = new StringBuilder(64).append(code).append(separator);
        if (status.isPresent()) {
            line.append(status.get()).append(' ');
        }
        return line.append(lines.get(index)).toString();
    }
}
