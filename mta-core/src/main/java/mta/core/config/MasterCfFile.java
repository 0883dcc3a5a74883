package mta.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Reads `master.cf`.
final class MasterCfFile {

    private MasterCfFile() {}

    static MasterCf read(Path directory, MainCf main) {
        var services = new LinkedHashMap<String, ServiceEntry>();
        try {
            String text = Files.readString(directory.resolve("master.cf"));
            int number = 0;
            for (String line : text.replaceAll("(?m)^\\s*(#.*)?\\n", "")
                    .replaceAll("\\n[ \\t]+", " ")
                    .lines()
                    .toList()) {
                var entry = entry(line.strip().split("\\s+"), ++number, main);
                services.put(entry.name() + "/" + entry.type(), entry);
            }
        } catch (IOException e) {
            throw new ConfigException("open " + directory.resolve("master.cf") + ": " + e.getMessage(), e);
        }
        return new MasterCf(List.copyOf(services.values()));
    }

    private static ServiceEntry entry(String[] words, int line, MainCf main) {
        var overrides = new LinkedHashMap<String, String>();
        var arguments = new ArrayList<String>();
        for (int i = 8; i < words.length; i++) {
            arguments.add(words[i]);
            if (words[i].equals("-o") && i + 1 < words.length) {
                arguments.add(words[++i]);
                int equals = words[i].indexOf('=');
                overrides.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
        String wakeup = words[5];
        return new ServiceEntry(
                words[0],
                ServiceEntry.Type.valueOf(words[1].toUpperCase(Locale.ROOT).replace('-', '_')),
                !words[2].equals("n"),
                !words[3].equals("n"),
                words[4].equals("y"),
                wakeup.equals("-") ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(wakeup.replace("?", ""))),
                wakeup.endsWith("?"),
                words[6].equals("-") ? main.get(CoreParameters.DEFAULT_PROCESS_LIMIT) : Integer.parseInt(words[6]),
                words[7],
                List.copyOf(arguments),
                overrides,
                line);
    }
}
