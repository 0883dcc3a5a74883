package mta.core.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mta.core.config.ConfigException;
import mta.core.posix.FileName;

/// One logical line of a table in text form.
///
/// Empty lines and lines that start with `#` do not count; a line that starts with whitespace continues the one before.
/// Where there is none before, it is left out, with a warning.
///
/// @param where how warnings name the place: the kind of map, file, and line
/// @param text the line without whitespace at its end
/// @param warnings where problems are told
public record TableLine(String where, String text, Consumer<String> warnings) {

    /// How much of a line is shown that cannot be used.
    private static final int SHOWN = 30;

    /// Reads a whole file, or a table that stands in the configuration itself.
    ///
    /// @param kind precedes the file in warnings, such as `cidr map `; may be empty
    /// @throws ConfigException if it cannot be read
    static List<TableLine> read(String kind, String file, Consumer<String> warnings) {
        if (file.startsWith("{")) {
            return inline(kind, file, warnings);
        }
        // Postfix's words for files without a kind, which are those of texthash.
        String opening = (kind.isEmpty() ? "open database " : "open ") + file + ": ";
        try {
            String content = Files.readString(FileName.of(file), StandardCharsets.ISO_8859_1);
            return lines(kind, file, content, warnings);
        } catch (AccessDeniedException e) {
            throw new ConfigException(opening + "Permission denied", e);
        } catch (NoSuchFileException e) {
            throw new ConfigException(opening + "No such file or directory", e);
        } catch (IOException e) {
            throw new ConfigException(opening + e.getMessage(), e);
        }
    }

    /// The lines of some content.
    ///
    /// @param kind precedes the file in warnings, such as `cidr map `; may be empty
    public static List<TableLine> lines(String kind, String file, String content, Consumer<String> warnings) {
        var lines = new ArrayList<TableLine>();
        var logical = new StringBuilder();
        int first = 0;
        int number = 0;
        for (String line : content.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            boolean continues = Character.isWhitespace(line.charAt(0));
            if (!continues || logical.isEmpty()) {
                add(lines, kind, file, first, logical, warnings);
                first = number;
            }
            logical.append(line);
        }
        add(lines, kind, file, first, logical, warnings);
        return lines;
    }

    /// A table that stands in the configuration itself: `{ {rule}, {rule} }`, each rule a line.
    private static List<TableLine> inline(String kind, String text, Consumer<String> warnings) {
        var lines = new ArrayList<TableLine>();
        for (String rule : ListText.split(ListText.unbrace(text))) {
            String where = kind + "rule " + (lines.size() + 1) + " of the inline table";
            lines.add(new TableLine(where, ListText.unbrace(rule), warnings));
        }
        return lines;
    }

    private static void add(
            List<TableLine> lines,
            String kind,
            String file,
            int number,
            StringBuilder logical,
            Consumer<String> warnings) {
        String line = logical.toString();
        logical.setLength(0);
        if (line.isEmpty()) {
            return;
        }
        if (Character.isWhitespace(line.charAt(0))) {
            String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
            warnings.accept(file + ": logical line must not start with whitespace: \"" + shown + "\"");
            return;
        }
        lines.add(new TableLine(kind + file + ", line " + number, line.strip(), warnings));
    }

    /// Tells about a problem in this line.
    public void warn(String problem) {
        warnings.accept(where + ": " + problem);
    }

    /// What follows the first word, without the whitespace between.
    String afterFirstWord() {
        return text.substring(firstWord().length()).strip();
    }

    /// What stands before the first whitespace.
    String firstWord() {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
