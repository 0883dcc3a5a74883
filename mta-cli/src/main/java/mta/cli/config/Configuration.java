package mta.cli.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mta.cli.CommandFailed;
import mta.core.config.LogicalLine;
import mta.core.config.LogicalLines;
import mta.core.config.NameValue;
import mta.core.config.SettingsFile;
import mta.core.config.SettingsFile.Setting;
import mta.core.posix.FileName;

/// The two files as postconf(1) sees them: bytes as Latin-1, so that they come out as they went in.
///
/// @param directory where they are
/// @param main what `main.cf` and `-o` set, unexpanded
/// @param services the lines of `master.cf`
record Configuration(Path directory, Map<String, String> main, List<ServiceLine> services) {

    private static final String DIRECTORY = "config_directory";

    /// What to do when `master.cf` cannot be opened.
    enum WithoutMaster {
        FAIL,
        WARN
    }

    /// Reads `main.cf`.
    ///
    /// @param namesDirectory whether the directory was chosen by the caller; then `config_directory` counts as set
    /// @param overrides settings as `name=value`
    static Map<String, String> readMain(
            Path directory, boolean namesDirectory, List<String> overrides, Complaints complaints)
            throws CommandFailed {
        var main = new LinkedHashMap<String, String>();
        Path path = directory.resolve("main.cf");
        SettingsFile file = SettingsFile.parse(path, text(path));
        if (namesDirectory) {
            main.put(DIRECTORY, FileName.bytes(directory));
            warnIfOverridden(file, directory, complaints);
        }
        file.warnings().forEach(complaints::warn);
        file.settings().forEach((name, setting) -> main.put(name, setting.value()));
        for (String override : overrides) {
            switch (NameValue.split(override)) {
                case NameValue.Pair(var name, var value) -> main.put(name, value);
                case NameValue.Malformed(var reason) ->
                    throw Complaints.fatal("invalid parameter override: " + override + ": " + reason);
            }
        }
        return main;
    }

    private static void warnIfOverridden(SettingsFile file, Path directory, Complaints complaints) {
        Setting setting = file.settings().get(DIRECTORY);
        if (setting != null && !setting.value().equals(FileName.bytes(directory))) {
            complaints.warn("%s, line %d: overriding earlier entry: %s=%s"
                    .formatted(FileName.bytes(file.path()), setting.line(), DIRECTORY, FileName.bytes(directory)));
        }
    }

    /// Reads `master.cf`.
    static List<ServiceLine> readMaster(Path directory, WithoutMaster without, Complaints complaints)
            throws CommandFailed {
        Path path = directory.resolve("master.cf");
        if (without == WithoutMaster.WARN && !Files.isReadable(path)) {
            complaints.warn("open " + FileName.bytes(path) + ": "
                    + (Files.exists(path) ? "Permission denied" : "No such file or directory"));
            return List.of();
        }
        var services = new ArrayList<ServiceLine>();
        var shared = new HashMap<String, Map<String, String>>();
        for (LogicalLine line : LogicalLines.of(text(path), FileName.bytes(path), complaints::warn)) {
            try {
                services.add(ServiceLine.parse(line, shared, complaints::warn));
            } catch (ServiceLine.BadFieldCount e) {
                throw Complaints.fatal(
                        "file " + FileName.bytes(path) + ": line " + line.number() + ": " + e.getMessage());
            }
        }
        return services;
    }

    private static String text(Path path) throws CommandFailed {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Complaints.fatal("open " + FileName.bytes(path) + ": " + SettingsFile.reason(e));
        }
    }
}
