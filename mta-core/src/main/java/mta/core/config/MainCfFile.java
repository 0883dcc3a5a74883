package mta.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Settings read from a file.
final class MainCfFile implements MainCf {

    private static final Pattern NAME = Pattern.compile("\\$(?:\\$|(\\w+)|\\{(\\w+)}|\\((\\w+)\\))");

    private final Path directory;
    private final Map<String, String> settings;

    private MainCfFile(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings = Map.copyOf(settings);
    }

    static MainCf read(Path directory) {
        Path file = directory.resolve("main.cf");
        var settings = new HashMap<String, String>();
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String line : text.replaceAll("(?m)^\\s*(#.*)?\\n", "")
                    .replaceAll("\\r?\\n[ \\t]+", " ")
                    .lines()
                    .toList()) {
                int equals = line.indexOf('=');
                if (equals < 0) {
                    throw new ConfigException(file + ": missing '=' after attribute name: \"" + line + "\"");
                }
                settings.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        } catch (IOException e) {
            throw new ConfigException("open " + file + ": " + e.getMessage(), e);
        }
        return new MainCfFile(directory, settings);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public <T> T get(Parameter<T> parameter) {
        return read(parameter, settings.getOrDefault(parameter.name(), parameter.defaultText()));
    }

    @Override
    public <T> T get(String transport, String suffix, Parameter<T> general) {
        String own = settings.get(transport + suffix);
        return own == null ? get(general) : read(general, own);
    }

    private <T> T read(Parameter<T> parameter, String text) {
        return parameter.read(parameter.kind() == Parameter.Kind.RAW ? text : expand(text));
    }

    @Override
    public String expand(String text) {
        return NAME.matcher(text).replaceAll(match -> {
            for (int group = 1; group <= 3; group++) {
                String name = match.group(group);
                if (name != null) {
                    return java.util.regex.Matcher.quoteReplacement(expand(settings.getOrDefault(
                            name,
                            Catalogue.find(name).map(Parameter::defaultText).orElse(""))));
                }
            }
            return "\\$";
        });
    }

    @Override
    public MainCf withOverrides(Map<String, String> overrides) {
        var merged = new HashMap<>(settings);
        merged.putAll(overrides);
        return new MainCfFile(directory, merged);
    }

    @Override
    public void check() {
        Catalogue.all().forEach(this::get);
    }
}
