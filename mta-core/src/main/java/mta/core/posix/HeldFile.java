package mta.core.posix;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file or directory whose owner or mode is to be changed, held by a descriptor meanwhile.
///
/// Whoever may write to the directory that it is in can put a link to somebody else's file in its place at any
/// moment. So nothing is done by its name: it is opened without following a link, looked at, and changed, and all
/// three are about the same file.
public final class HeldFile implements Closeable {

    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int PERMISSIONS = 07777;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int MOST_LINKS = 40;

    private final Path name;
    private final Descriptor file;
    private final int mode;
    private final int links;

    private HeldFile(Path name, Descriptor file) throws IOException {
        this.name = name;
        this.file = file;
        Map<String, Object> found = Files.readAttributes(file.path(), "unix:mode,nlink");
        this.mode = (int) found.get("mode");
        this.links = (int) found.get("nlink");
    }

    /// Takes hold of whatever has a name. A link is followed only where those made it whom this process trusts.
    ///
    /// @see #followed
    public static HeldFile of(Path name) throws IOException {
        return held(name, followed(name));
    }

    /// Where symbolic links lead to that only root, or the user of this process, can have put there. Each is looked
    /// at: one of an administrator may lead to where others put another.
    public static Path followed(Path name) throws IOException {
        Path reached = name;
        for (int links = 0; isTrustedLink(reached); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(name.toString());
            }
            reached = reached.resolveSibling(Files.readSymbolicLink(reached));
        }
        return reached;
    }

    /// Takes hold of what has a name in this directory. No link is followed.
    ///
    /// @param entry a name without any directory
    public HeldFile inside(String entry) throws IOException {
        return held(name.resolve(entry), file.path().resolve(entry));
    }

    private static HeldFile held(Path name, Path opened) throws IOException {
        Descriptor file;
        try {
            file = Descriptor.hold(opened);
        } catch (PosixException e) {
            throw DirectoryEntry.failure(name, e.errno());
        }
        try {
            return new HeldFile(name, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static boolean isTrustedLink(Path name) throws IOException {
        Path link = name.toAbsolutePath();
        return Files.isSymbolicLink(link)
                && isTrusted((int) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                && isTrustedDirectory(link.getParent());
    }

    /// Whether nobody but root and the user of this process can put anything into a directory.
    public static boolean isTrustedDirectory(Path directory) throws IOException {
        Map<String, Object> found = Files.readAttributes(directory, "unix:mode,uid");
        return isTrusted((int) found.get("uid")) && ((int) found.get("mode") & WRITABLE_BY_OTHERS) == 0;
    }

    private static boolean isTrusted(int user) {
        return user == 0 || user == Processes.effectiveUser();
    }

    /// Its name, for messages only.
    public Path name() {
        return name;
    }

    public boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    /// Why it should be left as it is: it may be somebody else's file under another name.
    public Optional<String> doubt() {
        if ((mode & TYPE) == LINK) {
            return Optional.of("it is a symbolic link");
        }
        return (mode & TYPE) == REGULAR && links != 1
                ? Optional.of("it has " + links + " hard links")
                : Optional.empty();
    }

    /// What is in this directory.
    public List<DirectoryEntry> entries() throws IOException {
        return DirectoryEntry.list(file.path(), name);
    }

    /// Its permissions.
    public int permissions() {
        return mode & PERMISSIONS;
    }

    public void setPermissions(int permissions) throws IOException {
        set("unix:mode", permissions);
    }

    public void setOwner(int user) throws IOException {
        set("unix:uid", user);
    }

    public void setGroup(int group) throws IOException {
        set("unix:gid", group);
    }

    private void set(String attribute, int value) throws IOException {
        try {
            Files.setAttribute(file.path(), attribute, value);
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(name.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(name.toString(), null, e.getReason());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
