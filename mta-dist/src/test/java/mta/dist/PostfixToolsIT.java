package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Postfix's own commands work on our running system, and ours on theirs.
class PostfixToolsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void realSendmailDelivers() throws IOException {
        try (var system = ours("/usr/sbin").start()) {
            String text = "Subject: real\n\nhello\n";
            var byVariable = MailSystem.run(
                    system.environment(), text, "/usr/sbin/sendmail", "-f", "a@box.example", "b@box.example");
            var byOption = MailSystem.run(
                    Map.of(),
                    text,
                    "/usr/sbin/sendmail",
                    "-C",
                    system.configuration().toString(),
                    "b@box.example");

            assertEquals(new MailSystem.Result(0, "", ""), byVariable);
            assertEquals(new MailSystem.Result(0, "", ""), byOption);
            await().atMost(PATIENCE).until(() -> system.mailbox().size() == 2);
        }
    }

    @Test
    void realPostqueueAndQshapeSeeWhatOursSee() throws IOException {
        try (var system = ours("/usr/sbin").with("defer_transports = virtual").start()) {
            system.commandWithInput("Subject: waits\n\nx\n", "sendmail", "-f", "a@box.example", "b@box.example");
            await().atMost(PATIENCE).until(() -> system.queued("deferred") == 1);

            for (var option : List.of("-p", "-j")) {
                var theirs = MailSystem.run(system.environment(), "", "/usr/sbin/postqueue", option);
                var ours = system.command("postqueue", option);
                assertEquals(theirs.out(), ours.out());
                assertTrue(theirs.out().contains("b@box.example"), theirs.toString());
            }
            var theirs = MailSystem.run(system.environment(), "", "/usr/sbin/qshape", "deferred");
            assertEquals(theirs.out(), system.command("qshape", "deferred").out());
        }
    }

    /// Messages in every queue and state that a listing knows.
    @Test
    void bothSystemsCommandsSayTheSameOfAFullQueue() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var system = full(silent.getLocalPort()).start()) {
            String held = deferred(system, 1, "-f", "sender@box.example", "held@wait.example");
            deferred(system, 2, "-f", "<>", "one@wait.example", "two@wait.example", "three@again.example");
            String expired = deferred(system, 3, "-f", "\"a b\"@box.example", "gone@wait.example");
            // Arguments would pass through the encoding of this process.
            system.commandWithInput(utf8("To: björn@wait.example, mädchen@münchen.example\n\nx\n"), "sendmail", "-t");
            await().atMost(PATIENCE).until(() -> system.queued("deferred") == 4);
            system.commandWithInput("Subject: slow\n\nx\n", "sendmail", "-f", "a@box.example", "b@slow.example");
            await().atMost(PATIENCE).until(() -> system.queued("active") == 1 && system.queued("maildrop") == 0);
            postsuper(system, "-h", held, "placed on hold");
            // Before one of them is to be returned, as qshape leaves those out.
            for (var queues : List.of(
                    List.of("deferred"), List.of("hold"), List.of("active", "incoming"), List.of("-s", "deferred"))) {
                assertEquals(
                        run(system, "/usr/sbin/qshape", queues),
                        system.command("qshape", queues.toArray(String[]::new)),
                        queues.toString());
            }
            postsuper(system, "-e", expired, "expired");
            MailSystem.run(Map.of(), "", "cp", "-p", heldFile(system, held), maildrop(system, "A" + held));

            for (var option : List.of("-p", "-j")) {
                var theirs = MailSystem.run(system.environment(), "", "/usr/sbin/postqueue", option);
                assertEquals(theirs, system.command("postqueue", option));
                for (String what : List.of(held, "A" + held, expired, "three@again", "slow.example", utf8("björn"))) {
                    assertTrue(theirs.out().contains(what), what + " in " + theirs);
                }
            }
            sameContents(system);
        }
    }

    /// Each action is done by Postfix's postsuper(1) to one message and by ours to another.
    @Test
    void bothPostsupersActAlikeOnOurRunningSystem() throws IOException {
        try (var system = full(1).start()) {
            String theirs = deferred(system, 1, "-f", "a@box.example", "b@wait.example");
            String ours = deferred(system, 2, "-f", "a@box.example", "b@wait.example");
            for (String action : List.of("-h", "-e", "-H", "-f", "-r", "-h", "-d")) {
                var real = MailSystem.run(system.environment(), "", "/usr/sbin/postsuper", action, theirs);
                var own = system.command("postsuper", action, ours);
                assertEquals(
                        new MailSystem.Result(
                                real.exit(), real.out(), real.err().replace(theirs, "ID")),
                        new MailSystem.Result(own.exit(), own.out(), own.err().replace(ours, "ID")),
                        action);
                String listing = system.command("postqueue", "-p").out();
                assertEquals(mark(listing, theirs), mark(listing, ours), action + ": " + listing);
            }
        }
    }

    /// All deferred mail, one message, and the mail for one site.
    @Test
    void realPostqueueHasDeferredMailTried() throws IOException {
        try (var system =
                full(1).with("fast_flush_domains = wait.example, again.example").start()) {
            String first = deferred(system, 1, "-f", "a@box.example", "b@wait.example");
            String second = deferred(system, 2, "-f", "a@box.example", "b@again.example");

            for (String tools : List.of("/usr/sbin/", "")) {
                flushes(system, tools, List.of("-f"), List.of(first, second));
                flushes(system, tools, List.of("-i", first), List.of(first));
                flushes(system, tools, List.of("-s", "again.example"), List.of(second));
            }
        }
    }

    /// @param tools where that postqueue(1) is; ours where this is empty
    /// @param tried which messages are tried then
    private static void flushes(MailSystem system, String tools, List<String> arguments, List<String> tried)
            throws IOException {
        var before = attempts(system);
        var result = tools.isEmpty()
                ? system.command("postqueue", arguments.toArray(String[]::new))
                : run(system, tools + "postqueue", arguments);
        assertEquals(new MailSystem.Result(0, "", ""), result);
        var expected = new TreeMap<>(before);
        tried.forEach(id -> expected.merge(id, 1, Integer::sum));
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(expected, attempts(system), arguments.toString()));
        // Where it is seen what a request does, it is done.
        await().atMost(PATIENCE).until(() -> system.queued("active") + system.queued("incoming") == 0);
    }

    /// How often each message was tried and put off.
    private static Map<String, Integer> attempts(MailSystem system) throws IOException {
        var attempts = new TreeMap<String, Integer>();
        var deferrals = Pattern.compile(": (\\w+): to=<.*status=deferred").matcher(system.log());
        while (deferrals.find()) {
            attempts.merge(deferrals.group(1), 1, Integer::sum);
        }
        return attempts;
    }

    @Test
    void longQueueIdsFromTheQueueFileToTheListing() throws IOException {
        try (var system = full(1).with("enable_long_queue_ids = yes").start()) {
            String id = deferred(system, 1, "-f", "a@box.example", "b@wait.example");
            assertTrue(id.matches("[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,}z[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-y]+"), id);
            assertTrue(system.log().contains(": " + id + ": from=<a@box.example>, size="), system.log());

            for (var call :
                    List.of(List.of("postqueue", "-p"), List.of("postqueue", "-j"), List.of("qshape", "deferred"))) {
                String argument = call.getLast();
                assertEquals(
                        run(system, "/usr/sbin/" + call.getFirst(), List.of(argument)),
                        system.command(call.getFirst(), argument));
            }
            assertTrue(
                    system.command("postqueue", "-p")
                            .out()
                            .startsWith("----Queue ID----- --Size-- ---Arrival Time---- --Sender/Recipient------\n"),
                    system.command("postqueue", "-p").out());
            sameContents(system);
            postsuper(system, "-h", id, "placed on hold");
            postsuper(system, "-H", id, "released from hold");
        }
    }

    /// A copy of a queue file from a backup has another inode, and an id that names the old one; -S gives it an
    /// id of its own even where ids are long.
    @Test
    void bothPostsupersNameARestoredFileAnew() throws IOException {
        var system = full(1).with("enable_long_queue_ids = yes");
        Path held;
        try (var running = system.start()) {
            String id = deferred(running, 1, "-f", "a@box.example", "b@wait.example");
            postsuper(running, "-h", id, "placed on hold");
            held = Path.of(heldFile(running, id));
        }
        // Without a system that runs, it writes the log itself, and with the rights of mail_owner.
        MailSystem.run(Map.of(), "", "chmod", "666", directory.resolve("log").toString());
        for (String tools : List.of("/usr/sbin/", "")) {
            restore(held);
            assertEquals(List.of("-s kept", "-S renamed"), renamings(system, tools, held), tools);
            held = onlyFile(held.getParent());
        }
        // Each finds nothing to do where the other has been.
        assertEquals(new MailSystem.Result(0, "", ""), run(system, "/usr/sbin/postsuper", List.of("-S")));
        assertEquals(held, onlyFile(held.getParent()));
    }

    private static List<String> renamings(MailSystem system, String tools, Path file) throws IOException {
        var done = new ArrayList<String>();
        for (String option : List.of("-s", "-S")) {
            var result = tools.isEmpty()
                    ? system.command("postsuper", option)
                    : run(system, tools + "postsuper", List.of(option));
            assertEquals(0, result.exit(), result.toString());
            done.add(option + (onlyFile(file.getParent()).equals(file) ? " kept" : " renamed"));
        }
        return done;
    }

    private static void restore(Path file) throws IOException {
        String name = file.toString();
        var done = MailSystem.run(Map.of(), "", "sh", "-c", "cp -p \"$0\" \"$0\".copy && mv \"$0\".copy \"$0\"", name);
        assertEquals(0, done.exit(), done.toString());
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var all = files.toList();
            assertEquals(1, all.size(), all.toString());
            return all.getFirst();
        }
    }

    /// How a listing marks a message: `!` on hold, `#` to be returned, nothing for one that is not there.
    private static String mark(String listing, String id) {
        var marks = Pattern.compile("(?m)^" + id + "([*!#]*) ").matcher(listing);
        return marks.find() ? "listed" + marks.group(1) : "";
    }

    /// Our system with destinations for which mail waits, and one that says nothing.
    private MailSystem full(int silentPort) throws IOException {
        return ours("/usr/sbin")
                .with(
                        "transport_maps = inline:{ { wait.example = retry:4.2.1 not now }, { again.example = retry:4.4.1 later },"
                                + " { slow.example = smtp:[127.0.0.1]:" + silentPort + " } }",
                        "default_transport = retry:4.3.0 nowhere to go")
                .withService("pickup unix n - n 3600 1 pickup");
    }

    /// Sends a message that is deferred.
    ///
    /// @param count how many are deferred then
    /// @return its queue id
    private static String deferred(MailSystem system, int count, String... arguments) throws IOException {
        var before = ids(system);
        system.commandWithInput("Subject: waits\n\nx\n", "sendmail", arguments);
        await().atMost(PATIENCE).until(() -> system.queued("deferred") == count && system.queued("active") == 0);
        var now = ids(system);
        now.removeAll(before);
        return now.getFirst();
    }

    private static List<String> ids(MailSystem system) throws IOException {
        return system.command("postqueue", "-j")
                .out()
                .lines()
                .map(line -> line.replaceFirst(".*\"queue_id\": \"(\\w+)\".*", "$1"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// Has Postfix's postsuper(1) do something.
    private static void postsuper(MailSystem system, String action, String id, String done) throws IOException {
        var result = MailSystem.run(system.environment(), "", "/usr/sbin/postsuper", action, id);
        assertTrue(result.err().startsWith("postsuper: " + id + ": " + done), result.toString());
    }

    private static void sameContents(MailSystem system) throws IOException {
        for (String id : ids(system)) {
            for (var options : List.of("-q", "-vq", "-eq", "-hq", "-bq", "-oq")) {
                var theirs = MailSystem.run(system.environment(), "", "/usr/sbin/postcat", options, id);
                var ours = system.command("postcat", options, id);
                // With -v, Postfix's tells on standard error what it does inside.
                assertEquals(theirs.out(), ours.out(), options + " " + id);
                assertEquals(theirs.exit(), ours.exit(), options + " " + id);
            }
        }
    }

    private static MailSystem.Result run(MailSystem system, String program, List<String> arguments) throws IOException {
        var line = Stream.concat(Stream.of(program), arguments.stream()).toArray(String[]::new);
        return MailSystem.run(system.environment(), "", line);
    }

    private static String heldFile(MailSystem system, String id) {
        return system.spool().resolve("hold").resolve(id).toString();
    }

    private static String maildrop(MailSystem system, String id) {
        return system.spool().resolve("maildrop").resolve(id).toString();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void bothPostcatsPrintTheSameOfBothSystemsFiles() throws IOException {
        try (var system = ours("/usr/sbin").with("defer_transports = virtual").start()) {
            sameListing(system, system);
        }
    }

    @Test
    void bothPostcatsPrintTheSameOfPostfixsFiles(@TempDir Path other) throws IOException {
        try (var postfix =
                Distribution.postfix(other).with("defer_transports = virtual").start()) {
            sameListing(postfix, ours("/usr/sbin"));
        }
    }

    /// @param running whose queue file is looked at
    /// @param ours whose postcat is compared with the real one
    private static void sameListing(MailSystem running, MailSystem ours) throws IOException {
        var sent = MailSystem.run(
                running.environment(),
                "Subject: look\nFrom: A Name <a@box.example>\n\n.body\n" + "x".repeat(5000) + "\n",
                "/usr/sbin/sendmail",
                "-f",
                "a@box.example",
                "b@box.example");
        assertEquals(0, sent.exit(), sent.toString());
        await().atMost(PATIENCE).until(() -> running.queued("deferred") == 1);
        String file = MailSystem.run(
                        Map.of(),
                        "",
                        "find",
                        running.spool().resolve("deferred").toString(),
                        "-type",
                        "f")
                .out()
                .strip();
        for (var options : List.of("-v", "-vo", "-e", "-h", "-b", "-d")) {
            var theirs = MailSystem.run(running.environment(), "", "/usr/sbin/postcat", options, file);
            assertEquals(theirs.out(), ours.command("postcat", options, file).out(), options);
        }
    }

    private MailSystem ours(String commands) throws IOException {
        Distribution.needs("postqueue");
        assumeTrue(
                MailSystem.isRoot(), "Postfix's set-gid commands take another configuration directory only from root");
        // Postfix's sendmail starts the postdrop of command_directory.
        return Distribution.ours(directory).with("command_directory = " + commands);
    }
}
