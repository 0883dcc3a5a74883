package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.config.MainCf;
import mta.core.log.PostfixMailLog;
import mta.core.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ClientCountsTest {

    @TempDir
    private Path directory;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Anvil anvil = new Anvil(() -> now, ZoneOffset.UTC, _ -> {});

    private ClientCounts counts(String settings) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "mynetworks = 10.0.0.0/8\n" + settings);
        var mailLog = new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/smtpd");
        return new ClientCounts(MainCf.read(directory), "smtp", new Tables(log::add), anvil, mailLog);
    }

    private static Peer peer(String address) {
        return Peer.unnamed(InetAddress.ofLiteral(address), 1, InetAddress.getLoopbackAddress(), 25);
    }

    private static boolean connects(ClientCounts counts, String address) {
        return !counts.client(peer(address)).connects();
    }

    @Test
    void aClientMayHaveFiftyConnectionsAtATime() throws IOException {
        var counts = counts("");
        var first = counts.client(peer("192.0.2.1"));
        assertFalse(first.connects());
        for (int i = 1; i < 50; i++) {
            assertTrue(connects(counts, "192.0.2.1"));
        }
        assertTrue(counts.client(peer("192.0.2.1")).connects());
        assertTrue(connects(counts, "192.0.2.2"));
        assertEquals(
                List.of("warning: Connection concurrency limit exceeded: 51 from unknown[192.0.2.1] for service smtp"),
                log);
    }

    @Test
    void whoeverLeavesMakesRoom() throws IOException {
        var counts = counts("smtpd_client_connection_count_limit = 1\n");
        var first = counts.client(peer("192.0.2.1"));
        assertFalse(first.connects());
        first.disconnects();

        assertTrue(connects(counts, "192.0.2.1"));
        assertFalse(connects(counts, "192.0.2.1"));
    }

    @Test
    void exceptionsAreNotCounted() throws IOException {
        var counts = counts("smtpd_client_connection_count_limit = 1\nsmtpd_client_connection_rate_limit = 1\n");
        for (int i = 0; i < 3; i++) {
            assertTrue(connects(counts, "10.1.2.3"));
        }
    }

    @Test
    void addressesOfANetworkAreOneClient() throws IOException {
        var counts = counts("smtpd_client_connection_count_limit = 1\nsmtpd_client_ipv4_prefix_length = 25\n");

        assertTrue(connects(counts, "192.0.2.1"));
        assertFalse(connects(counts, "192.0.2.127"));
        assertTrue(connects(counts, "192.0.2.128"));
        assertTrue(connects(counts, "2001:db8::1"));
        assertFalse(connects(counts, "2001:db8::fff:ffff:ffff"));
        assertTrue(connects(counts, "2001:db8::1000:0:0"));
    }

    @Test
    void ratesAreCountedAnewWhenTheirTimeIsOver() throws IOException {
        var counts = counts("smtpd_client_connection_rate_limit = 2\nsmtpd_client_connection_count_limit = 0\n");
        assertTrue(connects(counts, "192.0.2.1"));
        assertTrue(connects(counts, "192.0.2.1"));
        assertFalse(connects(counts, "192.0.2.1"));
        now = now.plusSeconds(61);
        assertTrue(connects(counts, "192.0.2.1"));
        assertEquals(
                List.of("warning: Connection rate limit exceeded: 3 from unknown[192.0.2.1] for service smtp"), log);
    }

    /// Symptom: whoever is at his limit begins anew with each `postfix reload`.
    @Test
    void aReloadForgetsNothing() throws IOException {
        String settings = "smtpd_client_connection_rate_limit = 3\n";
        var before = counts(settings).client(peer("192.0.2.1"));
        assertFalse(before.connects());
        assertTrue(connects(counts(settings), "192.0.2.1"));
        before.disconnects();

        var after = counts(settings + "smtpd_client_connection_count_limit = 1\n");
        assertFalse(connects(after, "192.0.2.1"));
        assertFalse(connects(after, "192.0.2.1"));

        assertEquals(
                List.of(
                        "warning: Connection concurrency limit exceeded: 2 from unknown[192.0.2.1] for service smtp",
                        "warning: Connection concurrency limit exceeded: 3 from unknown[192.0.2.1] for service smtp"),
                log);
    }

    @Test
    void loginsAreCounted() throws IOException {
        var client = counts("smtpd_client_auth_rate_limit = 1\n").client(peer("192.0.2.1"));
        assertFalse(client.connects());
        assertFalse(client.logsIn());
        assertTrue(client.logsIn());
        assertEquals(
                List.of("warning: AUTH command rate limit exceeded: 2 from unknown[192.0.2.1] for service smtp"), log);
    }

    /// The lines, and when they come, are those of a real anvil(8).
    @Test
    void theHighestCountsAreLoggedFromTimeToTime() throws IOException {
        var counts = counts("smtpd_client_message_rate_limit = 100\n");
        now = Instant.parse("2026-11-08T17:02:22Z");
        var first = counts.client(peer("192.0.2.1"));
        first.connects();
        for (int i = 0; i < 3; i++) {
            first.sendsMail();
            first.namesRecipient();
        }
        now = now.plusSeconds(1);
        var second = counts.client(peer("192.0.2.2"));
        second.connects();
        second.sendsMail();
        anvil.reportIfDue();
        assertEquals(List.of(), log);

        now = now.plusSeconds(599);
        anvil.reportIfDue();
        assertEquals(
                List.of(
                        "statistics: max connection rate 1/60s for (smtp:192.0.2.1) at Nov  8 17:02:22",
                        "statistics: max connection count 1 for (smtp:192.0.2.1) at Nov  8 17:02:22",
                        "statistics: max message rate 3/60s for (smtp:192.0.2.1) at Nov  8 17:02:22",
                        "statistics: max cache size 2 at Nov  8 17:02:23"),
                log);

        log.clear();
        now = now.plusSeconds(600);
        anvil.reportIfDue();
        assertEquals(List.of(), log, "nothing has happened");
    }

    @Test
    void theHighestCountsAreLoggedEarlierWhereNobodyComesAnyMore() throws IOException {
        var client = counts("").client(peer("192.0.2.1"));
        client.connects();
        now = now.plusSeconds(150);
        anvil.reportIfDue();
        client.disconnects();
        now = now.plusSeconds(99);
        anvil.reportIfDue();
        assertEquals(List.of(), log);

        now = now.plusSeconds(1);
        anvil.reportIfDue();
        assertEquals(3, log.size(), log.toString());
    }

    /// As a real Postfix answers.
    @Test
    void oneTooManyIsToldSoAndSentAway() throws Exception {
        Files.writeString(directory.resolve("main.cf"), """
                compatibility_level = 3.6
                myhostname = mx.example.test
                mynetworks = 10.0.0.0/8
                inet_interfaces = 127.0.0.1
                smtpd_peername_lookup = no
                alias_maps =
                smtpd_client_connection_count_limit = 1
                """);
        try (var server = new LoopbackServer(
                        MainCf.read(directory), directory.resolve("cleanup"), 0, (_, _, text) -> log.add(text));
                var first = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertEquals("220 mx.example.test ESMTP Postfix", reader(first).readLine());
            try (var second = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                var answers = reader(second);
                assertEquals(
                        "421 4.7.0 mx.example.test Error: too many connections from 127.0.0.1", answers.readLine());
                assertNull(answers.readLine());
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /// Symptom: while the log takes its time, nobody can connect or leave.
    @Test
    @Timeout(60)
    void sessionsGoOnWhileAReportIsWritten() throws Exception {
        Files.writeString(directory.resolve("main.cf"), "");
        var client = new Anvil.Who("smtp", "192.0.2.1");
        var slow = new PostfixMailLog(
                (_, _, _) -> {
                    anvilIsFree(client);
                    log.add("written");
                },
                "postfix/smtpd");
        anvil.use(Anvil.Settings.from(MainCf.read(directory), slow));
        anvil.begun(client);
        now = now.plus(Duration.ofDays(1));

        anvil.reportIfDue();

        assertEquals(List.of("written", "written"), log);
    }

    private void anvilIsFree(Anvil.Who client) {
        var other = Thread.ofPlatform().start(() -> anvil.happened(client, Anvil.Event.MESSAGE));
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("another session waits for the log", e);
        }
    }
}
