package mta.testkit.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An SMTP dialogue as it is written in a file, to be spoken to any server.
///
/// ```text
/// # RFC 5321 4.1.1.5: RSET forgets the sender, so DATA must be refused afterwards.
/// main.cf: smtpd_recipient_restrictions = permit
/// S: 220 *
/// C: EHLO client.example
/// S: 250-*..250 *
/// C: MAIL FROM:<a@client.example>
/// S: 250 2.1.0 Ok
/// L: disconnect from *
/// ```
///
/// | line | meaning |
/// |---|---|
/// | `#` | a comment; the first ones say what is tested and why |
/// | `main.cf: n = v` | a setting of the server |
/// | `C: text` | the client sends the line with CR LF; consecutive ones leave together, pipelined |
/// | `R: text` | the client sends the text as it is; `\r`, `\n`, `\t`, `\\` and `\xHH` stand for bytes |
/// | `S: pattern` | the server answers one line like this; `*` stands for any text |
/// | `S: a..b` | the server answers lines until one like `b`; the first is like `a` |
/// | `X:` | the server closes the connection |
/// | `H:` | the client closes the connection |
/// | `L: pattern` | this line is in the log when all is over; they come in this order |
/// | `N: pattern` | no line like this is in the log by then |
///
/// @param settings of `main.cf`, in order
/// @param steps what is said, in order
/// @param log patterns of lines that must be in the log, in this order
/// @param absent patterns of lines that must not be in the log
public record Script(Map<String, String> settings, List<Step> steps, List<String> log, List<String> absent) {

    /// One thing that happens.
    public sealed interface Step {
        /// The client sends bytes, one for each character (Latin-1).
        record Send(String bytes) implements Step {}

        /// The server answers one line.
        record Expect(int line, String pattern) implements Step {}

        /// The server answers lines, the first and the last of which are known.
        record ExpectUntil(int line, String first, String last) implements Step {}

        /// The server closes the connection.
        record ExpectClose(int line) implements Step {}

        /// The client closes the connection.
        record Close() implements Step {}
    }

    /// Reads the text of a script.
    ///
    /// @throws IllegalArgumentException for a line of no known kind
    public static Script parse(String text) {
        var settings = new LinkedHashMap<String, String>();
        var steps = new ArrayList<Step>();
        var log = new ArrayList<String>();
        var absent = new ArrayList<String>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String kind = colon < 0 ? line : line.substring(0, colon);
            String rest = colon < 0 ? "" : line.substring(Math.min(line.length(), colon + 2));
            switch (kind) {
                case "main.cf" -> {
                    int equals = rest.indexOf('=');
                    settings.put(
                            rest.substring(0, equals).strip(),
                            rest.substring(equals + 1).strip());
                }
                case "C" -> steps.add(new Step.Send(rest + "\r\n"));
                case "R" -> steps.add(new Step.Send(unescaped(rest)));
                case "S" -> steps.add(expectation(number, rest));
                case "X" -> steps.add(new Step.ExpectClose(number));
                case "H" -> steps.add(new Step.Close());
                case "L" -> log.add(rest);
                case "N" -> absent.add(rest);
                default -> throw new IllegalArgumentException("line " + number + ": what is this? " + line);
            }
        }
        return new Script(settings, List.copyOf(steps), List.copyOf(log), List.copyOf(absent));
    }

    /// Whether text is like a pattern in which `*` stands for any text.
    public static boolean matches(String pattern, String text) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(text);
        }
        if (!text.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int at = text.indexOf(parts[i], from);
            if (at < 0) {
                return false;
            }
            from = at + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return text.length() - from >= last.length() && text.endsWith(last);
    }

    private static Step expectation(int line, String pattern) {
        int dots = pattern.indexOf("..");
        return dots > 0 && pattern.length() > dots + 2
                ? new Step.ExpectUntil(line, pattern.substring(0, dots), pattern.substring(dots + 2))
                : new Step.Expect(line, pattern);
    }

    private static String unescaped(String text) {
        var bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                bytes.append(c);
                continue;
            }
            char escape = text.charAt(++i);
            switch (escape) {
                case 'r' -> bytes.append('\r');
                case 'n' -> bytes.append('\n');
                case 't' -> bytes.append('\t');
                case 'x' -> {
                    bytes.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> bytes.append(escape);
            }
        }
        return bytes.toString();
    }
}
