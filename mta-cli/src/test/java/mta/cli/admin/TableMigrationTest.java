package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import mta.cli.ExitStatus;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.posix.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which indexed files are built for somebody who comes from Berkeley DB.
class TableMigrationTest {

    /// Others can write to a directory for temporary files, and to a clone of the sources below one.
    private static final List<Path> PLACES =
            List.of(Path.of("target").toAbsolutePath(), Path.of(System.getProperty("user.home")), Path.of("/var/lib"));

    private Path directory;
    private final List<String> built = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void chooseSafeDirectory() throws IOException {
        for (Path place : PLACES) {
            if (Files.isWritable(place) && isSafe(place)) {
                directory = Files.createTempDirectory(place, "mta-migration");
                return;
            }
        }
        abort("others can change each of " + PLACES);
    }

    @AfterEach
    void removeDirectory() throws IOException {
        if (directory != null) {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    private static boolean isSafe(Path path) throws IOException {
        int self = Processes.effectiveUser();
        for (Path each = path.toRealPath(); each != null; each = each.getParent()) {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
            int owner = (int) Files.getAttribute(each, "unix:uid");
            if (mode.charAt(4) == 'w' || mode.charAt(7) == 'w' || (owner != 0 && owner != self)) {
                return false;
            }
        }
        return true;
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content.replace("DIR", directory.toString()));
    }

    private void migrate(String settings) throws IOException {
        write("main.cf", "non_bdb_migration_allow_root_prefixes = DIR\n" + settings);
        write("master.cf", "");
        var main = MainCf.read(directory);
        var mailLog = new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix");
        new TableMigration(main, mailLog, (command, table) -> {
                    built.add(command + " " + table.replace(directory.toString(), "DIR"));
                    return ExitStatus.OK;
                })
                .run(MasterCf.read(directory, main));
    }

    private List<String> logged() {
        return log.stream()
                .map(line -> line.replace(directory.toString(), "DIR"))
                .toList();
    }

    @Test
    void whatBerkeleyDbServedIsBuiltWithTheCommandForItsText() throws IOException {
        write("aliases", "postmaster: root\n");
        write("aliases.db", "");
        write("virtual", "a@example.com b\n");
        write("virtual.db", "");
        write("lists", "list: member\nother: member\n");
        write("lists.db", "");

        migrate("""
                alias_maps = hash:DIR/aliases
                local_recipient_maps = $alias_maps
                virtual_alias_maps = proxy:hash:DIR/virtual, btree:DIR/lists
                transport_maps = hash:DIR/missing lmdb:DIR/virtual
                """);

        assertEquals(
                List.of("postalias lmdb:DIR/aliases", "postmap lmdb:DIR/virtual", "postalias lmdb:DIR/lists"),
                sortedAsBuilt());
        assertTrue(logged().contains(
                        "successfully executed 'postmap lmdb:DIR/virtual' as uid " + Processes.effectiveUser()));
    }

    private List<String> sortedAsBuilt() {
        return List.of("aliases", "virtual", "lists").stream()
                .flatMap(name -> built.stream().filter(line -> line.endsWith(name)))
                .toList();
    }

    @Test
    void whatIsThereAlreadyOrWasNeverIndexedIsLeftAlone() throws IOException {
        write("indexed", "a b\n");
        write("indexed.db", "");
        write("indexed.lmdb", "");
        write("never", "a b\n");
        write("textless.db", "");

        migrate("transport_maps = hash:DIR/indexed hash:DIR/never hash:DIR/textless\nalias_maps =\n");

        assertEquals(List.of(), built);
        assertEquals(List.of(), logged());
    }

    @Test
    void textThatOthersCanChangeIsNotTrusted() throws IOException {
        write("virtual", "a b\n");
        write("virtual.db", "");
        Files.setPosixFilePermissions(directory.resolve("virtual"), PosixFilePermissions.fromString("rw-rw-r--"));

        migrate("virtual_alias_maps = hash:DIR/virtual\nalias_maps =\n");

        assertEquals(List.of(), built);
        assertEquals(
                List.of(
                        "warning: request to index hash:DIR/virtual failed: legacy indexed file 'DIR/virtual.db' is owned"
                                + " by uid '" + Processes.effectiveUser()
                                + "', but source file 'DIR/virtual' is owned or writable"
                                + " by other user; to allow automatic indexing, correct the ownership or permissions"),
                logged());
    }

    @Test
    void otherLevelsBuildNothing() throws IOException {
        write("virtual", "a b\n");
        write("virtual.db", "");

        migrate("virtual_alias_maps = hash:DIR/virtual\nnon_bdb_migration_level = enable-redirect\n");

        assertEquals(List.of(), built);
        assertFalse(Files.exists(directory.resolve("virtual.lmdb")));
    }
}
