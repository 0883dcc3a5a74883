package mta.cli.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mta.cli.CommandFailed;
import mta.core.config.NameValue;
import mta.core.config.WhiteSpace;

/// `postconf -e`, `-X` and `-#` on `main.cf`: sets, removes or comments out parameters, and leaves everything else as
/// it stands.
final class MainCfEdit {

    private final Path path;
    private final PostconfOptions options;
    private final Complaints complaints;

    /// The names to be edited, with their new values; those are empty where a name is removed or commented out.
    private final Map<String, String> requests = new TreeMap<>();

    MainCfEdit(Path path, PostconfOptions options, Complaints complaints) {
        this.path = path;
        this.options = options;
        this.complaints = complaints;
    }

    void run() throws IOException, CommandFailed {
        for (String operand : options.operands()) {
            NameValue.Pair request = request(operand);
            String earlier = requests.put(request.name(), request.value());
            if (earlier != null) {
                complaints.warn("ignoring earlier request: '" + request.name() + " = " + earlier + "'");
            }
        }
        FileEdit.edit(path, this::change);
    }

    private NameValue.Pair request(String operand) throws CommandFailed {
        if (operand.indexOf('\n') >= 0) {
            throw Complaints.fatal("-e, -X, or -# accepts no multi-line input");
        }
        String text = operand.substring(WhiteSpace.skip(operand, 0, operand.length()));
        if (text.startsWith("#")) {
            throw Complaints.fatal("-e, -X, or -# accepts no comment input");
        }
        if (options.has('e')) {
            return switch (NameValue.split(text)) {
                case NameValue.Pair pair -> pair;
                case NameValue.Malformed(var reason) -> throw Complaints.fatal(reason + ": \"" + text + "\"");
            };
        }
        if (text.isEmpty()) {
            throw Complaints.fatal("-X or -# requires non-blank parameter names");
        }
        if (text.indexOf('=') >= 0) {
            throw Complaints.fatal("-X or -# requires parameter names without value");
        }
        return new NameValue.Pair(WhiteSpace.trim(text), "");
    }

    private String change(List<String> lines) {
        var text = new StringBuilder();
        var found = new HashMap<String, Integer>();
        boolean chosen = false;
        for (String line : lines) {
            if (FileEdit.saysNothing(line)) {
                text.append(line);
            } else if (FileEdit.continues(line)) {
                if (!chosen || options.has('#')) {
                    text.append(chosen ? "#" : "").append(line);
                }
            } else {
                String name = name(line);
                chosen = requests.containsKey(name);
                if (chosen && found.merge(name, 1, Integer::sum) == 2) {
                    complaints.warn(path + ": multiple entries for \"" + name + "\"");
                }
                text.append(chosen ? replacement(name, line) : line);
            }
        }
        if (options.has('e')) {
            requests.forEach((name, value) -> text.append(found.containsKey(name) ? "" : name + " = " + value + "\n"));
        }
        return text.toString();
    }

    private String replacement(String name, String line) {
        if (options.has('e')) {
            return name + " = " + requests.get(name) + "\n";
        }
        return options.has('#') ? "#" + line : "";
    }

    private static String name(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '=' && !WhiteSpace.is(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }
}
