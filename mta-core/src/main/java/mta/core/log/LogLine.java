package mta.core.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import mta.core.mail.CharacterRange;
import mta.core.time.WallClock;

/// One line of the log as bytes, in the forms that Postfix writes: for syslog, and for a file.
///
/// Text from the network may hold anything. Control characters become `?`, so does what is no UTF-8, and the
/// text is cut at 2,000 bytes, as Postfix's own logging does; so a line stays one line whatever a client says.
final class LogLine {

    /// The most text in one line, in bytes, without time, host, tag and severity.
    static final int LONGEST_TEXT = 2000;

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private LogLine() {}

    /// Text made fit to print.
    static byte[] printable(String text) {
        byte[] bytes = bytes(text);
        return isPrintable(bytes) ? bytes : cleaned(bytes);
    }

    private static boolean isPrintable(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ' || b == 0x7F) {
                return false; // or perhaps UTF-8
            }
        }
        return bytes.length <= LONGEST_TEXT;
    }

    private static byte[] cleaned(byte[] bytes) {
        var clean = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; ) {
            int length = sequence(bytes, at);
            if (clean.size() + Math.max(1, length) > LONGEST_TEXT) {
                break;
            }
            if (length == 0) {
                clean.write('?');
                at++;
            } else {
                clean.write(bytes, at, length);
                at += length;
            }
        }
        return clean.toByteArray();
    }

    /// Bytes from the network travel through this program one to a character; text of our own may hold more.
    private static byte[] bytes(String text) {
        return text.getBytes(CharacterRange.isBytes(text) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /// How many bytes the printable character at an offset has; 0 where there is none.
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return first < ' ' || first == 0x7F ? 0 : 1;
        }
        int length = first >= 0xC2 && first <= 0xDF ? 2 : first >= 0xE0 && first <= 0xEF ? 3 : first >= 0xF0 ? 4 : 0;
        if (length == 0 || first > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /// `<22>Nov  2 03:04:05 postfix/smtpd[123]: warning: text`, as syslog(3) sends it: without a line end.
    static byte[] forSyslog(int facility, Severity severity, String tag, long pid, ZonedDateTime time, String text) {
        return join(
                "<" + (facility * 8 + severity.syslogLevel()) + ">" + time(time, ' ') + " " + tag + "[" + pid + "]: "
                        + severity.word(),
                printable(text),
                "");
    }

    /// `Nov 02 03:04:05 host postfix/smtpd[123]: warning: text`, as postlogd(8) writes it.
    ///
    /// @param end what ends the line
    static byte[] forFile(
            String host, Severity severity, String tag, long pid, ZonedDateTime time, String text, String end) {
        return join(
                time(time, '0') + " " + host + " " + tag + "[" + pid + "]: " + severity.word(), printable(text), end);
    }

    /// `postfix: warning: text`, for a terminal.
    static byte[] forTerminal(String program, Severity severity, String text) {
        return join(program + ": " + severity.word(), printable(text), "\n");
    }

    private static byte[] join(String head, byte[] text, String end) {
        byte[] start = bytes(head);
        byte[] whole = Arrays.copyOf(start, start.length + text.length + end.length());
        System.arraycopy(text, 0, whole, start.length, text.length);
        for (int i = 0; i < end.length(); i++) {
            whole[start.length + text.length + i] = (byte) end.charAt(i);
        }
        return whole;
    }

    static ZonedDateTime local(Instant now) {
        return WallClock.at(now);
    }

    private static String time(ZonedDateTime time, char padding) {
        var text = new StringBuilder(15)
                .append(MONTHS.get(time.getMonthValue() - 1))
                .append(' ');
        two(text, time.getDayOfMonth(), padding).append(' ');
        two(text, time.getHour(), '0').append(':');
        two(text, time.getMinute(), '0').append(':');
        return two(text, time.getSecond(), '0').toString();
    }

    private static StringBuilder two(StringBuilder text, int number, char padding) {
        return number < 10 ? text.append(padding).append((char) ('0' + number)) : text.append(number);
    }
}
