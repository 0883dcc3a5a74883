package mta.cli.mail;

import java.io.IOException;
import java.io.InputStream;

/// The lines of a message on standard input, in pieces of limited length.
///
/// A `From ` line of a mailbox file at the start is passed over, and a lone `.` ends the message where that is wanted.
final class SubmittedLines {

    /// What is done about CR LF.
    enum LineEnds {
        /// CR before LF is taken away.
        ALWAYS,
        /// The same, if the first line has one.
        STRICT,
        /// Lines are left alone.
        NEVER
    }

    private final InputStream in;
    private final boolean endsAtDot;
    private final byte[] bytes;
    private LineEnds lineEnds;
    private int length;
    private boolean isComplete = true;
    private boolean isAtStart = true;
    private boolean isFirstLine = true;

    SubmittedLines(InputStream in, int limit, boolean endsAtDot, LineEnds lineEnds) {
        this.in = in;
        this.bytes = new byte[limit];
        this.endsAtDot = endsAtDot;
        this.lineEnds = lineEnds;
    }

    /// Reads the next piece.
    ///
    /// @return whether there is one
    boolean next() throws IOException {
        do {
            boolean continuesLine = !isComplete;
            if (!read()) {
                return false;
            }
            chooseLineEnds();
            stripCarriageReturns();
            if (endsAtDot && !continuesLine && length == 1 && bytes[0] == '.') {
                return false;
            }
        } while (isMailboxLine());
        isAtStart = false;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// Whether the line ends here.
    boolean isComplete() {
        return isComplete;
    }

    /// A last line without its line end counts as one, unless it is empty.
    private boolean read() throws IOException {
        length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                isComplete = true;
                return true;
            }
            bytes[length++] = (byte) b;
            if (length == bytes.length) {
                isComplete = false;
                return true;
            }
        }
        isComplete = false;
        return length > 0;
    }

    private void chooseLineEnds() {
        if (lineEnds == LineEnds.STRICT && isComplete && isFirstLine) {
            isFirstLine = false;
            lineEnds = length > 0 && bytes[length - 1] == '\r' ? LineEnds.ALWAYS : LineEnds.NEVER;
        }
    }

    private void stripCarriageReturns() {
        while (lineEnds == LineEnds.ALWAYS && isComplete && length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
    }

    private boolean isMailboxLine() {
        if (!isAtStart || !isComplete) {
            return false;
        }
        int start = 0;
        while (start < length && bytes[start] == '>') {
            start++;
        }
        return length - start >= 5
                && new String(bytes, start, 5, java.nio.charset.StandardCharsets.ISO_8859_1).equals("From ");
    }
}
