package mta.smtpd.session;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mta.smtp.wire.LineReader;
import mta.smtp.wire.LineReader.Ending;
import mta.smtpd.SmtpdConfig.Newlines;

/// Reads the content of a message after DATA, up to the line that ends it, and hands each line on as bytes.
///
/// Dots are unstuffed (RFC 5321 section 4.5.2). Only `<CR><LF>.<CR><LF>` ends the message, unless bare newlines are
/// allowed; a lone dot between other line ends is dropped, so that it cannot end the message anywhere else either
/// (SMTP smuggling). A `From ` line of an mbox becomes `X-Mailbox-Line:`.
final class Content {

    /// Where lines go.
    interface Sink {
        /// Takes a line without its line end.
        void line(byte[] bytes, int offset, int length) throws IOException;

        /// Takes a piece of a line; more of it follows.
        void partOfLine(byte[] bytes, int offset, int length) throws IOException;
    }

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAILBOX_LINE = "X-Mailbox-Line: ".getBytes(StandardCharsets.US_ASCII);

    private final LineReader input;
    private final Newlines newlines;
    private long bytes;
    private boolean bareNewline;

    Content(LineReader input, Newlines newlines) {
        this.input = input;
        this.newlines = newlines;
    }

    /// How many bytes of content were read, line ends counted as two.
    long bytes() {
        return bytes;
    }

    /// Whether a line ended in LF alone and somebody wants to know.
    boolean hasBareNewline() {
        return bareNewline && (newlines == Newlines.NOTE || newlines == Newlines.REJECT);
    }

    /// Whether the message is refused because a line ended in LF alone.
    boolean isRefused() {
        return bareNewline && newlines == Newlines.REJECT;
    }

    /// Reads everything.
    ///
    /// @throws EOFException if the client closes the connection before the end
    void readTo(Sink sink) throws IOException {
        boolean lineStarts = true;
        boolean standardBefore = true;
        boolean first = true;
        while (true) {
            Ending ending = input.next();
            if (ending == Ending.END_OF_STREAM) {
                throw new EOFException("lost connection");
            }
            bareNewline |= ending == Ending.BARE_LF;
            byte[] buffer = input.buffer();
            int offset = input.offset();
            int length = input.length();
            bytes += length + 2;
            if (lineStarts && length > 0 && buffer[offset] == '.') {
                if (length == 1 && ending != Ending.CONTINUED) {
                    boolean standard = standardBefore && ending == Ending.CRLF;
                    if (standard || newlines == Newlines.ALLOW) {
                        bytes -= 3;
                        return;
                    }
                    standardBefore = ending == Ending.CRLF;
                    continue;
                }
                offset++;
                length--;
            }
            if (first && isFromLine(buffer, offset, length)) {
                mailboxLine(sink, buffer, offset, length);
            } else {
                if (first && length > 0 && (buffer[offset] == ' ' || buffer[offset] == '\t')) {
                    sink.line(NOTHING, 0, 0);
                }
                first = false;
                put(sink, ending, buffer, offset, length);
            }
            lineStarts = ending != Ending.CONTINUED;
            standardBefore = ending == Ending.CRLF;
        }
    }

    private static void put(Sink sink, Ending ending, byte[] buffer, int offset, int length) throws IOException {
        if (ending == Ending.CONTINUED) {
            sink.partOfLine(buffer, offset, length);
        } else {
            sink.line(buffer, offset, length);
        }
    }

    private static boolean isFromLine(byte[] buffer, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && buffer[start] == '>') {
            start++;
        }
        return end - start >= FROM.length && Arrays.equals(buffer, start, start + FROM.length, FROM, 0, FROM.length);
    }

    private static void mailboxLine(Sink sink, byte[] buffer, int offset, int length) throws IOException {
        var line = new byte[MAILBOX_LINE.length + length];
        System.arraycopy(MAILBOX_LINE, 0, line, 0, MAILBOX_LINE.length);
        System.arraycopy(buffer, offset, line, MAILBOX_LINE.length, length);
        sink.line(line, 0, line.length);
    }
}
