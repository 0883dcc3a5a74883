package mta.core.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mta.core.config.ConfigException;
import mta.core.config.NameValue;
import mta.core.config.SettingsFile;
import mta.core.notice.NoticeTemplate.Kind;

/// Reads a file of templates, in the form of bounce(5).
///
///     failure_template = <<EOF
///     Subject: Your mail was not delivered
///
///     This is the mail system at host $myhostname.
///     EOF
///
/// A template may have `Charset:`, `From:`, `Subject:` and `Postmaster-Subject:`, each of which replaces the built-in
/// one. They end at an empty line, or at a line that is no header.
final class TemplateFile {

    private static final Pattern HEADER = Pattern.compile("([!-9;-~]+)[ \\t]*:(.*)", Pattern.DOTALL);
    private static final String POSTMASTER_SUBJECT = "postmaster-subject";
    private static final String IGNORED = " template -- ignoring this template";

    private final Path file;
    private final Consumer<String> warnings;

    /// Lines taken so far and one more: how Postfix counts, whose messages name the line behind.
    private int line = 1;

    TemplateFile(Path file, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
    }

    /// The usable templates in the order of the file. Of several for one kind, the last one counts.
    List<NoticeTemplate> read() {
        var found = new ArrayList<NoticeTemplate>();
        for (Iterator<String> lines = lines(); lines.hasNext(); ) {
            String text = lines.next();
            line++;
            if (text.isBlank() || text.stripLeading().startsWith("#")) {
                continue;
            }
            switch (NameValue.split(text)) {
                case NameValue.Malformed(var reason) -> throw fatal(reason + ": \"" + text + "\"");
                case NameValue.Pair(var name, var value) -> {
                    List<String> template = value.startsWith("<<")
                            ? hereDocument(value.substring(2).strip(), lines)
                            : oneLine(value);
                    kind(name).flatMap(kind -> template(kind, template)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private Iterator<String> lines() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).lines().iterator();
        } catch (IOException e) {
            throw new ConfigException("open " + file + ": " + SettingsFile.reason(e), e);
        }
    }

    private static List<String> oneLine(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    private List<String> hereDocument(String end, Iterator<String> lines) {
        if (end.isEmpty()) {
            throw fatal("missing end marker after <<");
        }
        var document = new ArrayList<String>();
        while (lines.hasNext()) {
            String text = lines.next();
            line++;
            if (text.equals(end)) {
                return document;
            }
            document.add(text);
        }
        warnings.accept(place() + "missing \"" + end + "\" end marker");
        return document;
    }

    private Optional<Kind> kind(String name) {
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(candidate -> name.equals(candidate.word() + "_template"))
                .findFirst();
        if (kind.isEmpty()) {
            warnings.accept(place() + "unknown template name: " + name + " -- ignoring this template");
        }
        return kind;
    }

    private Optional<NoticeTemplate> template(Kind kind, List<String> lines) {
        NoticeTemplate made = NoticeTemplates.builtIn(kind);
        int at = 0;
        for (Matcher header = HEADER.matcher(""); at < lines.size(); at++) {
            if (!header.reset(lines.get(at)).matches()) {
                break;
            }
            String label = header.group(1);
            String value = header.group(2).strip();
            if (value.isEmpty() || !isAscii(value)) {
                return ignored((value.isEmpty() ? "empty" : "non-ASCII") + " \"" + label + "\" header value", kind);
            }
            Optional<NoticeTemplate> next = withHeader(made, label, value);
            if (next.isEmpty()) {
                String why = label.equalsIgnoreCase(POSTMASTER_SUBJECT) ? "inapplicable" : "unknown";
                return ignored(why + " \"" + label + "\" header label", kind);
            }
            made = next.get();
        }
        at += at < lines.size() && lines.get(at).isBlank() ? 1 : 0;
        List<String> text = List.copyOf(lines.subList(at, lines.size()));
        if (text.isEmpty()) {
            return ignored("missing message text", kind);
        }
        if (made.charset().equalsIgnoreCase("us-ascii") && !text.stream().allMatch(TemplateFile::isAscii)) {
            warnings.accept(file + ": 8-bit message text in " + kind.word() + " template");
            warnings.accept("please specify a charset value other than us-ascii");
            warnings.accept("-- ignoring this template for now");
            return Optional.empty();
        }
        return Optional.of(made.withText(text));
    }

    private Optional<NoticeTemplate> ignored(String what, Kind kind) {
        warnings.accept(file + ": " + what + " in " + kind.word() + IGNORED);
        return Optional.empty();
    }

    private static Optional<NoticeTemplate> withHeader(NoticeTemplate old, String label, String value) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "charset" -> Optional.of(copy(old, value, old.from(), old.subject(), old.postmasterSubject()));
            case "from" -> Optional.of(copy(old, old.charset(), value, old.subject(), old.postmasterSubject()));
            case "subject" -> Optional.of(copy(old, old.charset(), old.from(), value, old.postmasterSubject()));
            case POSTMASTER_SUBJECT ->
                old.postmasterSubject()
                        .map(_ -> copy(old, old.charset(), old.from(), old.subject(), Optional.of(value)));
            default -> Optional.empty();
        };
    }

    private static NoticeTemplate copy(
            NoticeTemplate old, String charset, String from, String subject, Optional<String> postmasterSubject) {
        return new NoticeTemplate(old.kind(), charset, from, subject, postmasterSubject, old.text());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private String place() {
        return file + ", line " + line + ": ";
    }

    private ConfigException fatal(String reason) {
        return new ConfigException(place() + reason);
    }
}
