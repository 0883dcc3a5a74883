package mta.delivery.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.posix.Accounts;
import mta.core.posix.User;

/// Files that say where mail goes: `.forward` and `:include:`. Each is read with the rights of whom it serves.
///
/// @param rights takes them
/// @param forwards finds `.forward` files
/// @param warnings told why a file does not count
record ListFiles(RecipientRights rights, ForwardFiles forwards, Consumer<String> warnings) {

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int WRITABLE_BY_ALL = 0002;

    /// What a file says.
    ///
    /// @param path the file
    /// @param rights whose rights its files and commands get; nobody's in particular where it is root's
    /// @param destinations where mail goes
    record Listed(Path path, Optional<User> rights, List<Destination> destinations) {}

    /// The file of an account; nothing where it has none.
    ///
    /// @param local the address without its domain
    Optional<Listed> forward(User user, String local) throws IOException {
        return rights.with(Optional.of(user), () -> {
            var path = forwards.find(user, local, warnings);
            return path.isPresent()
                    ? Optional.of(new Listed(path.get(), Optional.of(user), read(path.get())))
                    : Optional.empty();
        });
    }

    /// A file that an alias names; nothing, and a warning, where it may not be used.
    ///
    /// A list that root's alias includes has the rights of its owner, and is read with them, as he could lead root
    /// elsewhere; one that somebody else includes has no more than he has.
    ///
    /// @param reader whose rights count; root's where nobody is named
    Optional<Listed> include(String path, Optional<User> reader) throws IOException {
        if (!path.startsWith("/")) {
            warnings.accept(Destination.INCLUDE + path + " uses a relative path");
            return Optional.empty();
        }
        var file = Path.of(path);
        try {
            if (!rights.with(reader, () -> isUsable(file))) {
                return Optional.empty();
            }
            int uid = rights.with(reader, () -> (int) Files.getAttribute(file, "unix:uid"));
            var owner = reader.isPresent() || uid == 0 ? reader : Optional.of(owner(uid));
            return Optional.of(new Listed(file, owner, rights.with(owner, () -> read(file))));
        } catch (NoSuchFileException _) {
            warnings.accept(
                    "unable to lookup " + Destination.INCLUDE + " file " + path + ": No such file or directory");
            return Optional.empty();
        }
    }

    private static User owner(int uid) throws IOException {
        return Accounts.user(uid).orElseThrow(() -> new IOException("cannot find username for uid " + uid));
    }

    private boolean isUsable(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode");
        if ((mode & TYPE) != REGULAR) {
            warnings.accept(Destination.INCLUDE + " file " + path + " is not a regular file");
            return false;
        }
        if ((mode & WRITABLE_BY_ALL) != 0) {
            warnings.accept(Destination.INCLUDE + " file " + path + " is world writable");
            return false;
        }
        return true;
    }

    private static List<Destination> read(Path path) throws IOException {
        try (var lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return Destination.parse(lines);
        }
    }
}
