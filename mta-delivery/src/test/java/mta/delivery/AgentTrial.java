package mta.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import mta.core.config.MainCf;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.core.mail.SendOption;
import mta.core.net.ClientConnection;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient;
import mta.service.client.ClientAttributes;
import mta.service.client.DeliveryConnection;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;
import mta.service.client.FlushRecorder;
import mta.service.client.LocalService;
import mta.service.client.SessionReport;
import mta.service.client.VerifyClient;
import mta.service.client.VerifyRecorder;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;

/// Everything around a delivery agent: a queue, a bounce service that remembers, a mail log that remembers, and a
/// queue manager's connection.
public final class AgentTrial implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The queue directory; its name must be short, as it holds sockets.
    private final Path queue;

    private final Network network = new Network(1);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Spool spool;
    private String moreSettings = "";
    private final InstantSource clock = InstantSource.system();
    private UnaryOperator<Outcome> filter = UnaryOperator.identity();
    private boolean softBounce;
    private Duration timeLimit = Duration.ofHours(5);
    private Set<Notify> asked = Set.of();
    private int sendOptions;

    public AgentTrial(Path queue) throws IOException {
        this.queue = queue;
        for (var directory : List.of("active", "incoming", "private")) {
            Files.createDirectories(queue.resolve(directory));
        }
        spool = Spool.open(SpoolConfig.defaults(queue), clock);
        for (var service : List.of("bounce", "defer", "trace", "flush", "verify")) {
            network.listen(
                    queue.resolve("private").resolve(service),
                    connection -> Thread.ofVirtual().start(() -> keepLog(service, connection)));
        }
    }

    public Network network() {
        return network;
    }

    public MailLog log() {
        return new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/test");
    }

    public InstantSource clock() {
        return clock;
    }

    /// What was logged, with times and queue ids taken out.
    public List<String> logged() {
        return log.stream()
                .map(line -> line.replaceAll(", delays?=[0-9./]+", "").replaceAll("^[0-9A-F]{8,}: ", "ID: "))
                .toList();
    }

    /// What bounce(8), defer(8), trace(8) and flush(8) were told: service, recipient, status, action of traces, reason.
    public List<String> told() {
        return List.copyOf(told);
    }

    /// Takes reports for the postmaster; see [#reported].
    public SessionReport reports(MainCf main) throws IOException {
        Path cleanup = queue.resolve("cleanup");
        network.listen(cleanup, connection -> Thread.ofVirtual().start(() -> keepReport(connection)));
        return new SessionReport(main, new LocalService(cleanup, PATIENCE), clock, log());
    }

    /// The lines of reports for the postmaster.
    public List<String> reported() {
        return List.copyOf(reported);
    }

    /// Changes outcomes from now on.
    public void filter(UnaryOperator<Outcome> next) {
        filter = next;
    }

    /// Sets `daemon_timeout`.
    public void timeLimit(Duration limit) {
        timeLimit = limit;
    }

    /// Sets `soft_bounce`.
    public void softBounce() {
        softBounce = true;
    }

    /// Has senders of messages that are enqueued from now on want to hear of their recipients.
    public void asking(Notify... when) {
        asked = Set.of(when);
    }

    /// Has messages that are enqueued from now on ask for these.
    public void asking(SendOption... options) {
        sendOptions = Arrays.stream(options).mapToInt(SendOption::bit).sum();
    }

    /// Stops bounce(8) from answering.
    public void breakBounce() throws IOException {
        Files.delete(queue.resolve("private/bounce"));
    }

    /// Puts a message into the active queue.
    public DeliveryRequest enqueue(String nexthop, String content, String... recipients) throws IOException {
        var all = new ArrayList<Recipient>();
        try (var draft = spool.create(QueueName.INCOMING)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, " ".repeat(89) + "0");
            records.put(RecordType.ARRIVAL_TIME, "1790000000 0");
            records.put(RecordType.SENDER, "sender@test.example");
            for (var recipient : recipients) {
                all.add(new Recipient(new MailAddress(recipient), recipient, records.position(), "", asked));
                records.put(RecordType.RECIPIENT, recipient);
            }
            records.put(RecordType.MESSAGE_START);
            long start = records.position();
            for (var line : content.lines().toList()) {
                records.put(RecordType.TEXT, line);
            }
            long size = records.position() - start;
            records.put(RecordType.EXTRACTED_START);
            records.put(RecordType.END);
            draft.commit();
            spool.move(draft.id(), QueueName.INCOMING, QueueName.ACTIVE);
            var now = Instant.now();
            return new DeliveryRequest(
                    Set.of(),
                    "active",
                    draft.id(),
                    start,
                    size,
                    nexthop,
                    "7bit",
                    sendOptions,
                    ReversePath.ofInternal("sender@test.example"),
                    "",
                    Optional.empty(),
                    new DeliveryRequest.Times(now, now),
                    ClientAttributes.NONE,
                    "local",
                    all);
        }
    }

    /// The same request for an address probe of verify(8).
    public static DeliveryRequest asProbe(DeliveryRequest request) {
        return new DeliveryRequest(
                Set.of(DeliveryRequest.Flag.ADDRESS_PROBE),
                request.queueName(),
                request.id(),
                request.contentOffset(),
                request.contentSize(),
                request.nexthop(),
                request.encoding(),
                request.sendOptions(),
                request.sender(),
                request.envelopeId(),
                request.ret(),
                request.times(),
                request.client(),
                request.rewriteContext(),
                request.recipients());
    }

    /// Lets an agent deliver, over the sockets that it is used through.
    public List<DeliveryReport> deliver(Agent agent, DeliveryRequest... requests) throws IOException {
        var service = service(agent);
        var socket = queue.resolve("private/agent");
        Files.deleteIfExists(socket);
        var reports = new ArrayList<DeliveryReport>();
        try (var _ = network.listen(socket, connection -> Thread.ofVirtual().start(() -> serve(service, connection)));
                var connection = DeliveryConnection.to(socket, network::connect)) {
            connection.awaitGreeting();
            for (var request : requests) {
                reports.add(connection.deliver(request));
            }
        }
        return reports;
    }

    private FlushRecorder flush() throws IOException {
        return FlushRecorder.of(settings(), this::service, log());
    }

    private VerifyRecorder verify() throws IOException {
        return VerifyRecorder.of(settings(), this::service, log());
    }

    private LocalService service(String name) {
        return new LocalService(queue.resolve("private").resolve(name), PATIENCE);
    }

    private MainCf settings() throws IOException {
        Path etc = Files.createDirectories(queue.resolve("etc"));
        Files.writeString(
                etc.resolve("main.cf"),
                "compatibility_level = 3.6\nfast_flush_domains = flushed.example\n" + moreSettings);
        return MainCf.read(etc);
    }

    /// Adds a line to `main.cf`.
    public void with(String setting) {
        moreSettings += setting + "\n";
    }

    /// Runs another agent as a service of that name.
    public void runAgent(String name, Agent agent) throws IOException {
        var service = service(agent);
        network.listen(
                queue.resolve("private").resolve(name),
                connection -> Thread.ofVirtual().start(() -> serve(service, connection)));
    }

    private DeliveryService service(Agent agent) throws IOException {
        var setting = new DeliveryService.Setting(
                log(), new BounceClient(this::service), flush(), verify(), softBounce, filter, timeLimit, clock);
        return new DeliveryService(spool, agent, setting);
    }

    /// The letters of the recipient records: `R` for those that wait, `D` for those that are done.
    public String marks(DeliveryRequest request) throws IOException {
        var bytes = Files.readAllBytes(spool.path(QueueName.ACTIVE, request.id()));
        var marks = new StringBuilder();
        request.recipients().forEach(recipient -> marks.append((char) bytes[(int) recipient.offset()]));
        return marks.toString();
    }

    @Override
    public void close() {
        network.close();
    }

    private static void serve(DeliveryService service, ClientConnection connection) {
        try (connection) {
            service.serve(connection);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void keepReport(Connection connection) {
        connection.timeout(PATIENCE);
        var stream = AttributeStream.over(connection);
        try (connection) {
            stream.send(new Attributes().with("queue_id", "9C8B7A6D5E4"));
            stream.receive();
            var records = RecordReader.unchecked(stream.input());
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                switch (record.get().letter()) {
                    case 'N' -> reported.add(record.get().text());
                    case 'E' -> {
                        stream.send(new Attributes().with("status", 0).with("reason", ""));
                        return;
                    }
                    default -> {}
                }
            }
        } catch (IOException e) {
            reported.add("broken: " + e.getMessage());
        }
    }

    private void keepLog(String service, Connection connection) {
        connection.timeout(PATIENCE);
        var stream = AttributeStream.over(connection);
        try (connection) {
            stream.send(new Attributes()
                    .with(
                            "protocol",
                            switch (service) {
                                case "flush" -> "queue_flush_protocol";
                                case "verify" -> VerifyClient.PROTOCOL;
                                default -> "bounce_protocol";
                            }));
            var request = stream.receive();
            boolean isFlush = service.equals("flush");
            if (service.equals("verify")) {
                told.add("verify " + request.text("address") + " " + request.text("recipient_status") + " "
                        + request.text("reason"));
                stream.send(new Attributes().with("status", 0));
                return;
            }
            if (isFlush) {
                told.add("flush " + request.text("request") + " " + request.text("site"));
                stream.send(new Attributes().with("status", 0));
                return;
            }
            String action = service.equals("trace") ? request.text("action") + " " : "";
            told.add(service + " " + request.text("recipient") + " " + request.text("status") + " " + action
                    + new String(
                            request.text("reason").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
            stream.send(new Attributes().with("status", 0));
        } catch (IOException e) {
            told.add("broken: " + e.getMessage());
        }
    }
}
