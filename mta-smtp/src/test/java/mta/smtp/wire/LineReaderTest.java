package mta.smtp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mta.smtp.wire.LineReader.Ending;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static List<String> lines(String text, int cut, int limit) throws IOException {
        var reader = new LineReader(new PiecewiseConnection(text, cut), limit);
        var lines = new ArrayList<String>();
        for (Ending ending = reader.next(); ending != Ending.END_OF_STREAM; ending = reader.next()) {
            lines.add(ending + " " + reader.text());
        }
        return lines;
    }

    @Test
    void linesAreTheSameWhereverTheBytesAreCut() throws IOException {
        String text = "EHLO a\r\n\r\nbare\nb\r\r\n.\r\nx\ry\r\n";
        var expected = List.of("CRLF EHLO a", "CRLF ", "BARE_LF bare", "CRLF b\r", "CRLF .", "CRLF x\ry");
        for (int cut = 0; cut <= text.length(); cut++) {
            assertEquals(expected, lines(text, cut, 100), "cut at " + cut);
        }
    }

    @Test
    void longLinesComeInPortionsThatMakeTheLineAgain() throws IOException {
        String line = "0123456789".repeat(3) + "\r" + "x".repeat(5);
        for (int cut = 0; cut <= line.length() + 2; cut++) {
            var whole = new StringBuilder();
            var portions = lines(line + "\r\n", cut, 10);
            for (String portion : portions) {
                String text = portion.substring(portion.indexOf(' ') + 1);
                assertTrue(text.length() <= 10);
                whole.append(text);
            }
            assertEquals(line, whole.toString(), "cut at " + cut);
            assertTrue(portions.getLast().startsWith("CRLF"), "cut at " + cut);
        }
    }

    @Test
    void aLineOfJustTheLimitIsOneLine() throws IOException {
        for (int cut = 0; cut <= 12; cut++) {
            assertEquals(List.of("CRLF 0123456789"), lines("0123456789\r\n", cut, 10), "cut at " + cut);
            assertEquals(List.of("BARE_LF 0123456789"), lines("0123456789\n", Math.min(cut, 11), 10));
        }
    }

    @Test
    void linesLongerThanTheFirstBufferAreRead() throws IOException {
        String line = "y".repeat(9000);
        assertEquals(List.of("CRLF " + line, "CRLF z"), lines(line + "\r\nz\r\n", 1500, 10_000));
    }

    @Test
    void aLineWithoutEndIsDropped() throws IOException {
        assertEquals(List.of("CRLF a"), lines("a\r\nrest", 4, 100));
    }

    @Test
    void itIsKnownWhetherAWholeLineIsThere() throws IOException {
        var reader = new LineReader(new PiecewiseConnection("one\r\ntwo\r\nthr", 13), 100);
        reader.next();
        assertTrue(reader.hasLine());
        reader.next();
        assertFalse(reader.hasLine());
        assertTrue(reader.pending());
    }

    @Test
    void dotsAreStuffedOnTheWayOut() throws IOException {
        var connection = new PiecewiseConnection("", 0);
        var writer = new LineWriter(connection);
        for (String line : List.of(".", "..", "a.", "")) {
            writer.contentLine(line.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, line.length());
        }
        writer.line("x".repeat(40_000));
        writer.flush();
        assertEquals("..\r\n...\r\na.\r\n\r\n" + "x".repeat(40_000) + "\r\n", connection.written());
    }
}
