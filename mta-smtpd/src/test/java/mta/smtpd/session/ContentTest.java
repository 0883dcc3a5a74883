package mta.smtpd.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mta.core.net.Connection;
import mta.smtp.wire.LineReader;
import mta.smtpd.SmtpdConfig.Newlines;
import org.junit.jupiter.api.Test;

class ContentTest {

    /// What a peer has sent, in two pieces.
    private static final class Sent implements Connection {
        private final byte[] bytes;
        private final int cut;
        private int position;

        Sent(byte[] bytes, int cut) {
            this.bytes = bytes;
            this.cut = cut;
        }

        @Override
        public void timeout(Duration patience) {}

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int end = position < cut ? cut : bytes.length;
            int count = Math.min(length, end - position);
            System.arraycopy(bytes, position, buffer, offset, count);
            position += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public int available() {
            return bytes.length - position;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class Lines implements Content.Sink {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void line(byte[] bytes, int offset, int length) {
            lines.add(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void partOfLine(byte[] bytes, int offset, int length) {
            lines.add(new String(bytes, offset, length, StandardCharsets.ISO_8859_1) + "+");
        }
    }

    private static void assertRead(List<String> expected, String sent, Newlines newlines) throws IOException {
        String stream = sent + "NEXT\r\n";
        for (int cut = 0; cut <= stream.length(); cut++) {
            var bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
            var input = new LineReader(new Sent(bytes, cut), 20);
            var lines = new Lines();
            new Content(input, newlines).readTo(lines);
            assertEquals(expected, lines.lines, "cut at " + cut);
            input.next();
            assertEquals("NEXT", input.text(), "cut at " + cut);
        }
    }

    @Test
    void dotsAreUnstuffed() throws IOException {
        assertRead(List.of("a: b", "", ".", ".x", "y."), "a: b\r\n\r\n..\r\n..x\r\ny.\r\n.\r\n", Newlines.NORMALIZE);
    }

    @Test
    void onlyTheStandardSequenceEndsAMessage() throws IOException {
        String smuggled = "a: b\n.\nc\r\n.\nd\n.\r\n.\r\r\ne\r\n.\r\n";
        assertRead(List.of("a: b", "c", "d", "\r", "e"), smuggled, Newlines.NORMALIZE);
    }

    @Test
    void whereBareNewlinesAreAllowedTheyEndAMessageToo() throws IOException {
        assertRead(List.of("a: b"), "a: b\n.\n", Newlines.ALLOW);
    }

    @Test
    void aDotInTheMiddleOfALongLineIsNoEnd() throws IOException {
        assertRead(
                List.of("01234567890123456789+", ".", "x"), "01234567890123456789.\r\nx\r\n.\r\n", Newlines.NORMALIZE);
    }

    @Test
    void theFirstLineOfAnMboxBecomesAHeader() throws IOException {
        assertRead(List.of("X-Mailbox-Line: From a", "b: c"), "From a\r\nb: c\r\n.\r\n", Newlines.NORMALIZE);
    }
}
