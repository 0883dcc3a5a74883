package mta.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Joins the physical lines of `main.cf`, `master.cf` and of the client files of tables, as postconf(5) describes.
///
/// - A line that begins with white space continues the line before it.
/// - Empty lines, lines of white space and lines whose first visible character is `#` are skipped. They do not end
///   a logical line: a comment may stand between a line and its continuation.
/// - There are no comments at the end of a line.
///
/// **Diagnostics.** White space before the first logical line is warned about; that text is skipped.
public final class LogicalLines {

    private static final int SHOWN = 30;

    private LogicalLines() {}

    /// The logical lines of a file.
    ///
    /// @param text the whole file
    /// @param path its name, for warnings
    /// @param warnings takes each warning
    public static List<LogicalLine> of(String text, String path, Consumer<String> warnings) {
        var lines = new ArrayList<LogicalLine>();
        var joined = new StringBuilder();
        int began = 0;
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            number++;
            if (!isBlankOrComment(text, start, end)) {
                if (!WhiteSpace.is(text.charAt(start)) || joined.isEmpty()) {
                    add(lines, began, joined, path, warnings);
                    began = number;
                }
                joined.append(text, start, end);
            }
            start = end + 1;
        }
        add(lines, began, joined, path, warnings);
        return lines;
    }

    private static void add(
            List<LogicalLine> lines, int began, StringBuilder joined, String path, Consumer<String> warnings) {
        if (joined.isEmpty()) {
            return;
        }
        String text = joined.toString();
        joined.setLength(0);
        if (WhiteSpace.is(text.charAt(0))) {
            warnings.accept("%s: logical line must not start with whitespace: \"%s%s\""
                    .formatted(
                            path,
                            text.substring(0, Math.min(SHOWN, text.length())),
                            text.length() > SHOWN ? "..." : ""));
            return;
        }
        lines.add(new LogicalLine(began, text));
    }

    private static boolean isBlankOrComment(String text, int start, int end) {
        int first = WhiteSpace.skip(text, start, end);
        return first == end || text.charAt(first) == '#';
    }
}
