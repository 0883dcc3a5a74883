package mta.cli.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Optional;
import mta.core.log.ErrorText;
import mta.core.posix.FileName;

/// Values of tables that are the content of files, as `postmap -F` builds them: kept in base64.
final class FileValue {

    private FileValue() {}

    /// @throws IOException with the text for the user, where the file cannot be read
    static String encode(String file) throws IOException {
        var path = FileName.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException("read " + file + ": Is a directory");
        }
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new IOException("open " + file + ": " + ErrorText.of(e), e);
        }
    }

    /// The content again; nothing where the value is no base64.
    static Optional<String> decode(String value) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
