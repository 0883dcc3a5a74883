package mta.core.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.SettingsFile.Setting;
import mta.core.posix.FileName;

/// Settings read from a file.
final class MainCfFile implements MainCf {

    private final Path directory;
    private final Map<String, Setting> settings;
    private final SystemDefaults system;
    private final List<String> warnings;
    private final Expander expander = new Expander(this::find);

    private MainCfFile(Path directory, Map<String, Setting> settings, SystemDefaults system, List<String> warnings) {
        this.directory = directory;
        this.settings = Map.copyOf(settings);
        this.system = system;
        this.warnings = List.copyOf(warnings);
    }

    static MainCf read(Path directory, Machine machine) {
        var file = SettingsFile.read(directory.resolve("main.cf"));
        var settings = new LinkedHashMap<>(file.settings());
        // Whatever the file says: it was found, and others are found beside it.
        settings.put("config_directory", new Setting(FileName.bytes(directory), 0));
        return new MainCfFile(directory, settings, new SystemDefaults(machine), file.warnings());
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name)).map(setting -> expanded(name, setting.value()));
    }

    @Override
    public <T> T get(Parameter<T> parameter) {
        return read(parameter, parameter.name());
    }

    @Override
    public <T> T get(String transport, String suffix, Parameter<T> general) {
        String name = transport + suffix;
        return settings.containsKey(name) || Catalogue.find(name).isPresent() ? read(general, name) : get(general);
    }

    @Override
    public String expand(String text) {
        try {
            return expander.expand(text);
        } catch (ExpansionException e) {
            throw new ConfigException("dictionary mail_dict: macro processing error: " + e.getMessage(), e);
        }
    }

    @Override
    public MainCf withOverrides(Map<String, String> overrides) {
        var merged = new LinkedHashMap<>(settings);
        overrides.forEach((name, value) -> merged.put(name, new Setting(value, 0)));
        return new MainCfFile(directory, merged, system, warnings);
    }

    @Override
    public void check() {
        compatibilityLevel();
        // What the file sets comes first: a bad value is to be told by its own name, not by one that has it by default.
        Catalogue.all().stream()
                .filter(parameter -> settings.containsKey(parameter.name()))
                .forEach(this::get);
        Catalogue.all().stream()
                .filter(parameter -> parameter.defaultText().indexOf('$') >= 0)
                .forEach(this::get);
        OwnNames.check(this);
        system.checkInterfaces(this::withoutSystem);
    }

    @Override
    public CompatibilityLevel compatibilityLevel() {
        String text = value("compatibility_level");
        try {
            return CompatibilityLevel.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage() + place("compatibility_level"), e);
        }
    }

    /// Reads the value of a parameter in the way of another one: its own, or the general one behind it.
    private <T> T read(Parameter<T> parameter, String name) {
        Setting setting = settings.get(name);
        String text;
        if (parameter.kind() == Parameter.Kind.RAW) {
            text = setting == null ? parameter.defaultText() : setting.value();
        } else if (setting == null && isAsItStands(parameter, name)) {
            text = parameter.defaultText();
        } else {
            text = setting == null ? value(name) : expanded(name, setting.value());
        }
        try {
            return parameter
                    .withName(name, parameter.defaultText(), parameter.summary())
                    .read(text);
        } catch (ConfigException e) {
            throw new ConfigException(e.getMessage() + place(name), e);
        }
    }

    /// Whether the default needs nothing but itself: then the whole catalogue, which takes as long to make as a short
    /// command works, is not asked.
    private static boolean isAsItStands(Parameter<?> parameter, String name) {
        return parameter.name().equals(name) && parameter.defaultText().indexOf('$') < 0 && !SystemDefaults.makes(name);
    }

    private String value(String name) {
        return expanded(name, find(name).orElse(""));
    }

    private String expanded(String name, String text) {
        try {
            return expander.expand(text);
        } catch (ExpansionException e) {
            throw new ConfigException(
                    "dictionary mail_dict: macro processing error: " + e.getMessage() + place(name), e);
        }
    }

    @Override
    public Optional<String> origin(String name) {
        return Optional.ofNullable(settings.get(name))
                .filter(setting -> setting.line() != 0)
                .map(setting -> FileName.bytes(directory.resolve("main.cf")) + ", line " + setting.line());
    }

    /// Where a parameter is set, to be added to a message; empty for a default and for an override.
    private String place(String name) {
        return origin(name).map(origin -> " (" + origin + ")").orElse("");
    }

    /// The value of a name as `$name` sees it. Defaults are expanded, so that `${name?…}` looks at what they come to.
    private Optional<String> find(String name) {
        return settings.containsKey(name) || !SystemDefaults.makes(name)
                ? withoutSystem(name)
                : system.find(name, this::withoutSystem);
    }

    private Optional<String> withoutSystem(String name) {
        Setting setting = settings.get(name);
        if (setting != null) {
            return Optional.of(setting.value());
        }
        return SystemDefaults.makes(name)
                ? Optional.empty()
                : Catalogue.find(name).map(parameter -> expander.expand(parameter.defaultText()));
    }
}
