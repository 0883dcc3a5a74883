package mta.delivery.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mta.core.config.MainCf;
import mta.core.config.SmtpParameters;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.Recipient;
import mta.core.mail.SendOption;
import mta.core.table.Tables;
import mta.delivery.AgentTrial;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;
import mta.smtp.client.Protocol;
import mta.smtp.dns.HostsFile;
import mta.smtp.dns.Resolver;
import mta.testkit.net.ScriptedPeer;
import mta.testkit.net.TinyDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpAgentTest {

    private static final String MESSAGE = "Subject: x\n\nhello\n";
    private static final String HELLO = """
            S: 220 mx.example ESMTP
            C: EHLO client.example
            S: 250-mx.example
            S: 250 PIPELINING
            """;
    private static final String ONE_MESSAGE = """
            C: MAIL
            C: RCPT
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go on
            D:
            S: 250 2.0.0 Ok: queued as X
            """;

    @TempDir
    private Path directory;

    private final TinyDns dns = TinyDns.start();
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(dns));
    private AgentTrial trial;

    @BeforeEach
    void start() throws IOException {
        trial = new AgentTrial(directory.resolve("q"));
        opened.add(trial);
    }

    @AfterEach
    void stop() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    @Test
    void aDeliveredMessageIsLoggedWithTheServersReply() throws IOException {
        var peer = peer(HELLO + ONE_MESSAGE);
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");

        var reports = trial.deliver(agent(), request);

        assertEquals(List.of(new DeliveryReport.Done()), reports);
        assertEquals(
                List.of("ID: to=<a@d.example>, relay=127.0.0.1[127.0.0.1]:"
                        + peer.address().getPort() + ", dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as X)"),
                trial.logged());
        assertEquals("D", trial.marks(request));
    }

    /// Such a message can only have come with a queue that Postfix filled.
    @Test
    void whatMustTravelOverTlsWaits() throws IOException {
        trial.asking(SendOption.REQUIRETLS);
        var request = trial.enqueue("[127.0.0.1]:1", MESSAGE, "a@d.example");

        trial.deliver(agent(), request);

        assertEquals(
                List.of(
                        "ID: to=<a@d.example>, relay=none, dsn=4.7.10, status=deferred (REQUIRETLS was asked for, and TLS"
                                + " is not implemented)"),
                trial.logged());
    }

    /// Symptom: a message in ASCII that asks for REQUIRETLS and SMTPUTF8 is returned, as the server has no SMTPUTF8.
    @Test
    void whetherUtf8IsNeededHasNothingToDoWithTls() throws IOException {
        trial.asking(SendOption.SMTPUTF8_REQUESTED, SendOption.REQUIRETLS);
        var peer = peer(HELLO + ONE_MESSAGE);
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");

        assertEquals(List.of(new DeliveryReport.Done()), trial.deliver(agent("requiretls_enable = no\n"), request));
        assertTrue(trial.logged().getLast().contains("status=sent"), trial.logged()::toString);

        trial.asking(SendOption.SMTPUTF8_REQUESTED, SendOption.SMTPUTF8_HEADER);
        var other = peer(HELLO);
        trial.deliver(agent(), trial.enqueue(other.nexthop(), MESSAGE, "a@d.example"));
        assertTrue(
                trial.logged().getLast().contains("SMTPUTF8 is required, but was not offered"),
                trial.logged()::toString);
    }

    /// What Postfix 3.7 says of such a server.
    @Test
    void aReplyOutOfPlaceReturnsTheMessage() throws IOException {
        var peer = peer(HELLO + """
                C: MAIL
                C: RCPT
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 250 d
                """);

        trial.deliver(agent(), trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example"));

        String logged = trial.logged().getLast();
        assertTrue(
                logged.endsWith("dsn=5.5.0, status=bounced (Protocol error: host 127.0.0.1[127.0.0.1] said: 250 d"
                        + " (in reply to DATA command))"),
                logged);
    }

    @Test
    void aReplyThatIsNeitherYesNorNoReturnsTheMessage() throws IOException {
        var peer = peer(HELLO + """
                C: MAIL
                C: RCPT
                C: DATA
                S: 250 ok
                S: 354 r
                S: 554 5.5.1 no valid recipients
                C: RSET
                S: 250 ok
                """);

        trial.deliver(agent(), trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example"));

        String logged = trial.logged().getLast();
        assertTrue(
                logged.endsWith("dsn=5.5.0, status=bounced (host 127.0.0.1[127.0.0.1] said: 354 r"
                        + " (in reply to RCPT TO command))"),
                logged);
    }

    /// Symptom: what a sender had written in xtext went on in plain, which servers refuse; and a line break with it.
    @Test
    void dsnParametersTravelEncoded() throws IOException {
        var peer = peer("""
                S: 220 mx.example ESMTP
                C: EHLO client.example
                S: 250-mx.example
                S: 250 DSN
                C: MAIL FROM:<sender@test.example> ENVID=a+2Bb+0D+0Ac
                S: 250 ok
                C: RCPT TO:<a@d.example> ORCPT=rfc822;x+2By+0D+0ARSET
                S: 250 ok
                C: RCPT TO:<b@d.example> ORCPT=utf-8;\\x{E9}@d.example
                S: 250 ok
                C: RCPT TO:<c@d.example> ORCPT=rfc822;"c+20d"@d.example
                S: 250 ok
                C: DATA
                S: 354 go on
                D:
                S: 250 2.0.0 Ok
                """);
        var plain = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example", "b@d.example", "c@d.example");
        var to = plain.recipients();

        var reports = trial.deliver(
                agent(),
                new DeliveryRequest(
                        plain.flags(),
                        plain.queueName(),
                        plain.id(),
                        plain.contentOffset(),
                        plain.contentSize(),
                        plain.nexthop(),
                        plain.encoding(),
                        plain.sendOptions(),
                        plain.sender(),
                        "a+b\r\nc",
                        plain.ret(),
                        plain.times(),
                        plain.client(),
                        plain.rewriteContext(),
                        List.of(
                                original(to.get(0), "", "rfc822;x+y\r\nRSET"),
                                original(to.get(1), "", "utf-8;\u00c3\u00a9@d.example"),
                                original(to.get(2), "c d@d.example", ""))));

        assertEquals(List.of(new DeliveryReport.Done()), reports, peer.heard()::toString);
    }

    private static Recipient original(Recipient to, String original, String dsnOriginal) {
        return new Recipient(to.address(), original, to.offset(), dsnOriginal, to.dsnNotify());
    }

    @Test
    void theNextMessageGoesOverTheSameConnection() throws IOException {
        var peer = peer(HELLO + ONE_MESSAGE + ONE_MESSAGE);
        var first = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");
        var second = trial.enqueue(peer.nexthop(), MESSAGE, "b@d.example");

        trial.deliver(agent(), first, second);

        assertTrue(trial.logged().getLast().contains(", conn_use=2, "), trial.logged()::toString);
        assertEquals(
                1, peer.heard().stream().filter(line -> line.startsWith("EHLO")).count());
    }

    @Test
    void aConnectionThatDiedWhileItWaitedCostsNothing() throws IOException {
        var peer = peer(HELLO + ONE_MESSAGE + "X:\n", HELLO + ONE_MESSAGE);
        var first = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");
        var second = trial.enqueue(peer.nexthop(), MESSAGE, "b@d.example");

        var reports = trial.deliver(agent(), first, second);

        assertEquals(List.of(new DeliveryReport.Done(), new DeliveryReport.Done()), reports);
        assertEquals(2, trial.logged().size());
    }

    @Test
    void aRefusedRecipientBouncesWithTheServersWords() throws IOException {
        var peer = peer(HELLO + """
                C: MAIL
                C: RCPT
                C: RCPT
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 550 5.1.1 <b@d.example>: unknown
                S: 354 go on
                D:
                S: 250 ok
                """);
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example", "b@d.example");

        var reports = trial.deliver(agent(), request);

        assertEquals(List.of(new DeliveryReport.Done()), reports);
        assertEquals(
                List.of("bounce b@d.example 5.1.1 host 127.0.0.1[127.0.0.1] said: 550 5.1.1 <b@d.example>: unknown"
                        + " (in reply to RCPT TO command)"),
                trial.told());
        assertEquals("DD", trial.marks(request));
    }

    @Test
    void aServerThatIsDownFailsTheDestination() throws IOException {
        var request = trial.enqueue("[127.0.0.1]:1", MESSAGE, "a@d.example");

        var reports = trial.deliver(agent(), request);

        String reason = "connect to 127.0.0.1[127.0.0.1]:1: Connection refused";
        assertEquals(List.of(new DeliveryReport.DestinationFailed(EnhancedStatus.of("4.4.1"), reason)), reports);
        assertEquals(
                List.of(reason, "ID: to=<a@d.example>, relay=none, dsn=4.4.1, status=deferred (" + reason + ")"),
                trial.logged());
        assertEquals("R", trial.marks(request));
    }

    @Test
    void aGreetingOf554IsTriedAgainLater() throws IOException {
        var peer = peer("S: 554 5.7.1 busy\nW:\n");
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");

        var report = assertInstanceOf(
                DeliveryReport.DestinationFailed.class,
                trial.deliver(agent(), request).getFirst());

        assertEquals(EnhancedStatus.of("4.7.1"), report.status());
        assertEquals("host 127.0.0.1[127.0.0.1] refused to talk to me: 554 5.7.1 busy", report.reason());
    }

    @Test
    void theSecondMailExchangerIsAskedWhereTheFirstIsBusy() throws IOException {
        var second = ScriptedPeer.start(new InetSocketAddress("127.0.0.3", 0), HELLO + ONE_MESSAGE);
        opened.add(second);
        int port = second.address().getPort();
        var first = ScriptedPeer.start(new InetSocketAddress("127.0.0.2", port), "S: 421 4.3.2 busy\nW:\n");
        opened.add(first);
        dns.mx("d.example", 10, "mx1.example").mx("d.example", 20, "mx2.example");
        dns.a("mx1.example", "127.0.0.2").a("mx2.example", "127.0.0.3");
        var request = trial.enqueue("d.example:" + port, MESSAGE, "a@d.example");

        var reports = trial.deliver(agent(), request);

        assertEquals(List.of(new DeliveryReport.Done()), reports);
        assertEquals(
                List.of(
                        "ID: host mx1.example[127.0.0.2] refused to talk to me: 421 4.3.2 busy",
                        "ID: to=<a@d.example>, relay=mx2.example[127.0.0.3]:" + port
                                + ", dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as X)"),
                trial.logged());
    }

    /// Symptom: the queue manager has given up a delivery, and its message goes out all the same, while it is tried
    /// again.
    @Test
    void afterDaemonTimeoutNoOtherServerIsAsked() throws IOException {
        trial.timeLimit(Duration.ofSeconds(3));
        var first = peer("W:\n");
        var second = peer(HELLO + ONE_MESSAGE);
        var request = trial.enqueue(first.nexthop() + ", " + second.nexthop(), MESSAGE, "a@d.example");

        trial.deliver(agent("smtp_helo_timeout = 3s\n"), request);

        assertEquals(
                List.of("defer a@d.example 4.4.2 conversation with 127.0.0.1[127.0.0.1] timed out while receiving the"
                        + " initial server greeting"),
                trial.told());
        assertEquals(List.of(), second.heard());
        assertEquals("R", trial.marks(request));
    }

    @Test
    void aDomainThatDoesNotExistBounces() throws IOException {
        var request = trial.enqueue("no.example", MESSAGE, "a@no.example");

        trial.deliver(agent(), request);

        assertEquals(
                List.of("bounce a@no.example 5.4.4 Host or domain name not found. Name service error for"
                        + " name=no.example type=A: Host not found"),
                trial.told());
    }

    @Test
    void aNameServerThatFailsMakesMailWait() throws IOException {
        dns.failing("d.example");
        var request = trial.enqueue("d.example", MESSAGE, "a@d.example");

        trial.deliver(agent(), request);

        assertEquals(
                List.of("defer a@d.example 4.4.3 Host or domain name not found. Name service error for"
                        + " name=d.example type=MX: Host not found, try again"),
                trial.told());
    }

    @Test
    void aDomainThatTakesNoMailBounces() throws IOException {
        dns.nullMx("d.example");
        var request = trial.enqueue("d.example", MESSAGE, "a@d.example");

        trial.deliver(agent(), request);

        assertEquals(List.of("bounce a@d.example 5.1.0 Domain d.example does not accept mail (nullMX)"), trial.told());
    }

    @Test
    void mailThatWouldComeBackBounces() throws IOException {
        dns.mx("d.example", 10, "self.example").a("self.example", "192.0.2.1");
        var request = trial.enqueue("d.example", MESSAGE, "a@d.example");

        trial.deliver(agent(), request);

        assertEquals(List.of("bounce a@d.example 5.4.6 mail for d.example loops back to myself"), trial.told());
    }

    @Test
    void aConnectionLostAfterTheMessageMakesItWait() throws IOException {
        var peer = peer(HELLO + """
                C: MAIL
                C: RCPT
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go on
                D:
                X:
                """);
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");

        trial.deliver(agent(), request);

        assertEquals(
                List.of("defer a@d.example 4.4.2 lost connection with 127.0.0.1[127.0.0.1] while sending end of data"
                        + " -- message may be sent more than once"),
                trial.told());
        assertEquals("R", trial.marks(request));
    }

    @Test
    void aReplyFilterSpeaksForTheServer() throws IOException {
        var peer = peer(HELLO + """
                C: MAIL
                C: RCPT
                C: DATA
                S: 250 ok
                S: 550 5.7.1 too many connections
                S: 503 no recipients
                C: RSET
                S: 250 ok
                """);
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");
        Path table = Files.writeString(directory.resolve("replies"), "/^550 (5.7.1 too many.*)/ 450 4.7.1 wait\n");

        trial.deliver(agent("smtp_reply_filter = regexp:" + table), request);

        assertEquals(
                "ID: replacing server reply \"550 5.7.1 too many connections\" with \"450 4.7.1 wait\"",
                trial.logged().getFirst());
        assertEquals(
                List.of("defer a@d.example 4.7.1 host 127.0.0.1[127.0.0.1] said: 450 4.7.1 wait"
                        + " (in reply to RCPT TO command)"),
                trial.told());
    }

    @Test
    void aReplyFilterThatDoesNotWorkMakesMailWait() throws IOException {
        var peer = peer("S: 220 mx.example ESMTP\n");
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");

        trial.deliver(agent("smtp_reply_filter = fail:x"), request);

        assertEquals(
                List.of("defer a@d.example 4.3.0 local data error while talking to 127.0.0.1[127.0.0.1]"),
                trial.told());
    }

    private static final String SYNTAX_ERROR = """
            C: MAIL
            C: RCPT
            C: DATA
            S: 250 2.1.0 ok
            S: 501 5.5.4 syntax error in parameters
            S: 503 5.5.1 no recipients
            C: RSET
            S: 250 ok
            """;

    @Test
    void thePostmasterHearsThatWeBrokeTheProtocol() throws IOException {
        var peer = peer(HELLO + SYNTAX_ERROR);
        var request = trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example");
        String name = "127.0.0.1[127.0.0.1]:" + peer.address().getPort();

        trial.deliver(agent("notify_classes = protocol\n"), request);

        var report = trial.reported();
        assertEquals("Subject: Postfix SMTP client: errors from " + name, report.get(5));
        assertEquals("""

                Unexpected response from %s.

                Transcript of session follows.

                 In:  220 mx.example ESMTP
                 Out: EHLO client.example
                 In:  250-mx.example
                 In:  250 PIPELINING
                 Out: MAIL FROM:<sender@test.example>
                 Out: RCPT TO:<a@d.example>
                 Out: DATA
                 In:  250 2.1.0 ok
                 In:  501 5.5.4 syntax error in parameters
                 In:  503 5.5.1 no recipients
                 Out: RSET
                 In:  250 ok

                For other details, see the local mail logfile""".formatted(name), String.join("\n", report.subList(6, report.size())));
    }

    @Test
    void nobodyIsToldOfWhatIsNotAskedFor() throws IOException {
        var peer = peer(HELLO + SYNTAX_ERROR);

        trial.deliver(agent(), trial.enqueue(peer.nexthop(), MESSAGE, "a@d.example"));

        assertEquals(List.of(), trial.reported());
    }

    private ScriptedPeer peer(String... scripts) {
        var peer = ScriptedPeer.start(scripts);
        opened.add(peer);
        return peer;
    }

    private SmtpAgent agent() throws IOException {
        return agent("");
    }

    private SmtpAgent agent(String settings) throws IOException {
        Files.writeString(directory.resolve("main.cf"), """
                myhostname = client.example
                queue_directory = %s
                inet_protocols = ipv4
                smtp_tls_security_level = none
                """.formatted(directory.resolve("q")) + settings);
        var main = MainCf.read(directory);
        var config = SmtpDeliveryConfig.from(main, Protocol.SMTP);
        var resolver = new Resolver(List.of(dns.address()), Duration.ofSeconds(5), 1, new Random(1));
        return new SmtpAgent(
                config,
                new SmtpAgent.Internet(
                        trial.network(),
                        resolver,
                        new HostsFile(Path.of("/etc/hosts")),
                        InetAddress.ofLiteral("192.0.2.1")::equals),
                new Tables(_ -> {}).openAll(main.get(SmtpParameters.SMTP_REPLY_FILTER)),
                trial.reports(main),
                trial.log(),
                trial.clock());
    }
}
