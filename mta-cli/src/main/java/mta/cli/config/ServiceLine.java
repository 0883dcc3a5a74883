package mta.cli.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.core.config.LogicalLine;
import mta.core.config.MasterLine;

/// A service as `master.cf` has it, and what is found out about its `-o` settings.
final class ServiceLine {

    /// The names of the fields, as `postconf -F` has them.
    static final List<String> FIELD_NAMES =
            List.of("service", "type", "private", "unprivileged", "chroot", "wakeup", "process_limit", "command");

    private static final List<String> TYPES = List.of("unix", "fifo", "inet", "pass", "unix-dgram");
    private static final int TYPE = 1;
    private static final int PRIVATE = 2;
    private static final int CHROOT = 4;
    private static final int WAKEUP = 5;
    private static final int PROCESS_LIMIT = 6;
    private static final int COMMAND = 7;

    private final List<String> words;
    private final Map<String, String> parameters;
    private final Set<String> validNames = new HashSet<>();

    private ServiceLine(List<String> words, Map<String, String> parameters) {
        this.words = List.copyOf(words);
        this.parameters = parameters;
    }

    /// Takes a line apart.
    ///
    /// @param shared the settings of services of the same name and type that came before; those of this one
    ///     are added
    /// @param warnings takes complaints about braces
    /// @throws BadFieldCount if fields are missing
    /// @throws CommandFailed if a field has a bad value
    static ServiceLine parse(LogicalLine line, Map<String, Map<String, String>> shared, Consumer<String> warnings)
            throws BadFieldCount, CommandFailed {
        MasterLine master = MasterLine.parse(line, complaint -> warnings.accept("master.cf: " + complaint));
        if (master.words().size() < MasterLine.FIELDS) {
            throw new BadFieldCount();
        }
        check(master.words(), line.text());
        Map<String, String> own = master.overrides((_, _) -> {});
        String key = master.words().getFirst() + "/" + master.words().get(TYPE);
        Map<String, String> all = shared.getOrDefault(key, Map.of());
        if (!own.isEmpty()) {
            all = shared.computeIfAbsent(key, _ -> new LinkedHashMap<>());
            all.putAll(own);
        }
        return new ServiceLine(master.words(), all);
    }

    /// A line has too few fields.
    static final class BadFieldCount extends Exception {
        BadFieldCount() {
            super("bad field count");
        }
    }

    String name() {
        return words.getFirst();
    }

    String type() {
        return words.get(TYPE);
    }

    String command() {
        return words.get(COMMAND);
    }

    List<String> words() {
        return words;
    }

    /// `name/type`.
    String nameAndType() {
        return name() + "/" + type();
    }

    /// The `-o` settings, together with those of other lines of the same name and type.
    Map<String, String> parameters() {
        return parameters;
    }

    /// The names among the settings that are known to be meant.
    Set<String> validNames() {
        return validNames;
    }

    /// This service with another field.
    ///
    /// @param field which, counted from 0; the last one is the command with its arguments
    ServiceLine withField(int field, String value, Consumer<String> warnings) throws CommandFailed {
        var changed = new ArrayList<String>();
        if (field == COMMAND) {
            changed.addAll(MasterLine.parse(
                            new LogicalLine(0, "- - - - - - - " + value),
                            complaint -> warnings.accept("master.cf: " + complaint))
                    .words());
            for (int i = 0; i < COMMAND; i++) {
                changed.set(i, words.get(i));
            }
        } else {
            changed.addAll(words);
            changed.set(field, value);
        }
        check(changed, value);
        return new ServiceLine(changed, parameters);
    }

    /// This service with a setting changed, or added after the others.
    ServiceLine withParameter(String name, String value) {
        var changed = new ArrayList<>(words);
        boolean found = false;
        int i = MasterLine.FIELDS;
        for (; i < changed.size() && !MasterLine.endsOptions(changed.get(i)); i++) {
            if (changed.get(i).equals("-o") && i + 1 < changed.size()) {
                i++;
                if (changed.get(i).startsWith(name + "=")) {
                    changed.set(i, name + "=" + value);
                    found = true;
                }
            }
        }
        if (!found) {
            changed.addAll(i, Arrays.asList("-o", name + "=" + value));
        }
        return new ServiceLine(changed, parameters);
    }

    /// This service without a setting.
    ServiceLine withoutParameter(String name) {
        var changed = new ArrayList<>(words.subList(0, MasterLine.FIELDS));
        int i = MasterLine.FIELDS;
        while (i < words.size() && !MasterLine.endsOptions(words.get(i))) {
            boolean pair = words.get(i).equals("-o") && i + 1 < words.size();
            if (!pair) {
                changed.add(words.get(i++));
            } else if (words.get(i + 1).startsWith(name + "=")) {
                i += 2;
            } else {
                changed.add(words.get(i++));
                changed.add(words.get(i++));
            }
        }
        changed.addAll(words.subList(i, words.size()));
        return new ServiceLine(changed, parameters);
    }

    private static void check(List<String> words, String text) throws CommandFailed {
        refuseUnless(TYPES.contains(words.get(TYPE)), TYPE, words, text);
        for (int field = PRIVATE; field <= CHROOT; field++) {
            refuseUnless(words.get(field).matches("[-yn]?"), field, words, text);
        }
        refuseUnless(words.get(WAKEUP).matches("(-|[0-9]*)\\??"), WAKEUP, words, text);
        refuseUnless(words.get(PROCESS_LIMIT).matches("-|[0-9]*"), PROCESS_LIMIT, words, text);
    }

    private static void refuseUnless(boolean good, int field, List<String> words, String text) throws CommandFailed {
        if (!good) {
            throw new CommandFailed(
                    ExitStatus.FATAL,
                    "invalid %s field \"%s\" in \"%s\"".formatted(FIELD_NAMES.get(field), words.get(field), text));
        }
    }
}
