package mta.cli.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.core.config.LogicalLine;
import mta.core.config.MasterLine;
import mta.core.config.NameValue;
import mta.core.config.WhiteSpace;

/// `postconf -M`, `-F` and `-P` with `-e`, `-X` and `-#`: replaces, adds, removes and comments out services of
/// `master.cf`, their fields and their settings, and leaves everything else as it stands.
final class MasterCfEdit {

    private static final String NAMES = "-Me, -Fe, -Pe, -X, or -#";
    private static final String BLANKS = " \t\r\n";
    private static final int COMMAND = MasterLine.FIELDS - 1;

    private final Path path;
    private final PostconfOptions options;
    private final Complaints complaints;
    private final Layout layout = new Layout(true);
    private final List<Request> requests = new ArrayList<>();
    private final Set<Request> matched = new HashSet<>();

    /// One thing to do.
    ///
    /// @param text as it was given
    /// @param pattern which service, and what of it
    /// @param value what it becomes; empty where it is removed or commented out
    private record Request(String text, ServicePattern pattern, String value) {}

    MasterCfEdit(Path path, PostconfOptions options, Complaints complaints) {
        this.path = path;
        this.options = options;
        this.complaints = complaints;
    }

    void run() throws IOException, CommandFailed {
        for (String operand : options.operands()) {
            requests.add(request(operand));
        }
        FileEdit.edit(path, this::change);
    }

    private Request request(String operand) throws CommandFailed {
        if (operand.indexOf('\n') >= 0) {
            throw Complaints.fatal(NAMES + " accept no multi-line input");
        }
        String text = WhiteSpace.trim(operand);
        if (text.startsWith("#")) {
            throw Complaints.fatal(NAMES + " accept no comment input");
        }
        if (!options.has('e')) {
            if (text.indexOf('=') >= 0) {
                throw Complaints.fatal("-X or -# requires names without value");
            }
            return new Request(operand, pattern(text), "");
        }
        return switch (NameValue.split(text)) {
            case NameValue.Pair(var name, var value) -> {
                checkValue(value, pattern(name));
                yield new Request(operand, pattern(name), value);
            }
            case NameValue.Malformed(var reason) -> throw Complaints.fatal(reason + ": \"" + operand + "\"");
        };
    }

    private ServicePattern pattern(String text) throws CommandFailed {
        int parts = options.mode() == PostconfOptions.Mode.SERVICES ? 2 : 3;
        Optional<ServicePattern> pattern = ServicePattern.parse(text, parts, parts);
        return switch (options.mode()) {
            case SERVICES -> pattern.orElseThrow(() -> Complaints.fatal("-Me, -MX or -M# requires service_name/type"));
            case FIELDS -> {
                ServicePattern field =
                        pattern.orElseThrow(() -> Complaints.fatal("-Fe or -FX requires service_name/type/field_name"));
                if (field.isAnything()) {
                    throw Complaints.fatal("-Fe does not accept wild-card field name");
                }
                ServiceListing.fieldNumber(field.what());
                yield field;
            }
            default -> {
                ServicePattern parameter =
                        pattern.orElseThrow(() -> Complaints.fatal("-Pe or -PX requires service_name/type/parameter"));
                if (parameter.isAnything()) {
                    throw Complaints.fatal("-Pe does not accept wild-card parameter name");
                }
                yield parameter;
            }
        };
    }

    private void checkValue(String value, ServicePattern pattern) throws CommandFailed {
        boolean hasBlanks = value.chars().anyMatch(c -> BLANKS.indexOf(c) >= 0);
        switch (options.mode()) {
            case FIELDS -> {
                if (hasBlanks && ServiceListing.fieldNumber(pattern.what()) < COMMAND) {
                    throw Complaints.fatal("-Fe does not accept whitespace in non-command field");
                }
            }
            case SERVICE_PARAMETERS -> {
                if (hasBlanks) {
                    throw Complaints.fatal("-Pe does not accept whitespace in parameter value");
                }
            }
            default -> {}
        }
    }

    private String change(List<String> lines) throws CommandFailed {
        var text = new StringBuilder();
        int i = 0;
        while (i < lines.size()) {
            if (FileEdit.saysNothing(lines.get(i)) || FileEdit.continues(lines.get(i))) {
                text.append(lines.get(i++));
                continue;
            }
            var entry = new Entry(i + 1);
            entry.says.add(lines.get(i++));
            while (i < lines.size() && (FileEdit.saysNothing(lines.get(i)) || FileEdit.continues(lines.get(i)))) {
                entry.add(lines.get(i++));
            }
            text.append(changed(entry));
        }
        for (Request request : requests) {
            if (!matched.contains(request)) {
                text.append(unmatched(request));
            }
        }
        return text.toString();
    }

    /// The lines of a service, and the comments and empty lines between and after them.
    private static final class Entry {

        private final int number;
        private final List<String> says = new ArrayList<>();
        private final List<String> all = new ArrayList<>();

        Entry(int number) {
            this.number = number;
        }

        void add(String line) {
            if (!FileEdit.saysNothing(line)) {
                says.add(line);
            }
            all.add(line);
        }

        String first() {
            return says.getFirst();
        }

        String nothings() {
            return String.join("", all.stream().filter(FileEdit::saysNothing).toList());
        }
    }

    private String changed(Entry entry) throws CommandFailed {
        String[] names = nameAndType(entry);
        var applicable = new ArrayList<Request>();
        var replacements = new ArrayList<ServiceLine>();
        for (Request request : requests) {
            boolean replaces = options.mode() == PostconfOptions.Mode.SERVICES && options.has('e');
            ServiceLine replacement = replaces ? parse(request) : null;
            boolean matches = request.pattern().matches(names[0], names[1])
                    || (replacement != null
                            && replacement.name().equals(names[0])
                            && replacement.type().equals(names[1]));
            if (matches) {
                applicable.add(request);
                if (matched.add(request) && replacement != null) {
                    replacements.add(replacement);
                }
            }
        }
        if (applicable.isEmpty()) {
            return entry.first() + String.join("", entry.all);
        }
        if (options.mode() == PostconfOptions.Mode.SERVICES) {
            return changedService(entry, replacements);
        }
        ServiceLine service = parse(entry);
        for (Request request : applicable) {
            service = changedPart(service, request);
        }
        return entry.nothings() + layout.written(service) + "\n";
    }

    private String changedService(Entry entry, List<ServiceLine> replacements) {
        if (options.has('#')) {
            var text = new StringBuilder("#" + entry.first());
            entry.all.forEach(
                    line -> text.append(FileEdit.saysNothing(line) ? "" : "#").append(line));
            return text.toString();
        }
        String replacement = replacements.isEmpty() ? "" : layout.written(replacements.getLast()) + "\n";
        return replacement + entry.nothings();
    }

    private ServiceLine changedPart(ServiceLine service, Request request) throws CommandFailed {
        String what = request.pattern().what();
        if (options.mode() == PostconfOptions.Mode.FIELDS) {
            return service.withField(ServiceListing.fieldNumber(what), request.value(), complaints::warn);
        }
        return options.has('X') ? service.withoutParameter(what) : service.withParameter(what, request.value());
    }

    private String[] nameAndType(Entry entry) throws CommandFailed {
        String[] words = WhiteSpace.trim(entry.first()).split("[ \\t\\r\\n]+");
        String place = "file " + path + ": line " + entry.number + ": ";
        if (words.length < 2) {
            throw Complaints.fatal(place + "specify service name and type on the same line");
        }
        if (words[0].indexOf('=') >= 0) {
            throw Complaints.fatal(place + "service name syntax \"" + words[0] + "\" is unsupported with " + NAMES);
        }
        if (words[1].indexOf('=') >= 0 || words[1].indexOf('/') >= 0) {
            throw Complaints.fatal(place + "service type syntax \"" + words[1] + "\" is unsupported with " + NAMES);
        }
        return words;
    }

    private String unmatched(Request request) throws CommandFailed {
        if (options.mode() == PostconfOptions.Mode.SERVICES && options.has('e')) {
            return layout.written(parse(request)) + "\n";
        }
        if (options.mode() != PostconfOptions.Mode.SERVICES) {
            complaints.warn("unmatched service_name/type: \"" + request.text() + "\"");
        }
        return "";
    }

    private ServiceLine parse(Request request) throws CommandFailed {
        try {
            return ServiceLine.parse(new LogicalLine(0, request.value()), new HashMap<>(), complaints::warn);
        } catch (ServiceLine.BadFieldCount e) {
            throw Complaints.fatal(e.getMessage() + ": \"" + request.text() + "\"");
        }
    }

    private ServiceLine parse(Entry entry) throws CommandFailed {
        try {
            String text = String.join("", entry.says);
            return ServiceLine.parse(new LogicalLine(entry.number, text), new HashMap<>(), complaints::warn);
        } catch (ServiceLine.BadFieldCount e) {
            throw Complaints.fatal("file " + path + ": line " + entry.number + ": " + e.getMessage());
        }
    }
}
