package mta.cli.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.SettingsFile;

/// Settings that say where things are which all instances share: a new instance has those of the primary one, where it
/// sets them.
final class SharedSettings {

    private static final List<String> NAMES = List.of(
            "command_directory",
            "daemon_directory",
            "meta_directory",
            "mail_owner",
            "setgid_group",
            "sendmail_path",
            "mailq_path",
            "newaliases_path",
            "html_directory",
            "manpage_directory",
            "sample_directory",
            "readme_directory",
            "shlib_directory");

    private final Map<String, SettingsFile.Setting> settings;

    /// @param file the `main.cf` of the primary instance
    SharedSettings(Path file) {
        this.settings = SettingsFile.read(file).settings();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(settings.get(name))
                .map(SettingsFile.Setting::value)
                .filter(value -> !value.isEmpty());
    }

    /// Those that are set, as `name = value`, unexpanded.
    List<String> set() {
        return NAMES.stream()
                .flatMap(name -> value(name).map(value -> name + " = " + value).stream())
                .toList();
    }

    /// The names of the others.
    List<String> unset() {
        return NAMES.stream().filter(name -> value(name).isEmpty()).toList();
    }
}
