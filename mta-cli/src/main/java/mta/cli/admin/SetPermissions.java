package mta.cli.admin;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import mta.core.config.MainCf;
import mta.core.posix.HeldFile;
import mta.core.posix.Processes;
import mta.service.daemon.MailOwner;
import mta.service.daemon.QueueDirectories;

/// `postfix set-permissions`: gives the queue and the configuration the owners and modes that `postfix check` wants.
///
/// The modes of queue files stay as they are: they say how far a message has come. What may be somebody else's file
/// under another name, a link or one of several hard links, is left alone and warned about: `mail_owner` could have
/// put it there, for root to give it away.
final class SetPermissions {

    /// What lies in these belongs to somebody else too: sockets, maps, and mail of local users.
    private static final Set<String> NOT_BELOW = Set.of("private", "public", "maildrop");

    private final MainCf main;
    private final Consumer<String> warnings;

    SetPermissions(MainCf main, Consumer<String> warnings) {
        this.main = main;
        this.warnings = warnings;
    }

    /// Does it.
    void run() throws IOException {
        for (var place : QueueDirectories.of(main).places()) {
            try (var directory = HeldFile.of(place.path())) {
                change(directory, place);
                if (place.owned()
                        && !NOT_BELOW.contains(place.path().getFileName().toString())) {
                    below(directory, place);
                }
            }
        }
        configuration();
    }

    private void below(HeldFile directory, QueueDirectories.Place place) throws IOException {
        if (!directory.isDirectory()) {
            return;
        }
        for (var entry : directory.entries()) {
            if (!entry.isUtf8()) {
                warnings.accept("left as it is, as its name is not UTF-8: " + directory.name() + "/" + entry.name()
                        + ", inode " + entry.inode());
                continue;
            }
            try (var file = directory.inside(entry.name())) {
                change(file, place);
                below(file, place);
            } catch (NoSuchFileException e) {
                // It was removed meanwhile.
            }
        }
    }

    private void change(HeldFile file, QueueDirectories.Place place) throws IOException {
        if (isDoubtful(file)) {
            return;
        }
        if (isRoot()) {
            file.setOwner(place.owned() ? MailOwner.user(main).uid() : 0);
            if (place.shared()) {
                file.setGroup(MailOwner.group(main));
            }
        }
        if (file.isDirectory()) {
            file.setPermissions(place.mode());
        }
    }

    private boolean isDoubtful(HeldFile file) {
        file.doubt().ifPresent(why -> warnings.accept("left as it is, as " + why + ": " + file.name()));
        return file.doubt().isPresent();
    }

    /// The directory first: from then on, nobody but root puts files there.
    private void configuration() throws IOException {
        Path directory = main.directory();
        change(directory, 0755);
        for (String name : List.of("main.cf", "master.cf")) {
            change(directory.resolve(name), 0644);
        }
    }

    private void change(Path path, int mode) throws IOException {
        try (var file = HeldFile.of(path)) {
            if (!isDoubtful(file)) {
                if (isRoot()) {
                    file.setOwner(0);
                }
                file.setPermissions(mode);
            }
        }
    }

    private static boolean isRoot() {
        return Processes.effectiveUser() == 0;
    }
}
