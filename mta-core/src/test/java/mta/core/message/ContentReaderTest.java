package mta.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentReaderTest {

    private static final String MESSAGE = """
            Subject : spaced
            To: a,
             b
            	c

            body
             indented
            """;
    private static final List<String> PIECES =
            List.of("H Subject: spaced", "H To: a,\n b\n\tc", "-", "B ", "B body", "B  indented");

    @Test
    void headersAndBodyAreToldApart() throws IOException {
        assertEquals(PIECES, read(MESSAGE, Integer.MAX_VALUE));
    }

    @Test
    void longLinesComeInPieces() throws IOException {
        for (int width = 10; width < 20; width++) {
            assertEquals(PIECES, read(MESSAGE, width), "pieces of " + width);
        }
    }

    @Test
    void aLineThatIsNoHeaderStartsTheBody() throws IOException {
        assertEquals(
                List.of("H Foo: bar", "-", "B ", "B Not a header", "B x: y"),
                read("Foo: bar\nNot a header\nx: y\n", 99));
        assertEquals(List.of("-", "B ", "B From x", "B Foo: bar"), read("From x\nFoo: bar\n", 99));
        assertEquals(List.of("-"), read("", 99));
    }

    @Test
    void aHeaderIsCutAtItsLimit() throws IOException {
        var found = new ArrayList<String>();
        var reader = new ContentReader(new Collector(found), 10);
        for (String line : List.of("Subject: long enough", " dropped", "To: x")) {
            var bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            reader.line(true, bytes, 0, bytes.length);
        }
        reader.end();
        assertEquals(List.of("H Subject: l", "H To: x", "-"), found);
    }

    @Test
    void datesHavePostfixsForm() {
        var day = ZonedDateTime.of(1970, 1, 1, 0, 16, 40, 0, ZoneId.of("UTC"));
        assertEquals("Thu, 01 Jan 1970 00:16:40 +0000 (UTC)", MailDate.of(day));
        assertEquals(
                "Sun, 22 Nov 2026 01:00:19 +0100 (CET)",
                MailDate.of(ZonedDateTime.of(2026, 11, 22, 1, 0, 19, 0, ZoneId.of("Europe/Berlin"))));
    }

    private static List<String> read(String message, int width) throws IOException {
        var found = new ArrayList<String>();
        var reader = new ContentReader(new Collector(found), 1000);
        for (String line : message.lines().toList()) {
            var bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            int start = 0;
            for (; bytes.length - start > width; start += width) {
                reader.line(false, bytes, start, width);
            }
            reader.line(true, bytes, start, bytes.length - start);
        }
        reader.end();
        return found;
    }

    /// Joins body pieces, so that what was found does not depend on how it came.
    private static final class Collector implements ContentReader.Receiver {

        private final List<String> found;
        private final StringBuilder line = new StringBuilder();

        Collector(List<String> found) {
            this.found = found;
        }

        @Override
        public void header(Header header) {
            found.add("H " + header.name() + ":" + header.value());
        }

        @Override
        public void endOfHeaders() {
            found.add("-");
        }

        @Override
        public void body(boolean lineEnds, byte[] bytes, int offset, int length) {
            line.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            if (lineEnds) {
                found.add("B " + line);
                line.setLength(0);
            }
        }
    }
}
