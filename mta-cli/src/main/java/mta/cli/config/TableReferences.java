package mta.cli.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.cli.config.UsageAnalysis.Place;
import mta.core.config.Braces;
import mta.core.config.ConfigException;
import mta.core.config.SettingsFile;
import mta.core.posix.FileName;

/// Looks for `type:name` in a value, also in braces and behind `proxy:` and `debug:`.
///
/// We do not know whether a value is about tables at all, so everything of that form is taken for one.
final class TableReferences {

    private static final String SEPARATORS = ", \t\r\n";
    private static final int SHOWN = 20;

    private final Path file;
    private final Place place;
    private final Complaints complaints;
    private final Candidates candidates;
    private final Set<String> visited;

    /// Takes the name of a parameter that a table would look at.
    @FunctionalInterface
    interface Candidates {
        void mark(String name, Place place);
    }

    /// @param file whose value it is
    /// @param visited the client files that were looked at, each of which is looked at once
    TableReferences(Path file, Place place, Complaints complaints, Set<String> visited, Candidates candidates) {
        this.file = file;
        this.place = place;
        this.complaints = complaints;
        this.visited = visited;
        this.candidates = candidates;
    }

    void look(String value) throws CommandFailed {
        for (String word : Braces.split(value, SEPARATORS)) {
            if (word.startsWith("#")) {
                warnAboutComment(value, word);
                return;
            }
            if (word.startsWith("{")) {
                look(inside(word));
                continue;
            }
            String type = head(word);
            String name = tail(word);
            while ((type.equals("proxy") || type.equals("debug")) && !name.isEmpty()) {
                type = head(name);
                name = tail(name);
            }
            lookAtTable(type, name);
        }
    }

    private void lookAtTable(String type, String name) throws CommandFailed {
        if (name.startsWith("/")) {
            if (!DatabaseParameters.of(type).isEmpty() && visited.add(type + ":" + name)) {
                lookIntoClientFile(type, name);
            }
        } else if (name.startsWith("{")) {
            look(inside(name));
        } else if (!name.isEmpty() && !name.startsWith(".")) {
            for (String suffix : DatabaseParameters.of(type)) {
                candidates.mark(name + "_" + suffix, place);
            }
        }
    }

    private static String head(String word) {
        int colon = word.indexOf(':');
        return colon < 0 ? word : word.substring(0, colon);
    }

    private static String tail(String word) {
        int colon = word.indexOf(':');
        return colon < 0 ? "" : word.substring(colon + 1);
    }

    private String inside(String word) {
        Braces.Content content = Braces.content(word);
        if (content instanceof Braces.Content.Unbalanced unbalanced) {
            String where = switch (place) {
                case Place.Main _ -> "main.cf";
                case Place.Service(var line) -> "master.cf:" + line.nameAndType();
            };
            complaints.warn(where + ": " + unbalanced.complaint());
        }
        return content.text();
    }

    private void warnAboutComment(String value, String word) {
        String rest = value.substring(value.indexOf(word) + word.length()).stripLeading();
        complaints.warn("%s: #comment after other text is not allowed: %s %s..."
                .formatted(file, word, rest.substring(0, Math.min(SHOWN, rest.length()))));
    }

    private void lookIntoClientFile(String type, String name) throws CommandFailed {
        Path path = FileName.of(name);
        String what = "open \"" + type + "\" configuration \"" + name + "\": ";
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                complaints.warn(what + "not a regular file");
                return;
            }
            SettingsFile settings = SettingsFile.parse(path, Files.readString(path, StandardCharsets.ISO_8859_1));
            settings.warnings().forEach(complaints::warn);
            List<String> parameters = DatabaseParameters.of(type);
            settings.settings().forEach((parameter, setting) -> {
                if (!parameters.contains(parameter)) {
                    complaints.warn("%s:%s: unused parameter: %s=%s".formatted(type, name, parameter, setting.value()));
                }
            });
        } catch (IOException e) {
            // Such files hold passwords, so it is no surprise that not everybody may read them.
            if (!(e instanceof AccessDeniedException)) {
                complaints.warn(what + SettingsFile.reason(e));
            }
        } catch (ConfigException e) {
            throw Complaints.fatal(e.getMessage());
        }
    }
}
