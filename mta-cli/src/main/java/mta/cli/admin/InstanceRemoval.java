package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mta.core.log.MailLog;
import mta.core.posix.DirectoryEntry;
import mta.core.posix.FileName;
import mta.service.daemon.QueueDirectories;

/// Removes what an instance consists of: its two files, and its directories where they are empty.
///
/// A directory with anything in it stays, and is warned about: only the administrator knows whether that can go.
final class InstanceRemoval {

    private static final List<String> WITH_MAIL =
            List.of("maildrop", "incoming", "active", "deferred", "hold", "corrupt", "saved");

    private final Path configuration;
    private final Path queue;
    private final Path data;
    private final MailLog log;

    InstanceRemoval(Instance instance, MailLog log) {
        this.configuration = FileName.of(instance.directory());
        this.queue = FileName.of(instance.queue());
        this.data = FileName.of(instance.data());
        this.log = log;
    }

    /// A directory of the queue in which there is mail. Without its `main.cf`, nobody would deliver it any more.
    Optional<Path> placeWithMail() throws IOException {
        for (String name : WITH_MAIL) {
            Path place = queue.resolve(name);
            if (Files.isDirectory(place) && hasFile(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /// @throws java.nio.file.FileSystemException where that cannot be told
    private static boolean hasFile(Path directory) throws IOException {
        for (var entry : DirectoryEntry.list(directory)) {
            if (entry.isFile() || (entry.isDirectory() && mayHaveFile(directory, entry))) {
                return true;
            }
        }
        return false;
    }

    /// A directory that cannot be looked into, as its name is no text, may have mail in it.
    private static boolean mayHaveFile(Path above, DirectoryEntry directory) throws IOException {
        return !directory.isUtf8() || hasFile(above.resolve(directory.name()));
    }

    /// Does it.
    void run() throws IOException {
        QueueDirectories.names().forEach(name -> removeEmpty(queue.resolve(name)));
        removeEmpty(data);
        removeEmpty(queue);
        for (String name : List.of("master.cf", "main.cf")) {
            Files.deleteIfExists(configuration.resolve(name));
        }
        removeEmpty(configuration);
    }

    /// A link is not followed, and stays, too.
    private void removeEmpty(Path directory) {
        try {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(directory);
                return;
            }
        } catch (IOException e) {
            // Something is in it, or somebody else's rights protect it.
        }
        log.warning(FileName.bytes(directory) + ": please verify contents and remove by hand");
    }
}
