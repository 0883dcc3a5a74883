package mta.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import mta.cli.Invocation;
import mta.cli.Main;
import mta.core.config.Catalogue;
import mta.core.config.ConfigException;
import mta.core.config.NotImplementedException;
import mta.core.config.Parameter;
import mta.core.config.Parameter.Support;
import mta.core.posix.FileName;
import mta.core.table.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostconfTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("main.cf"), "myhostname = host.example.com\n");
        Files.writeString(directory.resolve("master.cf"), "smtp inet n - n - - smtpd\n");
    }

    private int postconf(String... arguments) {
        out.reset();
        err.reset();
        var outStream = new PrintStream(out, true, StandardCharsets.ISO_8859_1);
        var errStream = new PrintStream(err, true, StandardCharsets.ISO_8859_1);
        int status = Main.run(new Invocation(
                "postconf",
                List.of(arguments),
                InputStream.nullInputStream(),
                outStream,
                errStream,
                Map.of("MAIL_CONFIG", directory.toString())));
        outStream.flush();
        return status;
    }

    @Test
    void anEditNamesTheFileThatItCannotWriteOrRead() throws IOException {
        assertEquals(1, postconf("-c", directory + "/nosuch", "-e", "a=b"));
        assertEquals(
                "postconf: fatal: open " + directory + "/nosuch/main.cf.tmp: No such file or directory\n",
                err.toString(StandardCharsets.ISO_8859_1));

        Files.delete(directory.resolve("main.cf"));
        assertEquals(1, postconf("-e", "a=b"));
        assertEquals(
                "postconf: fatal: open " + directory + "/main.cf for reading: No such file or directory\n",
                err.toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aParameterThatIsNotImplementedIsSaidToBeSo() throws IOException {
        Parameter<?> parameter = Catalogue.all().stream()
                .filter(candidate -> candidate.support() != Support.FULL)
                .filter(candidate -> candidate.kind() == Parameter.Kind.TEXT)
                .findFirst()
                .orElseThrow();
        Files.writeString(directory.resolve("main.cf"), "myhostname = a.example\n" + parameter.name() + " = x\n");

        postconf("-n");
        assertTrue(err.toString(StandardCharsets.UTF_8)
                .contains("main.cf: parameter " + parameter.name() + " is not implemented"));

        postconf("myhostname");
        assertFalse(err.toString(StandardCharsets.UTF_8).contains(parameter.name()), "only what is asked for");

        postconf("-nq");
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void allDefaultsAreShownInTheOrderOfTheirNames() {
        assertEquals(0, postconf("-dH"));

        List<String> names = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(names.stream().sorted().toList(), names);
        assertTrue(names.size() >= Catalogue.all().size(), "there are " + names.size());
    }

    @Test
    void anEditKeepsTheRightsOfTheFileAndLeavesNoDraft() throws IOException {
        Path main = directory.resolve("main.cf");
        Files.setPosixFilePermissions(main, PosixFilePermissions.fromString("rw-r-----"));

        assertEquals(0, postconf("relayhost=[a.example]"));

        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(main)));
        assertFalse(Files.exists(directory.resolve("main.cf.tmp")));
    }

    @Test
    void anEditGoesThroughALinkToTheFileBehindIt() throws IOException {
        Path behind = directory.resolve("real.cf");
        Files.move(directory.resolve("main.cf"), behind);
        Files.createSymbolicLink(directory.resolve("main.cf"), behind.getFileName());

        assertEquals(0, postconf("relayhost=[a.example]"));

        assertTrue(Files.isSymbolicLink(directory.resolve("main.cf")));
        assertEquals("myhostname = host.example.com\nrelayhost = [a.example]\n", Files.readString(behind));
    }

    @Test
    void aValueThatIsNotAsciiIsWrittenAsItsBytes() throws IOException {
        assertEquals(0, postconf(FileName.bytes("smtpd_banner=grüße")));

        assertTrue(Files.readString(directory.resolve("main.cf")).endsWith("smtpd_banner = grüße\n"));
    }

    @Test
    void aServiceIsShownWithEverythingThatCountsForIt() {
        assertEquals(0, postconf("-PP", "smtp/inet/myhostname", "smtp/inet/max_idle"));

        assertEquals(
                "smtp/inet/max_idle = 100s\nsmtp/inet/myhostname = host.example.com\n",
                out.toString(StandardCharsets.UTF_8).lines().sorted().reduce("", (all, line) -> all + line + "\n"));
    }

    @Test
    void aUserDefinedNameMayStandForAnother() throws IOException {
        Files.writeString(
                directory.resolve("main.cf"), "myhostname = a.example\nrelay = b.example\nrelayhost = [$relay]:25\n");

        postconf("-xh", "relayhost");

        assertEquals("[b.example]:25\n", out.toString(StandardCharsets.UTF_8));
    }

    /// Scripts look there for what they can use; `lmdb` was missing once.
    @Test
    void exactlyTheTypesThatCanBeOpenedAreListed() {
        assertEquals(0, postconf("-m"));
        var listed = out.toString(StandardCharsets.UTF_8).lines().toList();

        for (String type : List.of(
                "btree",
                "cdb",
                "cidr",
                "dbm",
                "environ",
                "fail",
                "hash",
                "inline",
                "internal",
                "ldap",
                "lmdb",
                "memcache",
                "mongodb",
                "mysql",
                "nis",
                "pcre",
                "pgsql",
                "pipemap",
                "proxy",
                "randmap",
                "regexp",
                "sdbm",
                "socketmap",
                "sqlite",
                "static",
                "tcp",
                "texthash",
                "unionmap",
                "unix")) {
            assertEquals(!isUnknown(type), listed.contains(type), type);
        }
        assertEquals(listed.stream().sorted().toList(), listed);
    }

    private static boolean isUnknown(String type) {
        try {
            var _ = new Tables(_ -> {}).open(type + ":x");
            return false;
        } catch (NotImplementedException e) {
            return true;
        } catch (ConfigException e) {
            return e.getMessage().startsWith("unsupported dictionary type");
        }
    }
}
