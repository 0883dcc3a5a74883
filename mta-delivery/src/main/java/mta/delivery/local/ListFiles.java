package mta.delivery.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.posix.Accounts;
import mta.core.posix.Descriptor;
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
    private static final int MOST_LINKS = 40;
    private static final int PIECE = 64 * 1024;

    /// No more than this, as one file must not fill the memory of all: a list has tens of thousands of addresses, the
    /// file of a user a few.
    private static final int LONGEST = 4 * 1024 * 1024;

    private static final int LONGEST_OF_USER = 64 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_DESTINATIONS = 50_000;

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
                    ? Optional.of(new Listed(path.get(), Optional.of(user), read(path.get(), true)))
                    : Optional.empty();
        });
    }

    /// A file that an alias names; nothing, and a warning, where it may not be used.
    ///
    /// A list that root's alias includes has the rights of its owner. It is read with those of whoever could lead
    /// root elsewhere, such as by a link in his home directory. One that somebody else includes has no more than he
    /// has.
    ///
    /// @param reader whose rights count; root's where nobody is named
    Optional<Listed> include(String path, Optional<User> reader) throws IOException {
        if (!path.startsWith("/")) {
            warnings.accept(Destination.INCLUDE + path + " uses a relative path");
            return Optional.empty();
        }
        var file = SystemText.path(path);
        try {
            if (!rights.with(reader, () -> isUsable(file))) {
                return Optional.empty();
            }
            int uid = rights.with(reader, () -> (int) Files.getAttribute(file, "unix:uid"));
            var owner = reader.isPresent() || uid == 0 ? reader : Optional.of(owner(uid));
            var guide = reader.isPresent() ? reader : guide(file);
            return Optional.of(new Listed(file, owner, rights.with(guide, () -> read(file, reader.isPresent()))));
        } catch (NoSuchFileException _) {
            warnings.accept(
                    "unable to lookup " + Destination.INCLUDE + " file " + path + ": No such file or directory");
            return Optional.empty();
        }
    }

    /// Who could lead root to another file: the first who owns a directory, a link or a file on the way. Nobody
    /// where all is root's.
    private static Optional<User> guide(Path file) throws IOException {
        Path reached = Path.of("/");
        var names = new ArrayDeque<Path>();
        file.forEach(names::addLast);
        for (int links = 0; !names.isEmpty(); ) {
            var next = reached.resolve(names.removeFirst()).normalize();
            int uid = (int) Files.getAttribute(next, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (uid != 0) {
                return Optional.of(owner(uid));
            }
            if (!Files.isSymbolicLink(next)) {
                reached = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new IOException("too many links");
            }
            var target = reached.resolve(Files.readSymbolicLink(next));
            var rest = new ArrayDeque<Path>();
            target.forEach(rest::addLast);
            rest.addAll(names);
            names = rest;
            reached = Path.of("/");
        }
        return Optional.empty();
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

    /// Reads what was looked at before; it may be another file by now.
    ///
    /// @param isOfUser whether a user has written it, and not an administrator
    static List<Destination> read(Path path, boolean isOfUser) throws IOException {
        int most = isOfUser ? LONGEST_OF_USER : LONGEST;
        try (var file = Descriptor.readAtOnce(path)) {
            if (((int) Files.getAttribute(file.path(), "unix:mode") & TYPE) != REGULAR) {
                throw new IOException("not a regular file");
            }
            var text = new StringBuilder((int) Math.min(most, Files.size(file.path())));
            for (byte[] piece = file.read(PIECE); piece.length > 0; piece = file.read(PIECE)) {
                text.append(new String(piece, StandardCharsets.ISO_8859_1));
                if (text.length() > most) {
                    throw new IOException("larger than " + most + " bytes");
                }
            }
            return destinations(text.toString());
        }
    }

    private static List<Destination> destinations(String text) throws IOException {
        if (text.indexOf('\0') >= 0) {
            throw new IOException("there is a NUL in it");
        }
        var all = new ArrayList<Destination>();
        for (var lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
            }
            all.addAll(Destination.ofLine(line));
            if (all.size() > MOST_DESTINATIONS) {
                throw new IOException("more than " + MOST_DESTINATIONS + " destinations");
            }
        }
        return all;
    }
}
