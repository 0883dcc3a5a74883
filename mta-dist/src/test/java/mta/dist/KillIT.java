package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import mta.testkit.net.MailSink;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was answered with 250 arrives, whichever process is killed while mail pours in.
///
/// Half of it is for a mailbox, half for another server. A kill may make a message arrive twice (delivered, but not yet
/// marked); it may never make one vanish.
class KillIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BEFORE = 100;
    private static final int AFTER = 100;
    private static final Pattern NUMBER = Pattern.compile("X-Number: (\\S+)");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"mta-smtpd", "mta-cleanup", "mta-qmgr", "mta-local", "mta-smtp"})
    void aKilledProcessLosesNothing(String process) throws Exception {
        try (var sink = MailSink.start();
                var system = Distribution.ours(directory)
                        .with("service_throttle_time = 1s", "minimal_backoff_time = 1s", "transport_retry_time = 1s")
                        .with("queue_run_delay = 1s", "relayhost = " + sink.nexthop())
                        .start()) {
            try (var load = new Load(system.port())) {
                load.awaitAccepted(BEFORE);
                // Some start with the first mail for them.
                await().atMost(PATIENCE).until(() -> system.processes().containsKey(process));
                kill(system.processes().get(process));
                load.awaitAccepted(load.accepted().size() + AFTER);
                load.stop();
                everythingArrives(system, sink, load.accepted());
            }
        }
    }

    @Test
    void aKilledMasterLosesNothing() throws Exception {
        try (var sink = MailSink.start();
                var system = Distribution.ours(directory)
                        .with("minimal_backoff_time = 1s", "transport_retry_time = 1s", "queue_run_delay = 1s")
                        .with("relayhost = " + sink.nexthop())
                        .start()) {
            Set<String> accepted;
            try (var load = new Load(system.port())) {
                load.awaitAccepted(BEFORE);
                kill(system.masterPid());
                load.stop();
                accepted = load.accepted();
            }
            await().atMost(PATIENCE)
                    .until(() -> system.command("postfix", "start").exit() == 0);
            everythingArrives(system, sink, accepted);
        }
    }

    private static void everythingArrives(MailSystem system, MailSink sink, Set<String> accepted) {
        assertTrue(accepted.size() >= BEFORE);
        await().atMost(PATIENCE).untilAsserted(() -> {
            system.command("postqueue", "-f");
            var missing = new TreeSet<>(accepted);
            missing.removeAll(numbers(system.mailbox()));
            missing.removeAll(numbers(sink.messages()));
            assertEquals(Set.of(), missing);
        });
        assertEquals(0, corrupt(system), "files in corrupt/");
    }

    private static int corrupt(MailSystem system) {
        try {
            return system.queued("corrupt");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> numbers(List<String> messages) {
        var numbers = new TreeSet<String>();
        for (String message : messages) {
            var number = NUMBER.matcher(message);
            if (number.find()) {
                numbers.add(number.group(1));
            }
        }
        return numbers;
    }

    private static void kill(long pid) throws IOException {
        assertEquals(
                0,
                MailSystem.run(java.util.Map.of(), "", "kill", "-9", Long.toString(pid))
                        .exit());
    }

    /// Clients that send numbered messages until they are stopped, and remember what was answered with 250.
    private static final class Load implements AutoCloseable {

        private static final int CLIENTS = 8;
        private static final Duration PAUSE = Duration.ofMillis(10);

        private final int port;
        private final Set<String> accepted = new ConcurrentSkipListSet<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final CountDownLatch ended = new CountDownLatch(CLIENTS);

        Load(int port) {
            this.port = port;
            for (int client = 0; client < CLIENTS; client++) {
                int name = client;
                Thread.ofVirtual().start(() -> send(name));
            }
        }

        Set<String> accepted() {
            return accepted;
        }

        void awaitAccepted(int count) {
            await().atMost(PATIENCE).until(() -> accepted.size() >= count);
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            ended.await();
        }

        @Override
        public void close() {
            stopped.set(true);
        }

        private void send(int client) {
            for (int number = 0; !stopped.get(); number++) {
                String name = client + "-" + number;
                try {
                    if (sendOne(name, number % 2 == 0 ? "b@box.example" : "c@out.example")) {
                        accepted.add(name);
                    }
                } catch (IOException killed) {
                    // Nobody answered, or not to the end: this message may be lost.
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            ended.countDown();
        }

        private boolean sendOne(String name, String recipient) throws IOException {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                var steps = new ArrayList<>(List.of(
                        "HELO client.example\r\n",
                        "MAIL FROM:<a@out.example>\r\n",
                        "RCPT TO:<" + recipient + ">\r\n",
                        "DATA\r\n",
                        "X-Number: " + name + "\r\n\r\nbody\r\n.\r\n"));
                String reply = in.readLine();
                while (reply != null && !steps.isEmpty() && (reply.startsWith("2") || reply.startsWith("3"))) {
                    socket.getOutputStream().write(steps.removeFirst().getBytes(StandardCharsets.US_ASCII));
                    reply = in.readLine();
                }
                return steps.isEmpty() && reply != null && reply.startsWith("250");
            }
        }
    }
}
