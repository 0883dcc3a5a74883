package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import mta.core.config.Expander;
import mta.core.config.ExpansionException;
import mta.core.posix.FileName;
import mta.core.posix.User;
import mta.core.rewrite.Extensions;
import mta.delivery.mailbox.MailboxException;

/// Finds the file in which a user says where mail goes: the first of `forward_path` that is there.
///
/// A file that anybody but the user or root could have written is passed over with a warning, and mail goes to the
/// mailbox, as in Postfix.
///
/// @param path the setting, not expanded
/// @param extensions what separates an extension from a login name
/// @param safe what may stand in the parts that are expanded, `forward_expansion_filter`
/// @param home whether there must be a home directory, `require_home_directory`
record ForwardFiles(String path, Extensions extensions, SafeCharacters safe, Home home) {

    /// What is asked of home directories.
    enum Home {
        MAY_BE_MISSING,
        IS_REQUIRED
    }

    /// A home directory that has to be there is not: it may be on another machine that does not answer.
    static final class NoHome extends IOException {

        NoHome(Path home, IOException cause) {
            super("cannot access home directory " + home + ": " + MailboxException.words(cause), cause);
        }
    }

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int WRITABLE_BY_ALL = 0002;

    /// To be called with the user's rights.
    ///
    /// @param local the address without its domain
    /// @param warnings told why a file does not count
    /// @throws NoHome where the home directory has to be there, and is not
    Optional<Path> find(User user, String local, Consumer<String> warnings) throws IOException {
        if (home == Home.IS_REQUIRED) {
            requireHome(user);
        }
        for (String name : path.split("[,\\s]+")) {
            var file = expand(name, user, local, warnings);
            if (file.isPresent() && isThere(file.get(), warnings)) {
                return file.filter(found -> counts(found, user, warnings));
            }
        }
        return Optional.empty();
    }

    private static void requireHome(User user) throws NoHome {
        try {
            var _ = Files.getAttribute(user.home(), "unix:mode");
        } catch (IOException e) {
            throw new NoHome(user.home(), e);
        }
    }

    /// One that names something that this address does not have, such as an extension, does not apply.
    private Optional<Path> expand(String name, User user, String local, Consumer<String> warnings) throws IOException {
        var undefined = new AtomicBoolean();
        var values = new HashMap<>(Map.of(
                "user", user.name(), "home", FileName.bytes(user.home()), "shell", user.shell(), "local", local));
        extensions.strip(local).ifPresent(bare -> {
            values.put("recipient_delimiter", local.substring(bare.length(), bare.length() + 1));
            values.put("extension", local.substring(bare.length() + 1));
        });
        values.replaceAll((_, value) -> safe.in(value));
        try {
            String expanded =
                    new Expander(key -> Optional.ofNullable(values.get(key)), _ -> undefined.set(true)).expand(name);
            return undefined.get() || !expanded.startsWith("/")
                    ? Optional.empty()
                    : Optional.of(SystemText.path(expanded));
        } catch (ExpansionException e) {
            warnings.accept("forward_path: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isThere(Path file, Consumer<String> warnings) {
        try {
            return Files.readAttributes(file, "unix:ino", LinkOption.NOFOLLOW_LINKS) != null;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            warnings.accept("file " + file + ": " + e.getMessage());
            return false;
        }
    }

    private static boolean counts(Path file, User user, Consumer<String> warnings) {
        try {
            var attributes = Files.readAttributes(file, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            int mode = (int) attributes.get("mode");
            int uid = (int) attributes.get("uid");
            if ((mode & TYPE) != REGULAR) {
                warnings.accept("file " + file + " is not a regular file");
            } else if (uid != 0 && uid != user.uid()) {
                warnings.accept("file " + file + " has bad owner uid " + uid);
            } else if ((mode & WRITABLE_BY_ALL) != 0) {
                warnings.accept("file " + file + " is world writable");
            } else {
                return true;
            }
        } catch (IOException e) {
            warnings.accept("file " + file + ": " + e.getMessage());
        }
        return false;
    }
}
