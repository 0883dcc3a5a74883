package mta.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.core.net.Connection;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordType;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupRecipient;
import mta.service.client.CleanupResult;
import mta.service.client.LocalService;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Local mail that is refused goes back to its sender. What is logged and asked for is what Postfix 3.7 did.
class ReturnToSenderTest {

    private static final String SETTINGS = """
            hopcount_limit = 3
            message_size_limit = 3000
            message_reject_characters = \\0
            """;

    @TempDir
    Path queue;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> seenFile = Collections.synchronizedList(new ArrayList<>());
    private ServiceContext context;
    private String verp = "";

    @BeforeEach
    void writeSettings() throws IOException {
        Files.createDirectories(queue.resolve("private"));
        context = Cases.context(queue, Cases.MAIN_CF + SETTINGS, log);
    }

    @Test
    void tooManyHopsGoBackWithTheWholeMessage() throws IOException {
        var result = send("me@example.com", hops(), List.of("a@example.com", "b@example.com"), true);

        assertInstanceOf(CleanupResult.Queued.class, result);
        assertEquals(
                List.of(
                        "append a@example.com 5.4.0 failed too many hops",
                        "append b@example.com 5.4.0 failed too many hops",
                        "flush incoming me@example.com ret=0"),
                asked);
        assertTrue(seenFile.contains("the end"), "bounce(8) reads all of it: " + seenFile);
        assertEquals(0, count(), "no file is left");
        assertTrue(
                log.stream()
                        .anyMatch(
                                line -> line.matches("[0-9A-F]+: to=<a@example.com>, orig_to=<A>, relay=none, delay=.*,"
                                        + " delays=.*/0/0/0, dsn=5.4.0, status=bounced \\(too many hops\\)")),
                log.toString());
    }

    @Test
    void whatIsTooLargeGoesBackAsHeaders() throws IOException {
        var lines = new ArrayList<>(List.of("Received: by x", "Subject: large", ""));
        lines.addAll(Collections.nCopies(100, "x".repeat(70)));

        assertInstanceOf(CleanupResult.Queued.class, send("me@example.com", lines, List.of("a@example.com"), true));
        assertEquals(
                List.of(
                        "append a@example.com 5.3.4 failed message file too big",
                        "flush incoming me@example.com ret=2"),
                asked);
        assertTrue(seenFile.contains("Subject: large"), seenFile.toString());
        assertEquals(0, count());
    }

    @Test
    void contentThatIsRejectedGoesBackAsHeaders() throws IOException {
        send("me@example.com", List.of("Received: by x", "", "a\0b", "c\0d"), List.of("a@example.com"), true);

        assertEquals(
                List.of(
                        "append a@example.com 5.7.1 failed disallowed character",
                        "flush incoming me@example.com ret=2"),
                asked);
        assertEquals(
                1, log.stream().filter(line -> line.contains("reject: content")).count(), log.toString());
    }

    @Test
    void aMessageTooLargeInItsEnvelopeGoesBackForNobody() throws IOException {
        var many = Collections.nCopies(1, "x".repeat(4000) + "@example.com");

        send("me@example.com", List.of("Received: by x", ""), many, true);
        assertEquals("append unknown 5.3.4 failed message file too big", asked.getFirst());
    }

    @Test
    void withVerpThereIsANoticeForEachRecipient() throws IOException {
        verp = "-=";
        send("me@example.com", hops(), List.of("a@example.com"), true);

        assertEquals("verp -= incoming me@example.com ret=0", asked.getLast());
    }

    @Test
    void withoutVerpBouncesThereIsOneNotice() throws IOException {
        verp = "-=";
        context = Cases.context(queue, Cases.MAIN_CF + SETTINGS + "disable_verp_bounces = yes\n", log);
        send("me@example.com", hops(), List.of("a@example.com"), true);

        assertEquals("flush incoming me@example.com ret=0", asked.getLast());
    }

    @Test
    void theNullSendersMailIsLeftToTheBounceService() throws IOException {
        send("", hops(), List.of("a@example.com"), true);

        assertEquals("flush incoming  ret=0", asked.getLast());
    }

    @Test
    void theClientKeepsWhatCannotGoBack() throws IOException {
        var result = assertInstanceOf(
                CleanupResult.Refused.class, send("me@example.com", hops(), List.of("a@example.com"), false));

        assertEquals(CleanupResult.Cause.WRITE, result.cause());
        assertEquals(0, count());
        assertTrue(log.stream().anyMatch(line -> line.contains("cannot return the message to its sender")));
    }

    @Test
    void withSoftBounceNothingGoesBack() throws IOException {
        context = Cases.context(queue, Cases.MAIN_CF + SETTINGS + "soft_bounce = yes\n", log);

        var result = assertInstanceOf(
                CleanupResult.Refused.class, send("me@example.com", hops(), List.of("a@example.com"), true));

        assertEquals(CleanupResult.Cause.WRITE, result.cause());
        assertEquals(List.of(), asked);
    }

    @Test
    void aClientThatDidNotAskForItIsTold() throws IOException {
        try (var _ = cleanup()) {
            var result = assertInstanceOf(
                    CleanupResult.Refused.class,
                    send(Set.of(CleanupFlag.FILTER), "me@example.com", hops(), List.of("a@example.com")));
            assertEquals(CleanupResult.Cause.HOPS, result.cause());
        }
        assertEquals(List.of(), asked);
    }

    private static List<String> hops() {
        return List.of("Received: 1", "Received: 2", "Received: 3", "Received: 4", "", "the end");
    }

    private CleanupResult send(String sender, List<String> lines, List<String> recipients, boolean canBounce)
            throws IOException {
        var flags = CleanupFlag.external(Set.of());
        flags.add(CleanupFlag.BOUNCE);
        Path socket = queue.resolve(canBounce ? "private/bounce" : "private/elsewhere");
        try (var _ = cleanup();
                var _ = LocalServer.start(socket, this::bounce, 0)) {
            return send(flags, sender, lines, recipients);
        }
    }

    private LocalServer cleanup() throws IOException {
        return LocalServer.start(queue.resolve("public/cleanup"), CleanupService.start(context), 0);
    }

    private CleanupResult send(Set<CleanupFlag> flags, String sender, List<String> lines, List<String> recipients)
            throws IOException {
        try (var client =
                CleanupClient.open(new LocalService(queue.resolve("public/cleanup"), Duration.ofMinutes(1)))) {
            client.begin(flags);
            client.arrival(Instant.now());
            client.attribute("rewrite_context", "local");
            client.sender(sender.isEmpty() ? ReversePath.Null.SENDER : ReversePath.ofInternal(sender));
            if (!verp.isEmpty()) {
                client.record('V', verp);
            }
            for (String recipient : recipients) {
                client.record('O', recipient.replace("@example.com", "").toUpperCase(java.util.Locale.ROOT));
                client.recipient(CleanupRecipient.of(recipient));
            }
            client.startContent();
            for (String line : lines) {
                client.line(line);
            }
            return client.finish();
        }
    }

    /// Stands for bounce(8): notes what it is asked for, and reads the message as that would.
    private void bounce(Connection connection) throws IOException {
        var stream = AttributeStream.over(connection);
        stream.send(new Attributes().with("protocol", "delivery_status_protocol"));
        for (var next = stream.next(); next.isPresent(); next = stream.next()) {
            var request = next.get();
            UnaryOperator<String> value = name -> request.text(name, "");
            if (value.apply("nrequest").equals("append")) {
                asked.add("append " + value.apply("recipient") + " " + value.apply("status") + " "
                        + value.apply("action") + " " + value.apply("reason"));
            } else {
                String delimiters = value.apply("verp_delimiters");
                asked.add(value.apply("nrequest") + (delimiters.isEmpty() ? " " : " " + delimiters + " ")
                        + value.apply("queue_name") + " " + value.apply("sender")
                        + " ret=" + value.apply("ret_flags"));
                readFile(new QueueId(value.apply("queue_id")));
            }
            stream.send(new Attributes().with("status", 0));
        }
    }

    private void readFile(QueueId id) throws IOException {
        var spool = Spool.open(SpoolConfig.from(context.main()), context.clock());
        try (var file = spool.open(QueueName.INCOMING, id).orElseThrow()) {
            var records = file.records();
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                if (record.get().type() == RecordType.TEXT) {
                    seenFile.add(record.get().text());
                }
            }
        }
    }

    private long count() throws IOException {
        try (var files = Files.list(queue.resolve("incoming"))) {
            return files.count();
        }
    }
}
