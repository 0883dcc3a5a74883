package mta.service.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.posix.FileName;
import mta.core.posix.HeldFile;
import mta.core.posix.Processes;

/// The directories of the queue, with the owners and modes that Postfix's own installation gives them.
public final class QueueDirectories {

    private static final List<String> CLOSED = List.of(
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "private",
            "saved",
            "trace");

    private static final String PUBLIC = "public";
    private static final int OTHERS_EXECUTE = 1;

    private final Path queue;
    private final Path data;
    private final Optional<Owner> owner;

    /// Whom files belong to; nobody in particular where this process is not root.
    private record Owner(int uid, int gid) {}

    /// A directory as it should be.
    ///
    /// @param path where
    /// @param mode its permissions
    /// @param owned whether it belongs to `mail_owner`, and not to root
    /// @param shared whether its group is `setgid_group`
    public record Place(Path path, int mode, boolean owned, boolean shared) {}

    /// Those below a queue directory, by name and in order.
    public static List<String> names() {
        return Stream.concat(CLOSED.stream(), Stream.of("maildrop", PUBLIC, "pid"))
                .sorted()
                .toList();
    }

    private QueueDirectories(Path queue, Path data, Optional<Owner> owner) {
        this.queue = queue;
        this.data = data;
        this.owner = owner;
    }

    /// Those that settings name.
    ///
    /// @throws mta.core.config.ConfigException where `mail_owner` or `setgid_group` does not do
    public static QueueDirectories of(MainCf main) {
        Optional<Owner> owner = Processes.effectiveUser() == 0
                ? Optional.of(new Owner(MailOwner.user(main).uid(), MailOwner.group(main)))
                : Optional.empty();
        return new QueueDirectories(
                FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY)),
                FileName.of(main.get(CoreParameters.DATA_DIRECTORY)),
                owner);
    }

    /// All of them, parents first.
    public List<Place> places() {
        var all = new ArrayList<Place>();
        all.add(new Place(queue, 0755, false, false));
        CLOSED.forEach(name -> all.add(new Place(queue.resolve(name), 0700, true, false)));
        all.add(new Place(queue.resolve("maildrop"), 0730, true, true));
        all.add(new Place(queue.resolve(PUBLIC), 0711, true, true));
        all.add(new Place(queue.resolve("pid"), 0755, false, false));
        all.add(new Place(data, 0700, true, false));
        return all;
    }

    /// Makes those that are missing, and lets everybody reach the sockets in `public`.
    ///
    /// Postfix keeps `public` for its set-gid commands; here each socket says for itself who may connect.
    ///
    /// @return which were made
    public List<Path> createMissing() throws IOException {
        var made = new ArrayList<Path>();
        for (Place place : places()) {
            if (!Files.isDirectory(place.path())) {
                Files.createDirectories(place.path());
                complete(place);
                made.add(place.path());
            }
        }
        letUsersThrough(queue.resolve(PUBLIC));
        return made;
    }

    private void complete(Place place) throws IOException {
        try (var made = HeldFile.of(place.path())) {
            if (!made.isDirectory()) {
                throw new NotDirectoryException(place.path().toString());
            }
            if (owner.isPresent()) {
                made.setOwner(place.owned() ? owner.get().uid() : 0);
                made.setGroup(place.shared() ? owner.get().gid() : 0);
            }
            made.setPermissions(place.mode());
        }
    }

    private static void letUsersThrough(Path path) throws IOException {
        try (var directory = HeldFile.of(path)) {
            if (directory.isDirectory() && (directory.permissions() & OTHERS_EXECUTE) == 0) {
                directory.setPermissions(directory.permissions() | OTHERS_EXECUTE);
            }
        }
    }
}
