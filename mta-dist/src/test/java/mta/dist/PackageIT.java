package mta.dist;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The package: what it holds, and what happens to a system that it is installed on, updated and removed.
class PackageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HOME = "/usr/libexec/mta";

    /// What Red Hat's package of Postfix has in common with ours, and one that makes rpm(8) swap them: it obsoletes
    /// Postfix.
    private static final String POSTFIX = """
            Name: postfix
            Version: 3
            Release: 1
            Summary: Postfix
            License: EPL-2.0
            BuildArch: noarch
            %description
            %package -n swap
            Summary: Takes it away
            Obsoletes: postfix < 4
            %description -n swap
            %install
            mkdir -p %{buildroot}/etc/postfix %{buildroot}/usr/sbin %{buildroot}/var/spool/postfix/maildrop
            for name in main.cf master.cf transport virtual; do
                echo '# as it came' > %{buildroot}/etc/postfix/$name
            done
            echo program > %{buildroot}/usr/sbin/postfix
            %files
            %config(noreplace) /etc/postfix/*
            %attr(755,root,root) /usr/sbin/postfix
            %dir /var/spool/postfix
            %dir %attr(730,root,root) /var/spool/postfix/maildrop
            %files -n swap
            """;

    @TempDir
    private static Path packages;

    private static Path mta;

    @TempDir
    private Path directory;

    @BeforeAll
    static void build() throws IOException {
        Distribution.needs("rpmbuild");
        mta = build(Distribution.HOME, "1");
    }

    /// Packages a distribution.
    private static Path build(Path tree, String version) throws IOException {
        return Path.of(
                ok(MailSystem.run(Map.of(), "", "src/main/build/rpm", tree.toString(), packages.toString(), version))
                        .strip());
    }

    private static String ok(MailSystem.Result result) {
        assertEquals(0, result.exit(), result.toString());
        return result.out();
    }

    private static String query(String... arguments) throws IOException {
        var line = new ArrayList<>(List.of("rpm", "-qp"));
        line.addAll(List.of(arguments));
        line.add(mta.toString());
        return ok(MailSystem.run(Map.of(), "", line.toArray(String[]::new)));
    }

    @Test
    void itSaysWhatItNeedsAndWhatItIs() throws IOException {
        var requires = query("--requires").lines().toList();
        assertTrue(requires.stream().anyMatch(line -> line.contains("java-25-amazon-corretto-headless or ")));
        assertTrue(requires.contains("(glibc(x86-64) or glibc(aarch-64))"), requires.toString());
        assertTrue(requires.containsAll(List.of("/usr/bin/setpriv", "/usr/sbin/alternatives", "/bin/bash")));

        var provides = query("--provides").lines().toList();
        assertTrue(provides.containsAll(List.of("MTA", "smtpd", "smtpdaemon", "server(smtp)")), provides.toString());
        assertEquals("postfix\n", query("--conflicts"));
        assertEquals("", query("--obsoletes"));
    }

    /// One package for both architectures is right as long as each library with native code has both.
    @Test
    void itHasNativeCodeForBothArchitectures() throws IOException {
        String native64 = ok(MailSystem.run(
                Map.of(),
                "",
                "sh",
                "-c",
                "for jar in " + Distribution.HOME + "/lib/*.jar; do"
                        + " \"$0\" tf $jar | grep -E '/[^/]*(linux-gnu|x86_64|aarch_64)\\.so$'; done; true",
                System.getProperty("java.home") + "/bin/jar"));
        for (String library : List.of("native_epoll", "lmdbjava")) {
            for (String architecture : List.of("x86_64", "aarch_?64")) {
                assertTrue(
                        native64.lines()
                                .anyMatch(line -> line.contains(library) && line.matches(".*" + architecture + ".*")),
                        library + " for " + architecture + ": " + native64);
            }
        }
        assertEquals("noarch", query("--queryformat", "%{ARCH}"));
    }

    @Test
    void itIsInstalledUpdatedAndRemoved() throws IOException {
        try (var system = SystemRoot.in(directory)) {
            ok(system.rpm("-i", "--nodeps", mta.toString()));
            usersAndLinksAreThere(system);
            nothingIsWrong(system);
            cachesCanBeMade(system);

            ok(system.sh("echo '#' >> /etc/postfix/main.cf; postconf -e maillog_file=/var/log/mail.log"));
            mailGoesThrough(system);
            nothingIsWrong(system);
            Files.writeString(system.path(HOME + "/libexec/smtpd.aot"), "made with the jars of version 1");
            ok(system.rpm("-U", "--nodeps", build(newer(), "2").toString()));
            theUpdateKeptWhatWasChanged(system);

            ok(system.sh("echo 'Subject: down' | sendmail -f reader reader"));
            ok(system.rpm("-e", "mta"));
            whatBelongsToTheAdministratorIsLeft(system);
        }
    }

    /// The training itself takes long and is a matter of `LauncherIT`: this is the instance that it works with.
    private static void cachesCanBeMade(SystemRoot system) throws IOException {
        ok(system.sh("cd " + HOME + "/libexec; test -x mta-train; MTA_HOME=" + HOME
                + " bash -ec '. ./instance; make_instance /tmp/trained 2525 2587'"
                + " && postconf -c /tmp/trained/conf -M | grep -F 127.0.0.1:2587"));
    }

    private static void usersAndLinksAreThere(SystemRoot system) throws IOException {
        String accounts = system.text("/etc/passwd") + system.text("/etc/group");
        assertTrue(accounts.contains("\npostfix:x:89:89::/var/spool/postfix:/sbin/nologin\n"), accounts);
        assertTrue(accounts.contains("\npostdrop:x:90:\n"), accounts);
        assertTrue(accounts.contains("\nmail:x:12:postfix\n"), accounts);
        assertEquals("install-system-units mta.service\n", system.text("/units"));
        assertEquals(
                (HOME + "/libexec/mta-command\n").repeat(6),
                ok(system.sh("readlink -f /usr/sbin/sendmail /usr/lib/sendmail /usr/bin/mailq /usr/bin/newaliases"
                        + " /usr/sbin/postfix /usr/sbin/qshape")));
        assertEquals(
                "/usr/share/man/man1/sendmail.mta.1.gz\n",
                ok(system.sh("readlink -f /usr/share/man/man8/sendmail.8.gz")));
        assertEquals("", ok(system.sh("ls " + HOME + "/libexec | grep -E 'aot|java-home'; true")));
        assertEquals("""
                alias_database = hash:/etc/aliases
                alias_maps = hash:/etc/aliases
                compatibility_level = 3.11
                inet_interfaces = loopback-only
                """, ok(system.sh("postconf -n | sort")));
    }

    /// Owners and modes are what both the mail system and the package want.
    private static void nothingIsWrong(SystemRoot system) throws IOException {
        var check = system.sh("postalias hash:/etc/aliases && postfix check");
        assertEquals(new MailSystem.Result(0, "", ""), check);
        var verified = system.rpm("-V", "--nodeps", "mta");
        assertEquals(
                "",
                verified.out()
                        .lines()
                        .filter(line -> !line.matches("\\S+ +c /etc/postfix/main.cf"))
                        .collect(Collectors.joining("\n")));
    }

    /// Started as the unit does it: with the capabilities that it leaves, on port 25.
    private static void mailGoesThrough(SystemRoot system) throws IOException {
        ok(system.sh("setpriv --bounding-set=" + withheld(system) + " postfix start"));
        ok(system.sh("setpriv --reuid=1000 --regid=1000 --clear-groups sh -c"
                + " 'echo Subject: here | sendmail postmaster'"));
        ok(system.sh("bash -c '. " + HOME + "/libexec/instance; echo Subject: there > /message;"
                + " smtp_send 25 a@b.example reader@localhost /message'"));
        var mailbox = system.path("/var/spool/mail/reader");
        await().atMost(PATIENCE)
                .until(() -> Files.exists(mailbox)
                        && Files.readString(mailbox).contains("Subject: here")
                        && Files.readString(mailbox).contains("Subject: there"));
        ok(system.sh("postfix stop"));
    }

    /// What the unit takes away, as setpriv(1) writes it.
    private static String withheld(SystemRoot system) throws IOException {
        String all = system.text("/usr/lib/systemd/system/mta.service")
                .lines()
                .filter(line -> line.startsWith("CapabilityBoundingSet=~"))
                .map(line -> line.substring(line.indexOf('~') + 1))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(all.split(" "))
                .map(name -> "-" + name.substring("CAP_".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    /// The next version: its configuration says something else.
    private Path newer() throws IOException {
        Path tree = directory.resolve("newer");
        ok(MailSystem.run(Map.of(), "", "cp", "-a", Distribution.HOME.toString(), tree.toString()));
        Files.writeString(tree.resolve("conf/main.cf"), "# of version 2\n", APPEND);
        return tree;
    }

    private static void theUpdateKeptWhatWasChanged(SystemRoot system) throws IOException {
        assertEquals("mta-2-1\n", ok(system.rpm("-q", "--queryformat", "%{NAME}-%{VERSION}-%{RELEASE}\\n", "mta")));
        assertTrue(system.text("/etc/postfix/main.cf").contains("maillog_file = /var/log/mail.log"));
        assertTrue(system.text("/etc/postfix/main.cf.rpmnew").endsWith("# of version 2\n"));
        assertFalse(Files.exists(system.path(HOME + "/libexec/smtpd.aot")), "a cache of other jars is left");
        assertEquals(
                "install-system-units mta.service\nmark-restart-system-units mta.service\n", system.text("/units"));
        assertEquals(HOME + "/libexec/mta-command\n", ok(system.sh("readlink -f /usr/sbin/sendmail")));
        nothingIsWrong(system);
    }

    private static void whatBelongsToTheAdministratorIsLeft(SystemRoot system) throws IOException {
        assertTrue(system.text("/etc/postfix/main.cf.rpmsave").contains("maillog_file = /var/log/mail.log"));
        assertEquals("1\n", ok(system.sh("find /var/spool/postfix/maildrop -type f | wc -l")));
        assertEquals(
                "",
                ok(system.sh("ls -d " + HOME + " /usr/sbin/sendmail /usr/sbin/postfix /usr/bin/mailq"
                        + " /usr/lib/sendmail /etc/postfix/master.cf 2> /dev/null; true")));
        assertTrue(system.text("/units").endsWith("remove-system-units mta.service\n"), system.text("/units"));
    }

    /// As "dnf swap postfix mta" does it.
    @Test
    void itTakesThePlaceOfPostfix() throws IOException {
        Path spec = Files.writeString(directory.resolve("postfix.spec"), POSTFIX);
        ok(MailSystem.run(
                Map.of(),
                "",
                "rpmbuild",
                "-bb",
                "--target",
                "noarch",
                "--define",
                "_topdir " + directory,
                "--define",
                "_rpmdir " + directory,
                "--define",
                "_rpmfilename %%{NAME}.rpm",
                spec.toString()));
        try (var system = SystemRoot.in(directory)) {
            ok(system.rpm("-i", "--nodeps", directory + "/postfix.rpm"));
            ok(system.sh("cd /etc/postfix; echo 'relayhost = [127.0.0.1]:9' >> main.cf; echo 'x y' >> transport;"
                    + " : > /var/spool/postfix/maildrop/waits"));

            var refused = system.rpm("-i", mta.toString());
            assertTrue(refused.err().contains("postfix conflicts with mta-1-1.noarch"), refused.toString());
            ok(system.rpm("-U", "--nodeps", directory + "/swap.rpm", mta.toString()));

            assertEquals("[127.0.0.1]:9\n", ok(system.sh("postconf -h relayhost")));
            assertEquals("# as it came\nx y\n", system.text("/etc/postfix/transport"));
            assertEquals("# as it came\n", system.text("/etc/postfix/virtual"));
            assertTrue(system.text("/etc/postfix/master.cf").contains("postdrop"), "what nobody changed is ours now");
            assertTrue(Files.exists(system.path("/var/spool/postfix/maildrop/waits")));
            assertEquals("", ok(system.sh("ls /etc/postfix | grep rpmsave; true")));

            ok(system.rpm("-e", "mta"));
            assertEquals("# as it came\nx y\n", system.text("/etc/postfix/transport"));
        }
    }
}
