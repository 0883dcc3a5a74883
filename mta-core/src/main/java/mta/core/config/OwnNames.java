package mta.core.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import mta.core.posix.FileName;

/// The names that this system goes by, and what they may look like: `myhostname`, `mydomain`, `myorigin`.
///
/// `myorigin` may name a file whose first line is the name. That is Debian's habit (`myorigin = /etc/mailname`), and
/// so part of most configurations that come from there.
public final class OwnNames {

    private static final int LONGEST = 255;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?![\\d.]+$)\\w([\\w-]{0,61}\\w)?(\\.\\w([\\w-]{0,61}\\w)?)*");
    private static final Pattern SEVERAL = Pattern.compile("[, \\t\\r\\n]");

    private OwnNames() {}

    /// The domain that mail from this machine appears to come from.
    ///
    /// @throws ConfigException where the file that `myorigin` names cannot be read, or it is not one name
    public static String origin(MainCf main) {
        String name = RewriteParameters.MYORIGIN.name();
        String origin = main.get(RewriteParameters.MYORIGIN);
        if (origin.startsWith("/")) {
            String file = origin;
            origin = firstLine(FileName.of(file));
            if (origin.isEmpty()) {
                throw new ConfigException(name + " file " + file + " is empty");
            }
        }
        if (SEVERAL.matcher(origin).find()) {
            throw new ConfigException(name + " parameter setting must not contain multiple values: " + origin);
        }
        return origin;
    }

    private static String firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            return line == null ? "" : WhiteSpace.trim(line);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot open file: " + SettingsFile.reason(e), e);
        }
    }

    /// Looks at all three.
    ///
    /// @throws ConfigException for the first that does not do
    static void check(MainCf main) {
        for (var parameter : List.of(CoreParameters.MYHOSTNAME, CoreParameters.MYDOMAIN)) {
            String value = main.get(parameter);
            if (value.length() > LONGEST || !HOST_NAME.matcher(value).matches()) {
                throw new ConfigException(
                        "file " + FileName.bytes(main.directory().resolve("main.cf")) + ": parameter "
                                + parameter.name() + ": bad parameter value: " + value);
            }
        }
        origin(main);
    }
}
