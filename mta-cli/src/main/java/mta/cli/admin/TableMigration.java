package mta.cli.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.TableParameters;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.posix.FileName;
import mta.core.posix.Processes;
import mta.core.posix.Rights;
import mta.core.posix.User;
import mta.core.rewrite.AliasLine;
import mta.core.table.IndexedFile;
import mta.core.table.KeyAndValue;
import mta.core.table.ListText;
import mta.core.table.MigrationLevel;
import mta.core.table.TableLine;

/// Builds the indexed files that a system which had Berkeley DB does not have: where `hash:/etc/postfix/virtual` is
/// configured, and there is `/etc/postfix/virtual` and `/etc/postfix/virtual.db`, but no `/etc/postfix/virtual.lmdb`.
///
/// What nbdb_reindexd(8) does on request of any process, this does when the mail system starts, and only for
/// tables that the configuration names. Its rules are kept: the work is done with the rights of the old file's
/// owner, and only where neither text nor directory can be changed by others.
final class TableMigration {

    private static final int OTHERS_WRITE = 022;

    /// How many lines show what kind of text it is.
    private static final int SAMPLE = 10;

    private final MainCf main;
    private final MailLog log;
    private final Builder builder;

    /// Builds an indexed file: runs postmap(1) or postalias(1).
    @FunctionalInterface
    interface Builder {
        /// @return the exit status
        int build(String command, String table);
    }

    TableMigration(MainCf main, MailLog log, Builder builder) {
        this.main = main;
        this.log = log;
        this.builder = builder;
    }

    /// Builds what is missing, as far as the level of migration says so.
    void run(MasterCf services) {
        if (MigrationLevel.of(main) != MigrationLevel.ENABLE_REINDEX) {
            return;
        }
        wanted(services).forEach((table, parameters) -> {
            try {
                build(table, parameters.contains(LocalParameters.ALIAS_MAPS.name()));
            } catch (CommandFailed e) {
                log.warning("request to index " + table + " failed: " + e.getMessage());
            }
        });
    }

    /// Tables that Berkeley DB would serve, with the parameters that name them.
    private Map<String, Set<String>> wanted(MasterCf services) {
        var wanted = new LinkedHashMap<String, Set<String>>();
        for (var use : ConfiguredTables.of(main, services)) {
            String table = use.table().replaceFirst("^(proxy:)+", "");
            if (table.startsWith("hash:/") || table.startsWith("btree:/")) {
                wanted.merge(table, Set.of(use.parameter()), TableMigration::union);
            }
        }
        return wanted;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private void build(String table, boolean isAliases) throws CommandFailed {
        String text = table.substring(table.indexOf(':') + 1);
        Path source = FileName.of(text);
        Path old = FileName.of(text + ".db");
        if (Files.exists(IndexedFile.of(text)) || !Files.exists(old) || !Files.exists(source)) {
            return;
        }
        var owner = owner(old);
        checkSafe(source, old, owner.uid());
        try {
            Rights.Work<Boolean> work = () -> built(isAliases || isAliasText(source), text, owner.uid());
            Rights.as(owner, work);
        } catch (IOException e) {
            throw failure("open lookup table source file %s as uid=%d gid=%d: %s"
                    .formatted(source, owner.uid(), owner.gid(), ErrorText.of(e)));
        }
    }

    private boolean built(boolean isAliases, String text, int uid) {
        String command = isAliases ? "postalias" : "postmap";
        String said = "'" + command + " lmdb:" + text + "'";
        if (builder.build(command, "lmdb:" + text) == ExitStatus.OK) {
            log.info("successfully executed " + said + " as uid " + uid);
            return true;
        }
        log.warning("could not execute command " + said + "; alternatively, execute the failed command by hand");
        return false;
    }

    private static User owner(Path file) throws CommandFailed {
        try {
            var found = Files.readAttributes(file, "unix:uid,gid");
            return new User("", (int) found.get("uid"), (int) found.get("gid"), "", Path.of("/"), "");
        } catch (IOException e) {
            throw failure("look up status for legacy indexed file '" + file + "': " + ErrorText.of(e));
        }
    }

    private void checkSafe(Path source, Path old, int uid) throws CommandFailed {
        // Without root's rights nothing can be done that the caller could not do by hand.
        if (Processes.effectiveUser() == 0) {
            checkPlace(source, uid);
        }
        String why = "legacy indexed file '" + old + "' is owned by uid '" + uid + "', but ";
        if (!isSafe(source, uid)) {
            throw failure(why + "source file '" + source
                    + "' is owned or writable by other user; to allow automatic indexing, correct the ownership or"
                    + " permissions");
        }
        for (Path directory = source.getParent(); directory != null; directory = directory.getParent()) {
            if (!isSafe(directory, uid)) {
                throw failure(why + "parent directory '" + directory
                        + "' is owned or writable by other user; to allow automatic indexing, correct the ownership or"
                        + " permissions");
            }
        }
    }

    private void checkPlace(Path source, int uid) throws CommandFailed {
        var allowed = uid == 0
                ? TableParameters.NON_BDB_MIGRATION_ALLOW_ROOT_PREFIXES
                : TableParameters.NON_BDB_MIGRATION_ALLOW_USER_PREFIXES;
        String prefixes = main.get(allowed);
        if (ListText.split(prefixes).stream().map(Path::of).noneMatch(source.normalize()::startsWith)) {
            throw failure("table %s has an unexpected pathname; to allow automatic indexing as %s, append its parent"
                            .formatted(source, uid == 0 ? "root" : "non-root")
                    + " directory to the '%s' setting (current setting is: \"%s\")"
                            .formatted(allowed.name(), prefixes));
        }
    }

    /// Whether nobody but root and that user can change it.
    private static boolean isSafe(Path path, int uid) throws CommandFailed {
        try {
            var found = Files.readAttributes(path, "unix:uid,mode");
            int owner = (int) found.get("uid");
            return (owner == 0 || owner == uid) && ((int) found.get("mode") & OTHERS_WRITE) == 0;
        } catch (IOException e) {
            throw failure("look up status for '" + path + "': " + ErrorText.of(e));
        }
    }

    /// Whether text looks more like that of an alias file than like that of another table.
    static boolean isAliasText(Path source) throws IOException {
        int aliases = 0;
        int others = 0;
        String content = Files.readString(source, StandardCharsets.ISO_8859_1);
        for (var line : TableLine.lines("", source.toString(), content, _ -> {})) {
            others += KeyAndValue.of(line, "")
                            .filter(entry -> !entry.key().endsWith(":"))
                            .isPresent()
                    ? 1
                    : 0;
            aliases += AliasLine.parse(line.text()) instanceof AliasLine.Alias ? 1 : 0;
            if (aliases + others >= SAMPLE) {
                break;
            }
        }
        return aliases > others;
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
