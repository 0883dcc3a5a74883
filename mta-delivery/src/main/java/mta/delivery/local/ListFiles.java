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
    /// @param uid whose it is
    /// @param destinations where mail goes
    record Listed(Path path, int uid, List<Destination> destinations) {}

    /// The file of an account; nothing where it has none.
    ///
    /// @param local the address without its domain
    Optional<Listed> forward(User user, String local) throws IOException {
        return rights.with(Optional.of(user), () -> {
            var path = forwards.find(user, local, warnings);
            return path.isPresent() ? Optional.of(read(path.get())) : Optional.empty();
        });
    }

    /// A file that an alias names; nothing, and a warning, where it may not be used.
    ///
    /// @param reader whose rights count; root's where nobody is named
    Optional<Listed> include(String path, Optional<User> reader) throws IOException {
        if (!path.startsWith("/")) {
            warnings.accept(Destination.INCLUDE + path + " uses a relative path");
            return Optional.empty();
        }
        return rights.with(reader, () -> {
            try {
                return isUsable(Path.of(path)) ? Optional.of(read(Path.of(path))) : Optional.empty();
            } catch (NoSuchFileException _) {
                warnings.accept(
                        "unable to lookup " + Destination.INCLUDE + " file " + path + ": No such file or directory");
                return Optional.empty();
            }
        });
    }

    /// The account with that id.
    Optional<User> owner(int uid) {
        return Accounts.user(uid);
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

    private static Listed read(Path path) throws IOException {
        int uid = (int) Files.getAttribute(path, "unix:uid");
        try (var lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return new Listed(path, uid, Destination.parse(lines));
        }
    }
}
