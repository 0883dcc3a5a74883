package mta.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import mta.core.posix.FileName;

/// Reads `master.cf`, as master(5) describes it.
final class MasterCfFile {

    private static final CompatibilityLevel NO_CHROOT_BY_DEFAULT = new CompatibilityLevel(1, 0, 0);

    private final Path path;
    private final MainCf main;
    private final boolean chrootByDefault;
    private final List<String> warnings = new ArrayList<>();

    MasterCfFile(Path path, MainCf main) {
        this.path = path;
        this.main = main;
        this.chrootByDefault = main.compatibilityLevel().compareTo(NO_CHROOT_BY_DEFAULT) < 0;
    }

    MasterCf read() {
        var services = new LinkedHashMap<String, ServiceEntry>();
        for (LogicalLine line : LogicalLines.of(SettingsFile.text(path), FileName.bytes(path), warnings::add)) {
            ServiceEntry entry = new Fields(line).entry();
            entry.badOption()
                    .ifPresent(problem -> warnings.add(FileName.bytes(path) + ": line " + line.number() + ": service "
                            + entry.name() + " cannot start: " + problem));
            String key = entry.endpoint() + "/" + entry.type();
            if (services.putIfAbsent(key, entry) != null) {
                warnings.add("duplicate master.cf entry for service \"" + entry.name() + "\" (" + entry.endpoint()
                        + ") -- using the last entry");
                services.put(key, entry);
            }
        }
        return new MasterCf(List.copyOf(services.values()), warnings);
    }

    /// The fields of one line, read from left to right.
    private final class Fields {

        private final MasterLine line;
        private int next;

        Fields(LogicalLine text) {
            Consumer<String> refused = complaint -> {
                throw bad(text.number(), complaint);
            };
            this.line = MasterLine.parse(text, refused, _ -> {});
        }

        ServiceEntry entry() {
            String name = text("service name");
            ServiceEntry.Type type = type(text("transport type"));
            boolean isPrivate = flag("private", true);
            if (type == ServiceEntry.Type.INET && isPrivate) {
                throw bad("inet service cannot be private");
            }
            boolean unprivileged = flag("unprivileged", true);
            boolean chroot = flag("chroot", chrootByDefault);
            String wakeup = optional("wakeup_time", "0");
            boolean onlyIfUsed = wakeup.endsWith("?");
            int seconds = number("wakeup_time", onlyIfUsed ? wakeup.substring(0, wakeup.length() - 1) : wakeup);
            int limit = processLimit();
            String command = text("command");
            return new ServiceEntry(
                    name,
                    type,
                    isPrivate,
                    unprivileged,
                    chroot,
                    Duration.ofSeconds(seconds),
                    onlyIfUsed && seconds > 0,
                    limit,
                    command,
                    List.copyOf(line.arguments()),
                    line.overrides((_, _) -> {}),
                    line.number());
        }

        private int processLimit() {
            String limit = optional("max_proc", "-");
            return limit.equals("-") ? main.get(CoreParameters.DEFAULT_PROCESS_LIMIT) : number("max_proc", limit);
        }

        private ServiceEntry.Type type(String word) {
            for (ServiceEntry.Type type : ServiceEntry.Type.values()) {
                if (type.word().equals(word)) {
                    return type;
                }
            }
            throw bad("bad transport type: " + word);
        }

        private boolean flag(String field, boolean byDefault) {
            String word = optional(field, byDefault ? "y" : "n");
            return switch (word) {
                case "y" -> true;
                case "n" -> false;
                default -> throw badValue(field, word);
            };
        }

        private int number(String field, String word) {
            try {
                if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    return Integer.parseInt(word);
                }
            } catch (NumberFormatException e) {
                throw new ConfigException(badValue(field, word).getMessage(), e);
            }
            throw badValue(field, word);
        }

        private String text(String field) {
            String word = optional(field, "-");
            if (word.equals("-")) {
                throw bad("field \"" + field + "\" has no default value");
            }
            return word;
        }

        /// The next field, or what its absence stands for. A field that is not there at all is an error.
        private String optional(String field, String standsFor) {
            if (next == line.words().size()) {
                throw bad("missing \"" + field + "\" field");
            }
            String word = line.words().get(next++);
            return word.equals("-") ? standsFor : word;
        }

        private ConfigException badValue(String field, String word) {
            return bad("field \"" + field + "\": bad value: \"" + word + "\"");
        }

        private ConfigException bad(String message) {
            return bad(line.number(), message);
        }

        private ConfigException bad(int number, String message) {
            return new ConfigException(path + ": line " + number + ": " + message);
        }
    }
}
