package mta.smtp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.testkit.net.ScriptedPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DialogueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ClientTimeouts TIMEOUTS =
            new ClientTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE);
    private static final Content HELLO = lines("Subject: hello", "", "world");

    /// A server that offers PIPELINING, up to where it has said so.
    private static final String PIPELINES = """
            S: 220 mx.example ESMTP
            C: EHLO client.example
            S: 250-mx.example
            S: 250 PIPELINING
            """;

    /// One that does not, up to the end of a message.
    private static final String TAKES_ONE_MESSAGE = """
            S: 220 mx.example ESMTP
            C: EHLO client.example
            S: 250 mx.example
            C: MAIL FROM:<s@client.example>
            S: 250 ok
            C: RCPT
            S: 250 ok
            C: DATA
            S: 354 go on
            D:
            S: 250 ok
            """;

    /// An envelope that comes at once, with one recipient.
    private static final String ENVELOPE = """
            C: MAIL
            C: RCPT
            C: DATA
            """;

    /// The server's answer to it, and the message.
    private static final String MESSAGE = """
            S: 250 ok
            S: 250 ok
            S: 354 go on
            D:
            """;

    private static Network network;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void connectable() {
        network = new Network(1);
    }

    @AfterAll
    static void end() {
        network.close();
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    @Test
    void aServerThatPipelinesGetsTheWholeEnvelopeAtOnce() throws IOException {
        var peer = peer("""
                S: 220 mx.example ESMTP
                C: EHLO client.example
                S: 250-mx.example
                S: 250-PIPELINING
                S: 250 SIZE 1000000
                C: MAIL FROM:<s@client.example> SIZE=321
                C: RCPT TO:<a@mx.example>
                C: RCPT TO:<b@mx.example>
                C: DATA
                S: 250 2.1.0 Ok
                S: 250 2.1.5 Ok
                S: 550 5.1.1 unknown
                S: 354 go on
                D:
                S: 250 2.0.0 Ok: queued as X
                C: QUIT
                """);
        var dialogue = open(peer);

        var verdicts = dialogue.send(to("a@mx.example", "b@mx.example"), HELLO);

        var accepted = assertInstanceOf(Verdict.Accepted.class, verdicts.get(0));
        assertEquals("250 2.0.0 Ok: queued as X", accepted.reply().text());
        var refused = assertInstanceOf(Verdict.Refused.class, verdicts.get(1));
        assertEquals(Stage.RCPT, refused.stage());
        assertEquals(Optional.of(EnhancedStatus.of("5.1.1")), refused.reply().status());
        assertTrue(dialogue.isReady());
        assertEquals(List.of("Subject: hello", "", "world", "."), peer.heard().subList(5, 9));
    }

    /// What a probe says is what Postfix 3.7 said.
    @Test
    void aProbeEndsAfterTheRecipients() throws IOException {
        var peer = peer(PIPELINES + """
                C: MAIL FROM:<s@client.example>
                S: 250 2.1.0 Ok
                C: RCPT TO:<a@mx.example>
                S: 250 2.1.5 Ok
                C: RCPT TO:<b@mx.example>
                S: 550 5.1.1 unknown
                C: RSET
                S: 250 2.0.0 Ok
                """);
        var dialogue = open(peer);

        var verdicts = dialogue.probe(to("a@mx.example", "b@mx.example"));

        var accepted = assertInstanceOf(Verdict.Accepted.class, verdicts.get(0));
        assertEquals("250 2.1.5 Ok", accepted.reply().text());
        isRefused(Stage.RCPT, verdicts.get(1));
        assertTrue(dialogue.isReady());
    }

    @Test
    void aProbeUpToDataLeavesAServerThatWaitsForContent() throws IOException {
        var peer = peer("""
                S: 220 mx.example ESMTP
                C: EHLO client.example
                S: 250 mx.example
                C: MAIL FROM:<s@client.example>
                S: 250 2.1.0 Ok
                C: RCPT TO:<a@mx.example>
                S: 250 2.1.5 Ok
                C: RCPT TO:<b@mx.example>
                S: 550 5.1.1 unknown
                C: DATA
                S: 354 go on
                """);
        var dialogue = open(peer, config(TIMEOUTS, 998, Stage.DATA));

        var verdicts = dialogue.probe(to("a@mx.example", "b@mx.example"));

        var accepted = assertInstanceOf(Verdict.Accepted.class, verdicts.get(0));
        assertEquals("354 go on", accepted.reply().text());
        isRefused(Stage.RCPT, verdicts.get(1));
        assertFalse(dialogue.isReady());
    }

    @Test
    void aProbeUpToDataHearsWhatTheServerSaysToIt() throws IOException {
        var peer = peer("""
                S: 220 mx.example ESMTP
                C: EHLO client.example
                S: 250 mx.example
                C: MAIL FROM:<s@client.example>
                S: 250 2.1.0 Ok
                C: RCPT TO:<a@mx.example>
                S: 250 2.1.5 Ok
                C: DATA
                S: 554 5.7.1 not from you
                C: RSET
                S: 250 2.0.0 Ok
                """);
        var dialogue = open(peer, config(TIMEOUTS, 998, Stage.DATA));

        var verdicts = dialogue.probe(to("a@mx.example"));

        var refused = assertInstanceOf(Verdict.Refused.class, verdicts.getFirst());
        assertEquals(Stage.DATA, refused.stage());
        assertTrue(dialogue.isReady());
    }

    @Test
    void aServerThatOnlyKnowsHeloIsSpokenToStepByStep() throws IOException {
        var peer = peer("""
                S: 220 old.example
                C: EHLO client.example
                S: 500 what?
                C: HELO client.example
                S: 250 old.example
                C: MAIL FROM:<s@client.example>
                S: 250 ok
                C: RCPT TO:<a@old.example>
                S: 250 ok
                C: DATA
                S: 354 go on
                D:
                S: 250 thanks
                """);

        var verdicts = open(peer).send(to("a@old.example"), HELLO);

        assertInstanceOf(Verdict.Accepted.class, verdicts.getFirst());
    }

    @Test
    void lmtpHasAReplyForEachRecipient() throws IOException {
        var peer = peer("""
                S: 220 store.example LMTP
                C: LHLO client.example
                S: 250-store.example
                S: 250 PIPELINING
                C: MAIL
                C: RCPT
                C: RCPT
                C: RCPT
                C: DATA
                S: 250 2.1.0 Ok
                S: 250 2.1.5 Ok
                S: 550 5.1.1 unknown
                S: 250 2.1.5 Ok
                S: 354 go on
                D:
                S: 250 2.0.0 stored
                S: 452 4.2.2 full
                """);

        var verdicts = open(peer, lmtp()).send(to("a@x", "b@x", "c@x"), HELLO);

        assertInstanceOf(Verdict.Accepted.class, verdicts.get(0));
        isRefused(Stage.RCPT, verdicts.get(1));
        isRefused(Stage.END_OF_DATA, verdicts.get(2));
    }

    @Test
    void whenNobodyIsLeftThePipelinedDataGetsAnEmptyMessageAndAReset() throws IOException {
        var peer = peer(PIPELINES + ENVELOPE + """
                S: 250 ok
                S: 550 5.1.1 unknown
                S: 354 go on
                C: .
                S: 554 no valid recipients
                C: RSET
                S: 250 ok
                """);
        var dialogue = open(peer);

        var verdicts = dialogue.send(to("a@mx.example"), HELLO);

        isRefused(Stage.RCPT, verdicts.getFirst());
        assertTrue(dialogue.isReady());
    }

    @Test
    void aGreetingOf554IsARefusal() throws IOException {
        var peer = peer("S: 554 5.7.1 go away\n");
        var dialogue = new Dialogue(connection(peer), config(TIMEOUTS, 998, Stage.RCPT));

        var refused = assertInstanceOf(Opening.Refused.class, dialogue.open());

        assertEquals("554 5.7.1 go away", refused.reply().text());
        assertEquals(Stage.GREETING, refused.stage());
    }

    @Test
    void aConnectionThatIsLostInTheEnvelopeSaysWhere() throws IOException {
        var peer = peer(PIPELINES + ENVELOPE + "S: 250 ok\nX:\n");
        var dialogue = open(peer);

        var verdicts = dialogue.send(to("a@mx.example"), HELLO);

        assertEquals(new Verdict.Broken(Stage.RCPT, Verdict.How.LOST, ""), verdicts.getFirst());
        assertFalse(dialogue.isReady());
    }

    @Test
    void silenceAfterTheMessageIsATimeout() throws IOException {
        var peer = peer(PIPELINES + ENVELOPE + MESSAGE + "W:\n");
        var impatient =
                new ClientTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, Duration.ofMillis(30), PATIENCE);
        var dialogue = open(peer, config(impatient, 998, Stage.RCPT));

        var verdicts = dialogue.send(to("a@mx.example"), HELLO);

        assertEquals(new Verdict.Broken(Stage.END_OF_DATA, Verdict.How.TIMED_OUT, ""), verdicts.getFirst());
    }

    @Test
    void aMessageThatCannotBeReadIsNotEnded() throws IOException {
        var peer = peer(PIPELINES + ENVELOPE + MESSAGE);
        Content damaged = output -> {
            output.line("half".getBytes(StandardCharsets.ISO_8859_1), 0, 4);
            throw new Content.UnreadableException("disk on fire", new IOException());
        };

        var verdicts = open(peer).send(to("a@mx.example"), damaged);

        assertEquals(new Verdict.Unreadable("disk on fire"), verdicts.getFirst());
        assertFalse(peer.heard().contains("."));
    }

    @Test
    void aMessageOverTheServersLimitIsNotSent() throws IOException {
        var peer = peer("""
                S: 220 mx.example ESMTP
                C: EHLO
                S: 250-mx.example
                S: 250 SIZE 100
                """);

        var verdicts = open(peer).send(to("a@mx.example"), HELLO);

        assertEquals(
                new Verdict.Unsendable(EnhancedStatus.of("5.3.4"), "message size 321 exceeds size limit 100 of server"),
                verdicts.getFirst());
    }

    @Test
    void dsnWishesTravelWhereTheServerKnowsThem() throws IOException {
        var peer = peer("""
                S: 220 mx.example ESMTP
                C: EHLO
                S: 250-mx.example
                S: 250-8BITMIME
                S: 250 DSN
                C: MAIL FROM:<> BODY=8BITMIME ENVID=abc RET=HDRS
                S: 250 ok
                C: RCPT TO:<"a b"@mx.example> ORCPT=rfc822;x@y NOTIFY=SUCCESS,DELAY
                S: 250 ok
                C: DATA
                S: 354 go on
                D:
                S: 250 ok
                """);
        var transaction = new Transaction(
                ReversePath.Null.SENDER,
                0,
                Transaction.Body.EIGHT_BIT,
                Transaction.SmtpUtf8.UNSAID,
                "abc",
                Optional.of(Returned.HEADERS),
                List.of(new Transaction.To(
                        new MailAddress("a b@mx.example"), "rfc822;x@y", Set.of(Notify.SUCCESS, Notify.DELAY))));

        var verdicts = open(peer).send(transaction, HELLO);

        assertInstanceOf(Verdict.Accepted.class, verdicts.getFirst());
    }

    /// Symptom: mail that is all ASCII is returned, because its client said SMTPUTF8 and the next server does not know
    /// it.
    @Test
    void onlyWhatNeedsSmtpUtf8IsKeptFromServersWithoutIt() throws IOException {
        String refusal = "SMTPUTF8 is required, but was not offered by host";
        var peer = peer(TAKES_ONE_MESSAGE);
        var dialogue = open(peer);

        var needed = dialogue.send(international(Transaction.SmtpUtf8.NEEDED), HELLO);
        var wanted = dialogue.send(international(Transaction.SmtpUtf8.WANTED), HELLO);

        assertEquals(
                refusal,
                assertInstanceOf(Verdict.Unsendable.class, needed.getFirst()).reason());
        assertInstanceOf(Verdict.Accepted.class, wanted.getFirst());
    }

    private static Transaction international(Transaction.SmtpUtf8 how) {
        return new Transaction(
                ReversePath.ofInternal("s@client.example"),
                0,
                Transaction.Body.UNDECLARED,
                how,
                "",
                Optional.empty(),
                List.of(new Transaction.To(new MailAddress("r@mx.example"), "", Set.of())));
    }

    @Test
    void dotsAreDoubledAndLongLinesBroken() throws IOException {
        var peer = peer(TAKES_ONE_MESSAGE);
        var dialogue = open(peer, config(TIMEOUTS, 10, Stage.RCPT));

        dialogue.send(to("a@mx.example"), lines(".", "..x", "0123456789", "0123456789abcdefghijkl"));

        assertEquals(
                List.of("..", "...x", "0123456789", "0123456789", " abcdefghi", " jkl", "."),
                peer.heard().subList(4, 11));
        assertTrue(dialogue.brokeLines());
    }

    /// Every step may take long, and the whole must not.
    @Test
    @Timeout(60)
    void everythingTogetherMayTakeNoLongerThanItIsAllowedTo() throws IOException {
        var peer = peer(PIPELINES + ENVELOPE + MESSAGE + "W:\n");
        var aDay = Duration.ofDays(1);
        var patient = new ClientTimeouts(aDay, aDay, aDay, aDay, aDay, aDay, aDay);
        var dialogue = open(peer, config(patient, 998, Stage.RCPT));

        dialogue.limit(Duration.ofMillis(100));
        var verdicts = dialogue.send(to("a@mx.example"), HELLO);

        var broken = assertInstanceOf(Verdict.Broken.class, verdicts.getFirst());
        assertEquals(Verdict.How.TIMED_OUT, broken.how());
    }

    private static void isRefused(Stage stage, Verdict verdict) {
        assertEquals(stage, assertInstanceOf(Verdict.Refused.class, verdict).stage());
    }

    private ScriptedPeer peer(String script) {
        var peer = ScriptedPeer.start(script);
        opened.add(peer);
        return peer;
    }

    private Connection connection(ScriptedPeer peer) throws IOException {
        var connection = network.connect(peer.address(), Optional.empty(), PATIENCE);
        opened.add(connection);
        return connection;
    }

    private Dialogue open(ScriptedPeer peer) throws IOException {
        return open(peer, config(TIMEOUTS, 998, Stage.RCPT));
    }

    private Dialogue open(ScriptedPeer peer, DialogueConfig config) throws IOException {
        var dialogue = new Dialogue(connection(peer), config);
        assertEquals(new Opening.Ready(), dialogue.open());
        return dialogue;
    }

    private static DialogueConfig config(ClientTimeouts timeouts, int lineLengthLimit, Stage probesUpTo) {
        return new DialogueConfig(Protocol.SMTP, "client.example", timeouts, lineLengthLimit, probesUpTo, Set.of());
    }

    private static DialogueConfig lmtp() {
        return new DialogueConfig(Protocol.LMTP, "client.example", TIMEOUTS, 998, Stage.RCPT, Set.of());
    }

    private static Transaction to(String... recipients) {
        var all = new ArrayList<Transaction.To>();
        for (var recipient : recipients) {
            all.add(new Transaction.To(new MailAddress(recipient), "", Set.of()));
        }
        return new Transaction(
                ReversePath.ofInternal("s@client.example"),
                321,
                Transaction.Body.UNDECLARED,
                Transaction.SmtpUtf8.UNSAID,
                "",
                Optional.empty(),
                all);
    }

    private static Content lines(String... lines) {
        return output -> {
            for (var line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                output.line(bytes, 0, bytes.length);
            }
        };
    }
}
