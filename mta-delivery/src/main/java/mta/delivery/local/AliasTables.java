package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import mta.core.posix.User;
import mta.core.table.Lookup;
import mta.core.table.LookupTable;

/// `alias_maps`: what names stand for.
///
/// @param tables asked one after another
record AliasTables(List<LookupTable> tables) {

    /// What is known about a name.
    sealed interface Found {

        /// It is an alias.
        ///
        /// @param targets what it stands for, in external form
        /// @param owner whose rights its files and commands get: the owner of the table, where that is not root
        record Alias(String targets, Optional<User> owner) implements Found {}

        /// It is no alias.
        enum Nothing implements Found {
            KNOWN
        }

        /// Nobody can say now.
        record Failure(String why) implements Found {}
    }

    AliasTables {
        tables = List.copyOf(tables);
    }

    Found find(String name) {
        for (var table : tables) {
            switch (table.find(name)) {
                case Lookup.Found(var targets)
                when !targets.isEmpty() -> {
                    return alias(table, targets);
                }
                case Lookup.Found _, Lookup.NotFound _ -> {}
                case Lookup.TemporaryFailure(var why) -> {
                    return new Found.Failure(why);
                }
            }
        }
        return Found.Nothing.KNOWN;
    }

    private static Found alias(LookupTable table, String targets) {
        try {
            var uid = owner(table.name());
            if (uid.isEmpty() || uid.get() == 0 || Processes.effectiveUser() != 0) {
                return new Found.Alias(targets, Optional.empty());
            }
            var user = Accounts.user(uid.get());
            return user.isPresent()
                    ? new Found.Alias(targets, user)
                    : new Found.Failure("cannot find alias database owner for " + table.name());
        } catch (IOException e) {
            return new Found.Failure(table.name() + ": " + e.getMessage());
        }
    }

    /// Who could have written the table; nobody in particular where it is no file.
    private static Optional<Integer> owner(String table) throws IOException {
        String name = table.substring(table.lastIndexOf(':') + 1);
        if (!name.startsWith("/")) {
            return Optional.empty();
        }
        for (Path file : Stream.of(name + ".lmdb", name).map(Path::of).toList()) {
            if (Files.exists(file)) {
                return Optional.of((int) Files.getAttribute(file, "unix:uid"));
            }
        }
        return Optional.empty();
    }
}
