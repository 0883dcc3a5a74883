package mta.dist.compare;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import mta.dist.Distribution;
import mta.dist.compare.AnsweringServer.Manner;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The same mail, with the same fates, through a real Postfix and through ours: both do the same.
///
/// Both run where `/etc/resolv.conf` names a name server of the test. What they log, what they tell senders, what they
/// say to other servers, and what is left in their queues is compared.
class DifferentialIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SENDER = "<s@box.example>";

    private static final String OUR_NET = "127.77.1.";
    private static final String THEIR_NET = "127.77.2.";

    /// After the first attempts, even on a slow machine.
    private static final Duration DELAY = Duration.ofSeconds(30);

    /// A client that is sent away, and goes on: lines without a queue id, and what a session counts.
    private static final String REFUSED = """
            S: 220 *
            C: EHLO client.example
            S: 250-*..250 *
            C: MAIL FROM:<bad@box.example>
            S: 250 *
            C: RCPT TO:<ok@accepts.example>
            S: 554 5.7.1 *
            C: RSET
            S: 250 *
            C: NONSENSE
            S: 5*
            C: MAIL FROM:<s@box.example>
            S: 250 *
            C: RCPT TO:<short>
            S: 504 5.5.2 *
            C: RCPT TO:<user@error.example>
            S: 550 5.7.1 *
            C: RCPT TO:<user@retry.example>
            S: 450 4.7.1 *
            C: DATA
            S: 554 5.5.1 *
            C: QUIT
            S: 221 *
            """;

    @TempDir
    static Path ours;

    @TempDir
    static Path theirs;

    private static final Map<String, List<String>> OURS = new LinkedHashMap<>();
    private static final Map<String, List<String>> THEIRS = new LinkedHashMap<>();

    /// Why the tests are skipped. Told by each of them, as nobody counts the tests of a class skipped as a whole.
    private static Optional<TestAbortedException> skipped = Optional.empty();

    @BeforeAll
    static void sendToBothIfPossible() throws Exception {
        try {
            Distribution.needsNamespaces();
            sendToBoth();
        } catch (TestAbortedException e) {
            skipped = Optional.of(e);
        }
    }

    @BeforeEach
    void skip() {
        skipped.ifPresent(why -> {
            throw why;
        });
    }

    /// Side by side, as most of the time is spent on waiting.
    private static void sendToBoth() throws Exception {
        var postfix = Distribution.postfix(theirs);
        var system = Distribution.ours(ours);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = List.of(
                    threads.submit(() -> record(postfix, THEIR_NET, theirs, "postfix", THEIRS)),
                    threads.submit(() -> record(system, OUR_NET, ours, "ours", OURS)));
            for (var one : both) {
                one.get();
            }
        }
    }

    private static Void record(
            MailSystem prepared, String net, Path directory, String name, Map<String, List<String>> account)
            throws IOException {
        try (var destinations = new Destinations(net);
                var system = prepared) {
            system.with(
                    "smtp_connection_cache_on_demand = no",
                    "smtp_helo_timeout = 5s",
                    "smtpd_discard_ehlo_keywords = chunking",
                    "smtpd_authorized_verp_clients = 127.0.0.0/8",
                    "smtpd_sender_restrictions = check_sender_access inline:{ {bad@box.example = REJECT not you} }",
                    "smtpd_recipient_restrictions = reject_non_fqdn_recipient",
                    "delay_warning_time = " + DELAY.toSeconds() + "s",
                    "notify_classes = bounce, 2bounce, resource, software",
                    "bounce_notice_recipient = postmaster@box.example",
                    "2bounce_notice_recipient = postmaster@box.example",
                    "transport_maps = inline:{"
                            + "{error.example=error:5.7.1 not allowed here} {retry.example=retry:4.7.1 not now}"
                            + " {discard.example=discard:silently} {absent.example=absent:}}");
            system.startBy(
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"",
                    destinations.resolvConf(directory).toString());
            for (var letter : letters()) {
                letter.send(system.port());
            }
            Talk.over(system.port(), Script.parse(REFUSED));
            // Over SMTP, such mail is refused.
            submit(system, "error", List.of("user@error.example"));
            submit(system, "retry", List.of("user@retry.example"));
            submit(system, "verbose", "-v");
            submit(system, "asked", "-bv");
            submit(system, "each-submitted", "-XV", "-R", "hdrs");
            submit(system, "submitted", "-N", "success,failure", "-R", "hdrs", "-V", "an=envelope");
            var late = Instant.now().plus(DELAY).plusSeconds(1);
            settle(system);
            account(system, destinations, "first", account);
            // Whoever still waits after a while hears of it.
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(late));
            system.command("postqueue", "-f");
            await().atMost(PATIENCE).until(() -> system.log().contains("sender delay notification"));
            settle(system);
            account(system, destinations, "delayed", account);
            // Everything that waits is too old now.
            system.with("maximal_queue_lifetime = 0", "bounce_queue_lifetime = 0");
            system.command("postfix", "reload");
            await().atMost(PATIENCE).until(() -> system.log().contains("reload -- version"));
            // What the former queue manager is told in its last moment it may not do any more.
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> {
                        system.command("postqueue", "-f");
                        return system.queued("deferred") == 0;
                    });
            settle(system);
            account(system, destinations, "expired", account);
        }
        keep(name, account);
        return null;
    }

    /// Leaves the account behind, for whoever looks for a difference.
    private static void keep(String system, Map<String, List<String>> account) throws IOException {
        Path directory = Files.createDirectories(Path.of("target/compare", system));
        for (var part : account.entrySet()) {
            Files.writeString(directory.resolve(part.getKey()), String.join("\n", part.getValue()) + "\n");
        }
    }

    /// A local user sends mail.
    private static void submit(MailSystem system, String name, String... options) throws IOException {
        submit(system, name, List.of("ok@reports.example", "no@accepts.example", "here@box.example"), options);
    }

    private static void submit(MailSystem system, String name, List<String> recipients, String... options)
            throws IOException {
        var arguments = new ArrayList<>(List.of("-f", "s@box.example"));
        arguments.addAll(List.of(options));
        arguments.addAll(recipients);
        var result = system.commandWithInput(
                "Message-Id: <" + name + "@box.example>\nFrom: s@box.example\nSubject: " + name + "\n\nHello.\n",
                "sendmail",
                arguments.toArray(String[]::new));
        assertEquals(0, result.exit(), result.toString());
    }

    private static void account(
            MailSystem system, Destinations destinations, String when, Map<String, List<String>> parts)
            throws IOException {
        var account = new Account(system, destinations.net());
        parts.put(when + "-log", account.log());
        parts.put(when + "-order", account.order());
        parts.put(when + "-mailbox", account.mailbox());
        parts.put(when + "-mailq", account.mailq());
        parts.put(when + "-queue", account.queue());
        parts.put(when + "-sent", account.sent(destinations.taken()));
    }

    private static void settle(MailSystem system) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> system.queued("incoming") + system.queued("active") + system.queued("bounce") == 0);
    }

    /// A letter for each fate, and some for several.
    private static List<Letter> letters() {
        var letters = new ArrayList<Letter>();
        for (var manner : Manner.values()) {
            String domain = Destinations.domain(manner);
            letters.add(new Letter(
                    domain.replace(".example", ""),
                    SENDER,
                    "<ok@" + domain + ">",
                    "<no@" + domain + ">",
                    "<later@" + domain + ">"));
        }
        for (String domain : List.of(
                "refused",
                "second",
                "address-only",
                "failing",
                "null-mx",
                "no-address",
                "unknown",
                "mx-unknown",
                "mx-failing",
                "loop",
                "alias",
                "discard",
                "absent",
                "box")) {
            letters.add(new Letter(domain, SENDER, "<user@" + domain + ".example>"));
        }
        letters.add(new Letter("null-sender", "<>", "<no@accepts.example>", "<ok@accepts.example>"));
        letters.add(new Letter(
                "many",
                SENDER,
                "<ok@accepts.example>",
                "<user@unknown.example>",
                "<no@reports.example>",
                "<here@box.example>",
                "<later@is-terse.example>"));
        letters.add(new Letter(
                "success",
                SENDER + " RET=HDRS ENVID=env+2Bid",
                "<ok@accepts.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;first@example.org",
                "<ok@reports.example> NOTIFY=SUCCESS ORCPT=rfc822;second@example.org",
                "<here@box.example> NOTIFY=SUCCESS",
                "<no@reports.example> NOTIFY=SUCCESS,FAILURE"));
        letters.add(new Letter(
                "each",
                SENDER + " XVERP=-= RET=HDRS",
                "<ok@accepts.example>",
                "<no@accepts.example>",
                "<no@reports.example> NOTIFY=NEVER",
                "<later@is-terse.example>",
                "<user@unknown.example> ORCPT=rfc822;fourth@example.org"));
        letters.add(new Letter(
                "quoted",
                SENDER,
                "<\"ok\"@reports.example>",
                "<\"ok then\"@reports.example>",
                "<@route.example:ok@reports.example>",
                "<n\\o@reports.example>",
                "<\"now or later\"@unknown.example>"));
        letters.add(new Letter(
                "international",
                SENDER + " SMTPUTF8",
                "<ok-\u00c3\u00bc@reports.example>",
                "<\"ok \u00c3\u00bc\"@reports.example>",
                "<no-\u00c3\u00bc@reports.example>",
                "<no-\u00c3\u00bc@accepts.example>"));
        letters.add(new Letter(
                "never",
                SENDER + " RET=FULL ENVID=never",
                "<no@accepts.example> NOTIFY=NEVER",
                "<user@null-mx.example> NOTIFY=NEVER",
                "<no@is-terse.example> NOTIFY=SUCCESS",
                "<no@reports.example> NOTIFY=FAILURE ORCPT=rfc822;third@example.org"));
        letters.add(new Letter(
                "eight",
                SENDER + " BODY=8BITMIME",
                List.of("<ok@accepts.example>", "<no@accepts.example>"),
                "Gr\u00fc\u00dfe\r\n..dot\r\n" + "x".repeat(2000) + "\r\n"));
        return letters;
    }

    @Test
    void theLogSaysTheSame() {
        same("first-log");
        same("delayed-log");
        same("expired-log");
    }

    @Test
    void theLinesOfAMessageFollowEachOtherAlike() {
        same("first-order");
        same("delayed-order");
        same("expired-order");
    }

    @Test
    void sendersAreToldTheSame() {
        same("first-mailbox");
        same("delayed-mailbox");
        same("expired-mailbox");
    }

    @Test
    void theQueueIsTheSame() {
        same("first-mailq");
        same("first-queue");
        same("delayed-mailq");
        same("delayed-queue");
        same("expired-mailq");
        same("expired-queue");
    }

    @Test
    void otherServersAreSentTheSame() {
        same("first-sent");
        same("delayed-sent");
        same("expired-sent");
    }

    private static void same(String part) {
        assertEquals(String.join("\n", THEIRS.get(part)), String.join("\n", OURS.get(part)));
    }
}
