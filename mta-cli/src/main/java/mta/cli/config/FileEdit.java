package mta.cli.config;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import mta.cli.CommandFailed;
import mta.core.config.SettingsFile;
import mta.core.config.WhiteSpace;

/// Changes a configuration file as a whole: the new text is written beside it, synced, and renamed over it, so that
/// whoever reads sees the old file or the new one.
///
/// The name of the draft is fixed and the draft is locked, so that two edits at a time do not lose one another.
final class FileEdit {

    private static final String SUFFIX = ".tmp";

    private FileEdit() {}

    /// Makes a new text out of an old one.
    @FunctionalInterface
    interface Change {
        String apply(List<String> lines) throws CommandFailed;
    }

    /// Changes a file.
    ///
    /// @param change gets the lines with their line feeds; a last line without one gets it
    static void edit(Path path, Change change) throws IOException, CommandFailed {
        if (!Files.isDirectory(path.toAbsolutePath().getParent())) {
            throw Complaints.fatal("open " + path + SUFFIX + ": No such file or directory");
        }
        if (!Files.isRegularFile(path)) {
            throw Complaints.fatal("open " + path + " for reading: No such file or directory");
        }
        Path target = path.toRealPath();
        Path draft = target.resolveSibling(target.getFileName() + SUFFIX);
        try (FileChannel channel = FileChannel.open(draft, CREATE, WRITE)) {
            channel.lock();
            try {
                write(channel, change.apply(lines(target)));
                copyRights(target, draft);
                Files.move(draft, target, ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw Complaints.fatal("open " + draft + ": " + SettingsFile.reason(e));
        }
        try (FileChannel directory = FileChannel.open(target.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private static void copyRights(Path from, Path to) throws IOException {
        var old = Files.getFileAttributeView(from, PosixFileAttributeView.class).readAttributes();
        var view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        view.setPermissions(old.permissions());
        if (!view.readAttributes().owner().equals(old.owner())) {
            view.setOwner(old.owner());
        }
    }

    private static List<String> lines(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                lines.add(text.substring(start) + "\n");
                break;
            }
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        return lines;
    }

    /// Whether a line is empty or a comment: neither begins, continues nor ends anything.
    static boolean saysNothing(String line) {
        int first = WhiteSpace.skip(line, 0, line.length());
        return first == line.length() || line.charAt(first) == '#';
    }

    /// Whether a line that says something continues the one before it.
    static boolean continues(String line) {
        return WhiteSpace.is(line.charAt(0));
    }
}
