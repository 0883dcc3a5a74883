package mta.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mta.core.posix.FileName;

/// A file of `name = value` lines: `main.cf`, or the client file of a table. Of a name that is set twice the last
/// value counts.
///
/// @param path the file
/// @param settings in the order in which names first appear
/// @param warnings what was odd, in Postfix's words
public record SettingsFile(Path path, Map<String, Setting> settings, List<String> warnings) {

    /// A value as it is written.
    ///
    /// @param value unexpanded
    /// @param line where it begins
    public record Setting(String value, int line) {}

    /// Reads a file, one character for each byte.
    ///
    /// @throws ConfigException if it cannot be read, or a line is not of that form
    public static SettingsFile read(Path path) {
        return parse(path, text(path));
    }

    /// Takes a file's text apart.
    ///
    /// @throws ConfigException if a line is not of that form
    public static SettingsFile parse(Path path, String text) {
        var settings = new LinkedHashMap<String, Setting>();
        var warnings = new ArrayList<String>();
        String name = FileName.bytes(path);
        for (LogicalLine line : LogicalLines.of(text, name, warnings::add)) {
            // No switch: the first one that looks at types costs each command milliseconds.
            var pair = NameValue.split(line.text())
                    .orElseThrow(reason -> new ConfigException(
                            "%s, line %d: %s: \"%s\"".formatted(name, line.number(), reason, line.text())));
            Setting old = settings.put(pair.name(), new Setting(pair.value(), line.number()));
            if (old != null && !old.value().equals(pair.value())) {
                warnings.add("%s, line %d: overriding earlier entry: %s=%s"
                        .formatted(name, line.number(), pair.name(), old.value()));
            }
        }
        return new SettingsFile(path, settings, warnings);
    }

    /// The text of a configuration file, one character for each byte, as mail and its tables are read.
    static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ConfigException("open " + FileName.bytes(path) + ": " + reason(e), e);
        }
    }

    /// Why a file cannot be opened, in the system's words.
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            default -> e.getMessage();
        };
    }
}
