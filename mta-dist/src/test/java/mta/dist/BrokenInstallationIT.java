package mta.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `postfix check` says of a broken installation what Postfix says: the same expectations hold for both.
class BrokenInstallationIT {

    private static final List<Fault> FAULTS = List.of(
            new Fault("nothing is wrong", "true", 0),
            new Fault(
                    "wrong owners",
                    "chown games spool spool/pid conf/main.cf data; chown root spool/private; touch data/x;"
                            + " chgrp games spool/public spool/maildrop",
                    0,
                    "warning: not owned by group postdrop: SPOOL/maildrop",
                    "warning: not owned by group postdrop: SPOOL/public",
                    "warning: not owned by postfix: DATA/.",
                    "warning: not owned by postfix: DATA/./x",
                    "warning: not owned by postfix: SPOOL/private",
                    "warning: not owned by root: CONF/./main.cf",
                    "warning: not owned by root: SPOOL/.",
                    "warning: not owned by root: SPOOL/pid"),
            new Fault(
                    "writable by others",
                    "chmod 777 spool spool/pid data conf; chmod 620 conf/main.cf; mkdir conf/sub; touch conf/sub/x;"
                            + " chmod 602 conf/sub/x",
                    0,
                    "warning: group or other writable: CONF/.",
                    "warning: group or other writable: CONF/./main.cf",
                    "warning: group or other writable: CONF/./sub/x",
                    "warning: group or other writable: DATA/.",
                    "warning: group or other writable: SPOOL/.",
                    "warning: group or other writable: SPOOL/pid"),
            new Fault(
                    "links",
                    "ln -s /etc/hosts conf/away; ln -s main.cf conf/inner; ln -s /no/such conf/nowhere; ln -s . conf/circle;"
                            + " touch open; chmod 666 open; ln -s ../open conf/open",
                    0,
                    "warning: group or other writable: CONF/./nowhere",
                    "warning: group or other writable: CONF/./open",
                    "warning: symlink leaves directory: CONF/./away",
                    "warning: symlink leaves directory: CONF/./nowhere",
                    "warning: symlink leaves directory: CONF/./open"),
            new Fault(
                    "a damaged message",
                    "touch spool/corrupt/ABCDEF; chown postfix spool/corrupt/ABCDEF",
                    0,
                    "warning: damaged message: corrupt/ABCDEF"),
            new Fault(
                    "a queue file with the name of another",
                    "touch spool/deferred/ABCDEF12; chmod 700 spool/deferred/ABCDEF12;"
                            + " chown postfix spool/deferred/ABCDEF12",
                    0,
                    "Renamed to match inode number: 1 message",
                    "warning: QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS"),
            new Fault("queues are missing", "rmdir spool/hold spool/maildrop spool/public; rm -r data", 0),
            new Fault(
                    "a file in the place of a queue",
                    "rmdir spool/hold; touch spool/hold",
                    1,
                    "fatal: unable to create missing queue directories"),
            new Fault(
                    "a file in the place of the data directory",
                    "rm -r data; touch data",
                    1,
                    "fatal: unable to create missing queue directories"),
            new Fault("no queue directory", "rm -r spool", 1, "fatal: chdir(SPOOL): No such file or directory"),
            new Fault(
                    "a file in the place of the queue directory",
                    "rm -r spool; touch spool",
                    1,
                    "fatal: chdir(SPOOL): Not a directory"),
            new Fault("no master.cf", "rm conf/master.cf", 1, "fatal: no CONF/master.cf file found"),
            new Fault(
                    "a directory in the place of master.cf",
                    "rm conf/master.cf; mkdir conf/master.cf",
                    1,
                    "fatal: no CONF/master.cf file found"),
            new Fault(
                    "nobody who writes the log",
                    "sed -i /^postlog/d conf/master.cf",
                    1,
                    "fatal: missing 'postlog' service in master.cf - run 'postfix upgrade-configuration'"),
            new Fault("a program that does not exist", "echo 'x unix - - n - - nosuch' >> conf/master.cf", 0));

    @TempDir
    private Path directory;

    /// @param how what a shell does to a sound installation, where it lies
    /// @param lines what the log says, in the order of the alphabet
    private record Fault(String name, String how, int exit, List<String> lines) {

        Fault(String name, String how, int exit, String... lines) {
            this(name, how, exit, List.of(lines));
        }
    }

    /// Makes a mail system in a directory.
    private interface Maker {
        MailSystem in(Path directory) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> ours() {
        return FAULTS.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name, () -> check(fault, Distribution::ours)));
    }

    @TestFactory
    Stream<DynamicTest> postfixs() {
        return FAULTS.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name, () -> check(fault, Distribution::postfix)));
    }

    private void check(Fault fault, Maker maker) throws IOException {
        assumeTrue(MailSystem.isRoot(), "only root gives files away");
        assumeTrue("postfix".equals(Distribution.owner()), "there is no user postfix");
        MailSystem.run(Map.of(), "", "chmod", "755", directory.toString());
        Path place = Files.createTempDirectory(directory, "system");
        try (var system = maker.in(place).with("compatibility_level = 3.7")) {
            // Postfix's postsuper(1) runs as mail_owner, and cannot make a file beside the queue.
            shell(place, "touch log; chown postfix log");
            system.command("postfix", "check");
            shell(place, ": > log; " + fault.how);

            var checked = system.command("postfix", "check");

            assertEquals(fault.lines, said(system, place));
            assertEquals(fault.exit, checked.exit(), checked.toString());
        }
    }

    private static void shell(Path place, String line) throws IOException {
        var done = MailSystem.run(Map.of(), "", "sh", "-c", "cd " + place + " && { " + line + "; }");
        assertEquals(0, done.exit(), done.toString());
    }

    private static List<String> said(MailSystem system, Path place) throws IOException {
        return system.log()
                .lines()
                .map(line -> line.replaceFirst("^.*? postfix(/[a-z-]+)?\\[\\d+]: ", ""))
                // What has no line in Postfix's log, where mkdir(1) says it, and what we say more.
                .filter(line -> !line.endsWith(": File exists") && !line.contains("not implemented"))
                .filter(line -> !line.matches("(Postfix is using |See http|To disable ).*"))
                .map(line -> line.replace(place + "/conf", "CONF")
                        .replace(place + "/spool", "SPOOL")
                        .replace(place + "/data", "DATA"))
                .sorted()
                .toList();
    }
}
