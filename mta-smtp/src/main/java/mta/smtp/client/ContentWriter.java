package mta.smtp.client;

import java.io.IOException;
import mta.smtp.wire.LineWriter;

/// Writes the lines of a message as they travel: CR LF at the end, a second dot before a first one
/// (RFC 5321 section 4.5.2), and lines over the limit broken by CR LF and a blank, as Postfix breaks them.
public final class ContentWriter {

    private static final byte[] BREAK = {'\r', '\n', ' '};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] DOT = {'.'};

    private final LineWriter output;
    private final int limit;
    private int room;
    private boolean atLineStart = true;
    private boolean broken;

    /// @param limit the most bytes of a line; 0 for no limit
    ContentWriter(LineWriter output, int limit) {
        this.output = output;
        this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
        this.room = this.limit;
    }

    /// Writes a line, or the last part of one.
    public void line(byte[] bytes, int offset, int length) throws IOException {
        if (atLineStart && length <= limit) {
            output.contentLine(bytes, offset, length);
            return;
        }
        part(bytes, offset, length);
        output.bytes(LINE_END, 0, LINE_END.length);
        room = limit;
        atLineStart = true;
    }

    /// Writes a part of a line that goes on.
    public void part(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (atLineStart && bytes[offset] == '.') {
            output.bytes(DOT, 0, 1);
        }
        atLineStart = false;
        int from = offset;
        int left = length;
        while (left > 0) {
            if (room == 0) {
                output.bytes(BREAK, 0, BREAK.length);
                room = limit - 1;
                broken = true;
            }
            int count = Math.min(left, room);
            output.bytes(bytes, from, count);
            from += count;
            left -= count;
            room -= count;
        }
    }

    /// Whether a line was broken.
    boolean hasBroken() {
        return broken;
    }
}
