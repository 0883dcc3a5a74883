package mta.qmgr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.core.net.ChannelConnection;
import mta.service.client.ClientAttributes;
import mta.service.client.DeliveryExchange;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;
import mta.service.protocol.AttributeStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents that answer, go away, or do neither.
class DeliveryAgentsTest {

    private static final Duration LIMIT = Duration.ofHours(5);

    private static final String SEE_LOG = "transport smtp failure -- see a previous warning/fatal/panic logfile record"
            + " for the problem description";

    @TempDir
    Path top;

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ServerSocketChannel listener;
    private DeliveryAgents agents;

    @BeforeEach
    void listen() throws IOException {
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(top.resolve("smtp")));
        agents = new DeliveryAgents(top::resolve, ChannelConnection::to, LIMIT, () -> now);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void aConnectionServesOneRequestAfterAnother() throws Exception {
        Thread.ofVirtual().start(() -> {
            try (var channel = listener.accept()) {
                var exchange = DeliveryExchange.open(stream(channel));
                for (var next = exchange.next(); next.isPresent(); next = exchange.next()) {
                    exchange.answer(new DeliveryReport.Done());
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        assertInstanceOf(Attempt.Answered.class, agents.deliver("smtp", request()));
        assertInstanceOf(Attempt.Answered.class, agents.deliver("smtp", request()));
    }

    @Test
    void anAgentThatGoesAwayIsLost() throws Exception {
        Thread.ofVirtual().start(() -> {
            try (var channel = listener.accept()) {
                DeliveryExchange.open(stream(channel)).next();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        var attempt = assertInstanceOf(Attempt.AgentLost.class, agents.deliver("smtp", request()));

        assertEquals(
                List.of("premature end-of-input on private/smtp socket while reading input attribute name", SEE_LOG),
                attempt.problems());
    }

    @Test
    void anAgentThatHangsIsGivenUpAfterATime() throws Exception {
        var attempt = CompletableFuture.supplyAsync(() -> agents.deliver("smtp", request()));
        try (var channel = listener.accept()) {
            assertTrue(DeliveryExchange.open(stream(channel)).next().isPresent());
            now = now.plus(LIMIT);
            agents.closeHanging();
            assertTrue(!attempt.isDone(), "it may take that long");
            now = now.plusSeconds(5);
            agents.closeHanging();

            assertEquals(
                    new Attempt.AgentLost(
                            List.of("timeout on private/smtp socket while reading input attribute name", SEE_LOG)),
                    attempt.get());
        }
    }

    @Test
    void anAgentThatNeverGreetsIsGivenUpToo() throws Exception {
        var attempt = CompletableFuture.supplyAsync(() -> agents.deliver("smtp", request()));
        try (var _ = listener.accept()) {
            while (!attempt.isDone()) {
                // Whether it waits for the greeting already cannot be seen from here.
                now = now.plus(LIMIT).plusSeconds(5);
                agents.closeHanging();
                Thread.onSpinWait();
            }
            assertInstanceOf(Attempt.AgentLost.class, attempt.get());
        }
    }

    private static AttributeStream stream(SocketChannel channel) {
        return new AttributeStream(Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    private DeliveryRequest request() {
        return new DeliveryRequest(
                Set.of(),
                "active",
                new QueueId("4F2gQz1yqPz9t"),
                100,
                10,
                "dest.example",
                "7bit",
                0,
                ReversePath.Null.SENDER,
                "",
                Optional.empty(),
                new DeliveryRequest.Times(now, now),
                ClientAttributes.NONE,
                "local",
                List.of(new Recipient(new MailAddress("a@dest.example"), "", 50, "", Set.of())));
    }
}
