package mta.core.log;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.posix.Descriptor;
import mta.core.posix.FileName;
import mta.core.posix.HeldFile;

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
        return Optional.of(new MaillogFile(FileName.of(file), mode(main.get(CoreParameters.MAILLOG_FILE_PERMISSIONS))));
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
    ///
    /// Root opens it, too. Where others may write to the directory, they must not lead the log into another file.
    public Descriptor open() throws IOException {
        if (path.equals(STDOUT)) {
            return Descriptor.of(1).duplicate();
        }
        Path file = HeldFile.followed(path);
        Path directory = file.toAbsolutePath().getParent();
        return !Files.isDirectory(directory) || HeldFile.isTrustedDirectory(directory)
                ? Descriptor.append(file, mode)
                : openAmongOthers(file);
    }

    private Descriptor openAmongOthers(Path name) throws IOException {
        var file = Descriptor.append(name, mode, Descriptor.Links.REFUSED);
        if (file.names() > 1) {
            file.close();
            throw new FileSystemException(name.toString(), null, "it has other names, in a directory of others");
        }
        return file;
    }
}
