package mta.core.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.posix.Descriptor;

/// The file that `maillog_file` names, in place of syslog.
///
/// @param path the file, or `/dev/stdout`
/// @param mode its permissions where it is created
public record MaillogFile(Path path, int mode) {

    private static final Path STDOUT = Path.of("/dev/stdout");

    /// The file that settings ask for; none where they leave the log to syslog.
    ///
    /// @throws ConfigException where `maillog_file_prefixes` do not allow it, in Postfix's words
    public static Optional<MaillogFile> of(MainCf main) {
        String file = main.get(CoreParameters.MAILLOG_FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (Arrays.stream(main.get(CoreParameters.MAILLOG_FILE_PREFIXES).split("[,\\s]+"))
                .noneMatch(prefix -> !prefix.isEmpty() && file.startsWith(prefix))) {
            throw new ConfigException(
                    "maillog_file value '" + file + "' does not match any prefix in maillog_file_prefixes");
        }
        return Optional.of(new MaillogFile(Path.of(file), mode(main.get(CoreParameters.MAILLOG_FILE_PERMISSIONS))));
    }

    private static int mode(String text) {
        return switch (text) {
            case "0600", "600" -> 0600;
            case "0640", "640" -> 0640;
            case "0644", "644" -> 0644;
            default -> throw new ConfigException("invalid maillog_file_permissions value: " + text);
        };
    }

    /// Opens it for appending; standard output is duplicated, as opening it again would lose its position.
    public Descriptor open() throws IOException {
        return path.equals(STDOUT) ? Descriptor.of(1).duplicate() : Descriptor.append(path, mode);
    }
}
