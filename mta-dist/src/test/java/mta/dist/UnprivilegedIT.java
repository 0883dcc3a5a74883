package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.testkit.net.FreePort;
import mta.testkit.net.MailSink;
import mta.testkit.process.Leftovers;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An ordinary user can run the whole, and is told what that does not allow.
class UnprivilegedIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> ALL =
            Set.of("mta-master", "mta-smtpd", "mta-cleanup", "mta-qmgr", "mta-smtp", "mta-local");

    @TempDir
    private Path directory;

    @Test
    void mailIsDelivered() throws IOException {
        try (var system =
                Distribution.ours(directory).with("compatibility_level = 3.11").withoutPrivileges()) {
            assertEquals(new MailSystem.Result(0, "", ""), system.command("postfix", "check"));
            system.start();

            var sent = system.commandWithInput("Subject: x\n\nx\n", "sendmail", "-f", "a@box.example", "b@box.example");

            assertEquals(new MailSystem.Result(0, "", ""), sent);
            await().atMost(PATIENCE).until(() -> system.mailbox().size() == 1);
            assertEquals(Set.of(), withRootsRights(system));
        }
    }

    /// What `./dev run` does.
    @Test
    void theDemonstrationDeliversBothMessages() throws Exception {
        Path place = Files.createDirectory(directory.resolve("run"));
        Path out = directory.resolve("out");
        var line = new ArrayList<String>();
        if (MailSystem.isRoot()) {
            MailSystem.run(Map.of(), "", "chmod", "755", directory.toString());
            MailSystem.run(Map.of(), "", "chown", "nobody", place.toString());
            line.addAll(List.of("setpriv", "--reuid=nobody", "--regid=" + nobodysGroup(), "--clear-groups"));
        }
        line.addAll(List.of(
                "src/main/build/demo",
                Distribution.HOME.toString(),
                place.toString(),
                Integer.toString(FreePort.find()),
                Integer.toString(FreePort.find())));

        var demo = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .until(() -> !demo.isAlive() || Files.readString(out).contains("Press Ctrl-C"));

            String said = Files.readString(out);
            assertTrue(said.contains("Subject: by sendmail"), said);
            assertTrue(said.contains("Subject: over SMTP"), said);
        } finally {
            demo.destroy();
            demo.waitFor();
        }
        assertTrue(Files.readString(out).contains("Stopping"), Files.readString(out));
        new Leftovers(place.resolve("conf")).mustBeNone(Files.readString(out));
    }

    private static String nobodysGroup() throws IOException {
        return MailSystem.run(Map.of(), "", "id", "-g", "nobody").out().strip();
    }

    /// Who delivers into the homes of others needs root's rights, and master, who starts everybody.
    @Test
    void startedByRootTheOthersRunAsMailOwner() throws IOException {
        assumeTrue(MailSystem.isRoot(), "not started by root");
        try (var sink = MailSink.start();
                var system = Distribution.ours(directory)
                        .with("relayhost = " + sink.nexthop())
                        .start()) {
            system.commandWithInput("Subject: x\n\nx\n", "sendmail", "b@box.example", "c@out.example");
            await().atMost(PATIENCE)
                    .until(() -> system.mailbox().size() == 1 && sink.messages().size() == 1);

            // Who is only just starting does not say yet which it is.
            await().atMost(PATIENCE).until(() -> system.processes().keySet().equals(ALL));
            assertEquals(Set.of("mta-master", "mta-local"), withRootsRights(system));
        }
    }

    /// Through `public/postdrop`, as his sendmail(1) may not write into the queue.
    @Test
    void anOrdinaryUserSendsThroughTheSystemThatRootStarted() throws IOException {
        assumeTrue(MailSystem.isRoot(), "not started by root");
        assumeTrue(
                asNobody("", "test", "-x", command("sendmail")).exit() == 0,
                Distribution.HOME + " cannot be reached by others");
        String uid = MailSystem.run(Map.of(), "", "id", "-u", "nobody").out().strip();
        var system = Distribution.ours(directory);
        try (system) {
            system.start();

            assertEquals(new MailSystem.Result(0, "", ""), submit(system));

            await().atMost(PATIENCE).until(() -> system.mailbox().size() == 1);
            String message = system.mailbox().getFirst();
            assertTrue(message.contains("(Postfix, from userid " + uid + ")"), message);
            assertTrue(system.log().contains(": uid=" + uid + " from=<a@box.example>"), system.log());

            var dropped = asNobody(records(), "env", "MAIL_CONFIG=" + system.configuration(), command("postdrop"));
            assertEquals(0, dropped.exit(), dropped.toString());
            await().atMost(PATIENCE).until(() -> system.mailbox().size() == 2);
        }

        var refused = submit(system);
        assertEquals(75, refused.exit(), refused.toString());
        assertTrue(refused.err().startsWith("sendmail: fatal: "), refused.toString());
        assertEquals(0, system.queued("maildrop"));
    }

    private static String command(String name) {
        return Distribution.HOME.resolve("bin").resolve(name).toString();
    }

    /// What the sendmail(1) of a real Postfix hands to postdrop(1).
    private static String records() {
        return Stream.of("Sa@box.example", "Rb@box.example", "M", "NSubject: x", "N", "Nx", "X", "E")
                .map(record -> record.charAt(0) + Character.toString(record.length() - 1) + record.substring(1))
                .collect(Collectors.joining());
    }

    private static MailSystem.Result submit(MailSystem system) throws IOException {
        return asNobody(
                "Subject: x\n\nx\n",
                "env",
                "MAIL_CONFIG=" + system.configuration(),
                command("sendmail"),
                "-f",
                "a@box.example",
                "b@box.example");
    }

    private static MailSystem.Result asNobody(String input, String... line) throws IOException {
        var all = new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=" + nobodysGroup(), "--clear-groups"));
        all.addAll(List.of(line));
        return MailSystem.run(Map.of(), input, all.toArray(String[]::new));
    }

    private static Set<String> withRootsRights(MailSystem system) throws IOException {
        var roots = new TreeSet<String>();
        for (var process : system.processes().entrySet()) {
            String ids = MailSystem.run(Map.of(), "", "grep", "^Uid:", "/proc/" + process.getValue() + "/status")
                    .out();
            if (ids.matches("(?s).*\\b0\\b.*")) {
                roots.add(process.getKey());
            }
        }
        return roots;
    }

    @Test
    void aPortThatOnlyRootMayUseIsNamed() throws IOException {
        Path bound = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
        // The kernel gives this file out only in one piece, and Files.readString asks for a byte at first.
        try (var lines = Files.newBufferedReader(bound)) {
            assumeTrue("1024".equals(lines.readLine()), "here, everybody may use all ports");
        }
        try (var system = Distribution.ours(directory)
                .with("compatibility_level = 3.11")
                .withoutPrivileges()
                .onPort(25)) {
            var start = system.command("postfix", "start");

            assertEquals(
                    new MailSystem.Result(
                            1,
                            "",
                            "postfix/postfix-script: starting the Postfix mail system\n"
                                    + "postfix/master: fatal: bind 127.0.0.1 port 25: Permission denied"
                                    + " (ports under 1024 need root)\n"
                                    + "postfix/postfix-script: fatal: mail system startup failed\n"),
                    start);
        }
    }
}
