package mta.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import mta.core.config.MainCf;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expected lines were captured from Debian's Postfix 3.7: its postlog(1) writing to a datagram socket.
class LogLineTest {

    private static final ZonedDateTime TIME = ZonedDateTime.parse("2026-11-02T00:13:41Z");

    @Test
    void syslogGetsPriorityTimeAndTag() {
        assertEquals(
                "<20>Nov  2 00:13:41 postfix/x[20157]: warning: hello?tab world",
                text(LogLine.forSyslog(2, Severity.WARNING, "postfix/x", 20157, TIME, "hello\ttab world")));
        assertEquals(
                "<22>Nov  2 00:13:41 postfix/postlog[1]: nopri",
                text(LogLine.forSyslog(2, Severity.INFO, "postfix/postlog", 1, TIME, "nopri")));
        assertEquals(
                "<18>Nov  2 00:13:41 postfix/postlog[1]: panic: p",
                text(LogLine.forSyslog(2, Severity.PANIC, "postfix/postlog", 1, TIME, "p")));
        assertEquals(
                "<19>Nov  2 00:13:41 postfix/postlog[1]: error: e",
                text(LogLine.forSyslog(2, Severity.ERROR, "postfix/postlog", 1, TIME, "e")));
        assertEquals(
                "<18>Nov  2 00:13:41 postfix/postlog[1]: fatal: f",
                text(LogLine.forSyslog(2, Severity.FATAL, "postfix/postlog", 1, TIME, "f")));
    }

    @Test
    void aFileGetsTheHostAndADayOfTwoDigits() {
        assertEquals(
                "Nov 02 00:13:41 mx postfix/x[20101]: warning: text\n",
                text(LogLine.forFile("mx", Severity.WARNING, "postfix/x", 20101, TIME, "text", "\n")));
    }

    @Test
    void addressesAreQuotedUnlessToldOtherwise(@TempDir Path directory) throws IOException {
        assertEquals("ID: from=<\"two words\"@d.example>", active(directory, "", "two words@d.example"));
        assertEquals("ID: from=<>", active(directory, "", ""));
        assertEquals(
                "ID: from=<two words@d.example>",
                active(directory, "info_log_address_format = internal\n", "two words@d.example"));
    }

    private static String active(Path directory, String settings, String sender) throws IOException {
        Files.writeString(directory.resolve("main.cf"), settings);
        var lines = new ArrayList<String>();
        PostfixMailLog.of(MainCf.read(directory), (_, _, text) -> lines.add(text), "postfix/qmgr")
                .queueActive(new QueueId("4F2A0B1C2D3"), ReversePath.ofInternal(sender), 1, 1);
        return lines.getFirst().replace("4F2A0B1C2D3", "ID").replaceFirst(", size=.*", "");
    }

    @Test
    void textIsCutAt2000Bytes() {
        byte[] line = LogLine.forFile("mx", Severity.INFO, "postfix/postlog", 20104, TIME, "y".repeat(5000), "");
        assertEquals(2043, line.length);
    }

    @Test
    void aCharacterIsNotCutInTwo() {
        var text = "é".repeat(1500);
        byte[] cut = LogLine.printable(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertEquals("é".repeat(1000), new String(cut, StandardCharsets.UTF_8));
        byte[] odd = LogLine.printable(
                new String(("x" + text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertEquals("x" + "é".repeat(999), new String(odd, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a\u0000b\u0001c\u007fd      | a?b?c?d
                    \u00c3\u00a9 as bytes       | é as bytes
                    \u00ff is no UTF-8          | ? is no UTF-8
                    \u00c3(                     | ?(
                    \u65e5\u672c as characters  | 日本 as characters
                    """)
    void whatCannotBePrintedIsAQuestionMark(String raw, String printed) {
        assertEquals(printed, new String(LogLine.printable(raw), StandardCharsets.UTF_8));
    }

    @Test
    void lineBreaksAreControlCharacters() {
        assertEquals("line?break?break", text(LogLine.printable("line\rbreak\nbreak")));
    }

    @Test
    void noTextMakesASecondLine() {
        for (int c = 0; c < 0x300; c++) {
            byte[] line = LogLine.printable("a" + (char) c + "b");
            for (byte b : line) {
                assertTrue(b < 0 || b >= ' ', "character " + c);
            }
        }
    }

    /// The numbers are from real Postfix logs, or next to a place where rounding changes the digits.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4_000, 0",
        "5_000, 0.01",
        "10_000, 0.01",
        "49_999, 0.05",
        "100_000, 0.1",
        "520_000, 0.52",
        "994_000, 0.99",
        "996_000, 1",
        "1_100_000, 1.1",
        "2_000_000, 2",
        "2_349_999, 2.3",
        "9_940_000, 9.9",
        "9_960_000, 10",
        "11_400_000, 11",
        "99_600_000, 100",
        "582_300_000, 582",
        "63_495_400_000, 63495"
    })
    void delaysHaveTwoSignificantDigits(String micros, String expected) {
        var delay = Duration.ofNanos(Long.parseLong(micros.replace("_", "")) * 1000);
        assertEquals(expected, PostfixMailLog.seconds(delay, 2));
    }

    @ParameterizedTest
    @CsvSource({"1234, 6, 0.0012", "1234, 3, 0.001", "1234, 0, 0", "1500000, 0, 2", "123456, 1, 0.1"})
    void theResolutionLimitBoundsTheDecimals(long micros, int limit, String expected) {
        assertEquals(expected, PostfixMailLog.seconds(Duration.ofNanos(micros * 1000), limit));
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
