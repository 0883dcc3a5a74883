package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mta.core.config.MainCf;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import mta.core.posix.Signals.Signal;
import mta.core.posix.Sockets;
import mta.core.posix.User;
import mta.service.daemon.MasterLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A master of its own process, with a toy in the place of the cleanup host.
///
/// Run by root, its hosts run as `nobody`; run by anybody else, as that user.
@Timeout(300)
class MasterTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path home;

    private Process master;

    @Test
    void aHostStartsWhenAClientComesAndIsReplacedWhenItIsKilled() throws Exception {
        start("one.example");

        String[] first = ask();
        assertEquals("one.example", first[1]);
        Processes.kill(Long.parseLong(first[0]), Signal.KILL);
        String[] second = ask();

        assertNotEquals(first[0], second[0]);
        stop();
        assertTrue(log().contains("cleanup pid " + first[0] + " killed by signal 9"), log());
        assertTrue(log().contains("terminating on signal 15"), log());
    }

    @Test
    void aReloadReachesTheSameProcessAndALogFileIsOpenedAnew() throws Exception {
        start("one.example");
        String[] before = ask();

        Files.move(home.resolve("log"), home.resolve("log.1"));
        settings("two.example");
        Processes.kill(master.pid(), Signal.HUP);
        String[] after = ask();
        while (!after[1].equals("two.example")) {
            after = ask();
        }

        assertEquals(before[0], after[0]);
        stop();
        assertTrue(log().contains("reload -- version"), log());
        assertTrue(Files.readString(home.resolve("log.1")).contains("daemon started -- version"));
    }

    /// Symptom: a reload with an odd character in main.cf ends all mail.
    @Test
    void aReloadThatFailsInAWayNobodyThoughtOfLeavesEverythingAsItWas() throws Exception {
        start("one.example");
        String[] before = ask();
        Files.writeString(home.resolve("main.cf"), "maillog_file = " + home + "/\0log\n", StandardOpenOption.APPEND);

        Processes.kill(master.pid(), Signal.HUP);
        await("reload failed, the former configuration stays in force");

        assertEquals(before[0], ask()[0]);
        stop();
    }

    /// Symptom: after a reload that failed as a port was taken, master(8) logged to the new file and the hosts
    /// to the old.
    @Test
    void aReloadWhoseListenersCannotBeOpenedChangesNothing() throws Exception {
        start("one.example");
        String[] before = ask();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    home.resolve("main.cf"), "maillog_file = " + home + "/other\n", StandardOpenOption.APPEND);
            Files.writeString(
                    home.resolve("master.cf"),
                    "127.0.0.1:" + taken.getLocalPort() + " inet n - n - 0 smtpd\n",
                    StandardOpenOption.APPEND);
            Processes.kill(master.pid(), Signal.HUP);
            await("reload failed, the former configuration stays in force: bind 127.0.0.1");
        }

        assertEquals(before[0], ask()[0]);
        stop();
        assertTrue(log().contains("terminating on signal 15"), log());
        assertEquals("", Files.readString(home.resolve("other")));
    }

    /// Symptom: a reload with a value that is nested too deeply ends all mail.
    @Test
    void aReloadThatNeedsMoreStackThanThereIsEndsNothing() throws Exception {
        start("one.example");
        int depth = 10_000;
        Files.writeString(
                home.resolve("main.cf"),
                "mail_name = " + "${domain_to_ascii{".repeat(depth) + "a" + "}}".repeat(depth) + "\n",
                StandardOpenOption.APPEND);

        Processes.kill(master.pid(), Signal.HUP);
        await("panic: java.lang.StackOverflowError");
        await("reload failed, the former configuration stays in force");

        assertEquals("one.example", ask()[1]);
        stop();
    }

    /// Symptom: `main.cf` is being edited when a host starts on demand; its clients wait until somebody reloads.
    @Test
    void aHostThatCannotReadItsSettingsIsStartedAgainLater() throws Exception {
        start("one.example");
        String[] first = ask();
        Files.writeString(home.resolve("main.cf"), "max_idle = soon\n", StandardOpenOption.APPEND);
        Processes.kill(Long.parseLong(first[0]), Signal.KILL);

        var answer = CompletableFuture.supplyAsync(() -> {
            try {
                return ask();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        await("bad command startup -- throttling");
        settings("two.example");

        assertEquals("two.example", answer.get(60, TimeUnit.SECONDS)[1]);
        stop();
    }

    @Test
    void whatUsersSendToTheLogIsOneLine() throws Exception {
        start("one.example");

        try (var sender = Sockets.sendDatagrams(home.resolve("queue/public/postlog"))) {
            Sockets.send(sender, "user: hello\nforged: line\u001b[2J".getBytes(StandardCharsets.US_ASCII));
        }

        await("user: hello?forged: line?[2J\n");
        stop();
    }

    private void await(String text) throws Exception {
        for (int tries = 0; !log().contains(text); tries++) {
            assertTrue(tries < 2000, log());
            Thread.sleep(50);
        }
    }

    @Test
    void aSecondMasterIsRefusedAndTheLockEndsWithTheFirst() throws Exception {
        start("one.example");
        assertEquals(OptionalLong.of(master.pid()), MasterLock.running(MainCf.read(home)));

        var second = new ProcessBuilder(command()).redirectErrorStream(true).start();
        String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, second.waitFor());
        assertTrue(said.contains("unable to set exclusive lock: Resource temporarily unavailable"), said);
        stop();
        assertTrue(MasterLock.running(MainCf.read(home)).isEmpty());
    }

    @Test
    void hostsOfAKilledMasterEndByThemselves() throws Exception {
        start("one.example");
        var host = ProcessHandle.of(Long.parseLong(ask()[0])).orElseThrow();

        master.destroyForcibly();
        host.onExit().get(60, TimeUnit.SECONDS);

        assertFalse(host.isAlive());
    }

    /// Symptom: `postfix stop` needs force, as qmgr(8) waits for an agent whose host takes nobody any more.
    @Test
    void whoeverWaitsForAServiceThatWillNotComeIsHungUpOn() throws Exception {
        start("one.example", "echo unix n - n - 0 pickup", "broken unix n - n - 0 cleanup -o");
        try (var served = connect("echo");
                var waiting = connect("broken")) {
            assertEquals('x', echo(served, 'x'));

            Processes.kill(master.pid(), Signal.TERM);

            assertThrows(SocketException.class, () -> waiting.read(ByteBuffer.allocate(1)), "it is reset");
            assertEquals('y', echo(served, 'y'), "the mail system has not ended yet");
        }
        assertEquals(0, master.waitFor());
    }

    private static char echo(SocketChannel channel, char said) throws IOException {
        var one = ByteBuffer.allocate(1).put((byte) said).flip();
        channel.write(one);
        one.clear();
        channel.read(one);
        return (char) one.get(0);
    }

    private SocketChannel connect(String service) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(home.resolve("queue/public").resolve(service)));
        return channel;
    }

    /// All at once: a host that is just being started reads the one or the other.
    private void settings(String hostName) throws IOException {
        Path next = Files.writeString(
                home.resolve("main.cf.next"), """
                queue_directory = %s/queue
                data_directory = %s/data
                service_throttle_time = 1s
                maillog_file = %s/log
                maillog_file_prefixes = %s
                mail_owner = %s
                setgid_group = daemon
                inet_protocols = ipv4
                myhostname = %s
                """.formatted(home, home, home, home, owner().name(), hostName));
        Files.move(next, home.resolve("main.cf"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Whom hosts run as: as root the mail system insists on somebody else.
    private static User owner() throws IOException {
        int me = Processes.effectiveUser();
        return (me == 0 ? Accounts.user("nobody") : Accounts.user(me)).orElseThrow();
    }

    /// The class path of this test, at a place that everybody can read.
    private String classPath() throws IOException {
        String ours = System.getProperty("java.class.path");
        if (Processes.effectiveUser() != 0) {
            return ours;
        }
        Path library = Files.createDirectories(home.resolve("lib"));
        var entries = new ArrayList<String>();
        for (String entry : ours.split(":")) {
            Path copy = library.resolve(String.valueOf(entries.size()));
            copy(Path.of(entry), copy);
            entries.add(copy.toString());
        }
        return String.join(":", entries);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            try (var files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    private void start(String hostName, String... services) throws Exception {
        settings(hostName);
        Files.writeString(home.resolve("master.cf"), """
                cleanup unix n - n - 0 cleanup
                postlog unix-dgram n - n - 1 postlogd
                """ + String.join("\n", services) + "\n");
        Files.setAttribute(home, "unix:mode", 0755);
        Path launcher = Files.createDirectories(home.resolve("libexec")).resolve("mta-host");
        Files.writeString(launcher, """
                #!/bin/sh
                shift
                exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
                    -cp '%s' mta.master.ToyHost "$@"
                """.formatted(JAVA, classPath()));
        Files.setAttribute(launcher, "unix:mode", 0755);
        master = new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = master.inputReader(StandardCharsets.US_ASCII);
        assertEquals("ready", said.readLine());
    }

    private List<String> command() {
        return List.of(
                "env",
                "MTA_HOME=" + home,
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "mta.master.MasterMain",
                "-w",
                "-c",
                home.toString());
    }

    /// The two words that the toy says.
    private String[] ask() throws IOException {
        try (var channel = connect("cleanup")) {
            byte[] said = Channels.newInputStream(channel).readAllBytes();
            return new String(said, StandardCharsets.US_ASCII).strip().split(" ");
        }
    }

    private void stop() throws Exception {
        Processes.kill(master.pid(), Signal.TERM);
        assertEquals(0, master.waitFor());
    }

    private String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        if (master != null) {
            master.descendants().forEach(ProcessHandle::destroyForcibly);
            master.destroyForcibly().waitFor();
        }
    }
}
