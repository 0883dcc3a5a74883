package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mta.core.config.MainCf;
import mta.core.posix.Processes;
import mta.service.daemon.MailOwner;
import mta.service.daemon.QueueDirectories;

/// `postfix set-permissions`: gives the queue and the configuration the owners and modes that `postfix check` wants.
///
/// The modes of queue files stay as they are: they say how far a message has come. Links are not followed.
final class SetPermissions {

    /// What lies in these belongs to somebody else too: sockets, maps, and mail of local users.
    private static final Set<String> NOT_BELOW = Set.of("private", "public", "maildrop");

    private final MainCf main;

    SetPermissions(MainCf main) {
        this.main = main;
    }

    /// Does it.
    void run() throws IOException {
        for (var place : QueueDirectories.of(main).places()) {
            boolean all = place.owned()
                    && !NOT_BELOW.contains(place.path().getFileName().toString());
            for (Path path : all ? below(place.path()) : List.of(place.path())) {
                change(path, place);
            }
        }
        configuration();
    }

    private static List<Path> below(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.toList();
        }
    }

    private void change(Path path, QueueDirectories.Place place) throws IOException {
        if (isRoot()) {
            own(path, place.owned() ? MailOwner.user(main).uid() : 0);
            if (place.shared()) {
                Files.setAttribute(path, "unix:gid", MailOwner.group(main));
            }
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.setAttribute(path, "unix:mode", place.mode());
        }
    }

    private void configuration() throws IOException {
        var modes = Map.of(".", 0755, "main.cf", 0644, "master.cf", 0644);
        for (var mode : modes.entrySet()) {
            Path path = main.directory().resolve(mode.getKey()).normalize();
            if (isRoot()) {
                own(path, 0);
            }
            Files.setAttribute(path, "unix:mode", mode.getValue());
        }
    }

    private static void own(Path path, int user) throws IOException {
        Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isRoot() {
        return Processes.effectiveUser() == 0;
    }
}
