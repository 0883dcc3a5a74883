package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.Catalogue;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.log.PostfixMailLog;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each fault that `postfix check` knows, seen once.
class SystemCheckTest {

    private static final String SERVICES = """
            127.0.0.1:2525 inet n - n - - smtpd
            postlog unix-dgram n - n - 1 postlogd
            """;

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectory(conf());
        write("main.cf", "");
        Files.writeString(conf().resolve("master.cf"), SERVICES);
    }

    private Path conf() {
        return directory.resolve("conf");
    }

    private Path spool() {
        return directory.resolve("spool");
    }

    private void write(String file, String more) throws IOException {
        Files.writeString(conf().resolve(file), """
                compatibility_level = 3.11
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                mail_owner = %2$s
                setgid_group = %3$s
                inet_interfaces = loopback-only
                mydestination =
                alias_maps =
                """.formatted(directory, "nobody", group()) + more);
    }

    private static String group() {
        return "daemon";
    }

    /// Runs the check.
    ///
    /// @return whether the system can run
    private boolean check() throws IOException {
        said.clear();
        var log = new PostfixMailLog(
                (severity, _, text) -> said.add((severity.word() + text).replace(directory.toString(), "DIR")),
                "postfix");
        return new SystemCheck(MainCf.read(conf()), log, () -> true).everything();
    }

    @Test
    void missingDirectoriesAreMade() throws IOException {
        assertTrue(check());

        assertEquals(List.of(), said);
        assertEquals("rwx------", mode(spool().resolve("deferred")));
        assertEquals("rwx-wx---", mode(spool().resolve("maildrop")));
        assertEquals("rwx--x--x", mode(spool().resolve("public")));
        assertEquals("rwxr-xr-x", mode(spool().resolve("pid")));
        assertEquals("rwx------", mode(directory.resolve("data")));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatOthersMayWriteIsWarnedAbout() throws IOException {
        check();
        Files.setPosixFilePermissions(conf().resolve("main.cf"), PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setPosixFilePermissions(directory.resolve("data"), PosixFilePermissions.fromString("rwx----w-"));

        assertTrue(check());

        assertEquals(
                List.of(
                        "warning: group or other writable: DIR/conf/./main.cf",
                        "warning: group or other writable: DIR/data/."),
                said);
    }

    @Test
    void aLinkOutOfTheConfigurationIsWarnedAbout() throws IOException {
        Files.createSymbolicLink(conf().resolve("inside.cf"), Path.of("main.cf"));
        Files.createSymbolicLink(conf().resolve("outside"), Path.of("../conf/main.cf"));

        assertTrue(check());

        assertEquals(List.of("warning: symlink leaves directory: DIR/conf/./outside"), said);
    }

    /// find(1) looks at such a link itself, which everybody may write.
    @Test
    void aLinkToNowhereDoesNotEndTheCheck() throws IOException {
        Files.createSymbolicLink(conf().resolve("nowhere"), directory.resolve("absent"));

        assertTrue(check());

        assertEquals(
                List.of(
                        "warning: group or other writable: DIR/conf/./nowhere",
                        "warning: symlink leaves directory: DIR/conf/./nowhere"),
                said);
    }

    @Test
    void whatLinksLeadToIsLookedAt() throws IOException {
        check();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path open = Files.writeString(elsewhere.resolve("open"), "");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.createSymbolicLink(conf().resolve("link"), elsewhere);
        Files.createSymbolicLink(conf().resolve("circle"), Path.of("."));

        assertTrue(check());

        assertEquals(
                List.of(
                        "warning: group or other writable: DIR/conf/./link/open",
                        "warning: symlink leaves directory: DIR/conf/./link"),
                said);
    }

    @Test
    void aFileInThePlaceOfADirectoryIsRefused() throws IOException {
        Files.writeString(directory.resolve("data"), "");

        assertFalse(check());

        assertEquals(
                List.of("error: DIR/data: File exists", "fatal: unable to create missing queue directories"), said);
    }

    @Test
    void aDamagedMessageIsWarnedAbout() throws IOException {
        check();
        Files.writeString(spool().resolve("corrupt/ABCDEF123"), "");
        if (isRoot()) {
            give(spool().resolve("corrupt/ABCDEF123"), "nobody");
        }

        assertTrue(check());

        assertEquals(List.of("warning: damaged message: corrupt/ABCDEF123"), said);
    }

    @Test
    void whatBelongsToTheWrongUserIsWarnedAbout() throws IOException {
        assumeTrue(isRoot(), "only root can give files away");
        check();
        give(conf().resolve("main.cf"), "nobody");
        give(spool().resolve("pid"), "nobody");
        give(spool().resolve("hold"), "root");
        give(spool().resolve("maildrop"), "root");
        give(directory.resolve("data"), "root");
        Files.setAttribute(spool().resolve("public"), "unix:gid", 0);

        assertTrue(check());

        assertEquals(
                List.of(
                        "warning: not owned by root: DIR/spool/pid",
                        "warning: not owned by root: DIR/conf/./main.cf",
                        "warning: not owned by nobody: DIR/data/.",
                        "warning: not owned by nobody: DIR/spool/hold",
                        "warning: not owned by nobody: DIR/spool/maildrop",
                        "warning: not owned by group " + group() + ": DIR/spool/public"),
                said);
    }

    private static boolean isRoot() {
        return Processes.effectiveUser() == 0;
    }

    private static void give(Path path, String user) throws IOException {
        Files.setAttribute(path, "unix:uid", Accounts.user(user).orElseThrow().uid());
    }

    @Test
    void rootIsNoOwnerOfMail() throws IOException {
        assumeTrue(isRoot(), "mail_owner counts only where root starts the mail system");
        write("main.cf", "mail_owner = root\n");
        assertUnusable("file DIR/conf/main.cf: parameter mail_owner: user root has privileged user ID");

        write("main.cf", "mail_owner = nosuchuser\n");
        assertUnusable("file DIR/conf/main.cf: parameter mail_owner: unknown user name value: nosuchuser");

        write("main.cf", "setgid_group = root\n");
        assertUnusable("file DIR/conf/main.cf: parameter setgid_group: group root has privileged group ID");

        write("main.cf", "setgid_group = nosuchgroup\n");
        assertUnusable("file DIR/conf/main.cf: parameter setgid_group: unknown group name: nosuchgroup");

        int group = Accounts.user("daemon").orElseThrow().gid();
        write("main.cf", "mail_owner = daemon\n");
        assertUnusable("file DIR/conf/main.cf: parameters mail_owner and setgid_group: user daemon and group daemon"
                + " have the same group ID: " + group);
    }

    private void assertRefused(String text) throws IOException {
        assertFalse(check());
        assertEquals(List.of("fatal: " + text), said);
    }

    /// What is wrong with main.cf is for the caller to say.
    private void assertUnusable(String text) {
        var refused = assertThrows(ConfigException.class, this::check);
        assertEquals(text, refused.getMessage().replace(directory.toString(), "DIR"));
        assertEquals(List.of(), said);
    }

    @Test
    void filesThatCannotBeReadAreRefused() throws IOException {
        write("main.cf", "message_size_limit = big\n");
        assertUnusable("bad numerical configuration: message_size_limit = big (DIR/conf/main.cf, line 9)");

        write("main.cf", "inet_interfaces = nosuch.invalid\n");
        assertUnusable("config variable inet_interfaces: host not found: nosuch.invalid");

        write("main.cf", "syslog_facility = Nosuch\n");
        assertUnusable("file DIR/conf/main.cf: parameter syslog_facility: unrecognized value: Nosuch");

        write("main.cf", "maillog_file = /var/log\n");
        assertUnusable("open logfile '/var/log': cannot open file: Is a directory");

        write("main.cf", "maillog_file = /var/log/maillog\n");
        Files.writeString(conf().resolve("master.cf"), "smtp inet n - n - - smtpd\n");
        assertRefused("missing 'postlog' service in master.cf - run 'postfix upgrade-configuration'");

        Files.writeString(conf().resolve("master.cf"), "smtp inet n\n");
        assertRefused("DIR/conf/master.cf: line 1: missing \"unprivileged\" field");

        Files.delete(conf().resolve("master.cf"));
        Files.createDirectory(conf().resolve("master.cf"));
        assertRefused("no DIR/conf/master.cf file found");

        Files.delete(conf().resolve("master.cf"));
        assertRefused("no DIR/conf/master.cf file found");

        Files.writeString(conf().resolve("main.cf"), "no equals sign\n");
        var broken = assertThrows(ConfigException.class, this::check);
        assertEquals(
                conf() + "/main.cf, line 1: missing '=' after attribute name: \"no equals sign\"", broken.getMessage());
    }

    @Test
    void whatIsNotImplementedIsNamedAndWhatProtectsIsRefused() throws IOException {
        write("main.cf", notYet(Parameter.Support.NOT_YET) + " = x\n");
        assertTrue(check());
        assertEquals(
                List.of("warning: parameter " + notYet(Parameter.Support.NOT_YET)
                        + " is not implemented (DIR/conf/main.cf, line 9)"),
                said);

        String protects = notYet(Parameter.Support.NOT_YET_AND_PROTECTS);
        write("main.cf", protects + " = x\n");
        assertFalse(check());
        assertTrue(
                said.getFirst()
                        .startsWith("error: parameter " + protects
                                + " is not implemented, and must not be ignored: remove it"),
                said.toString());
    }

    private static String notYet(Parameter.Support support) {
        var name = Catalogue.all().stream()
                .filter(parameter -> parameter.support() == support && parameter.kind() == Parameter.Kind.TEXT)
                .map(Parameter::name)
                .findFirst();
        assumeTrue(name.isPresent(), "everything is implemented");
        return name.get();
    }

    @Test
    void servicesThatAreNotImplementedAreNamed() throws IOException {
        Files.writeString(conf().resolve("master.cf"), SERVICES + "127.0.0.1:628 inet n - n - - qmqpd\n");

        assertTrue(check());

        assertTrue(
                said.contains("warning: services of master.cf that are not implemented: 127.0.0.1:628/inet (qmqpd)"),
                said.toString());
    }

    /// Symptom: `postfix start` refuses because of a line that is not to be opened.
    @Test
    void aDisabledServiceIsNotLookedAt() throws IOException {
        Files.writeString(conf().resolve("master.cf"), SERVICES + """
                submission inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
                policy unix - n n - 0 spawn
                """);
        write("main.cf", "");
        assertFalse(check());

        write("main.cf", "master_service_disable = submission/inet, policy/unix\n");
        assertTrue(check());

        assertEquals(List.of(), said);
    }
}
