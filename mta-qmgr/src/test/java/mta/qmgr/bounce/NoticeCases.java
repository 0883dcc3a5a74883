package mta.qmgr.bounce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.Verp;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.qmgr.SampleContext;
import mta.qmgr.Serving;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient;
import mta.service.client.CleanupFlag;
import mta.service.client.LocalService;
import mta.service.client.RecipientStatus;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.testkit.golden.Golden;

/// Runs a case: puts a message and its log into a queue, asks for the notice, and writes down what was queued and
/// logged, in the form of `expected`.
///
/// `record.py` beside the cases makes `expected` in the same way with a real Postfix.
final class NoticeCases {

    /// The settings that all cases start from; the same as in `record.py`.
    private static final String MAIN_CF = """
            myhostname = mail.example.com
            mydomain = example.com
            myorigin = example.com
            mydestination = example.com, localhost
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            bounce_notice_recipient = postmaster@example.com
            2bounce_notice_recipient = postmaster@example.com
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");

    private static final String NOTICE = "9C8B7A6D5E4";

    private final Path folder;
    private final Path queue;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    private NoticeCases(Path folder, Path queue) {
        this.folder = folder;
        this.queue = queue;
    }

    /// Runs one case in a directory of its own.
    static String run(Path folder, Path queue) throws IOException {
        return new NoticeCases(folder, queue).run();
    }

    private String run() throws IOException {
        for (String name : List.of("active", "bounce", "defer", "trace", "public", "private", "etc")) {
            Files.createDirectories(queue.resolve(name));
        }
        var request = new HashMap<String, String>();
        for (String line : Files.readAllLines(folder.resolve("request"), StandardCharsets.ISO_8859_1)) {
            request.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        String service = request.get("service");
        var spool = Spool.open(SpoolConfig.defaults(queue), InstantSource.system());
        var id = message(spool, request.get("sender"));
        Path statusLog = spool.path(QueueName.find(service).orElseThrow(), id);
        if (!request.get("request").equals("one")) {
            Files.createDirectories(statusLog.getParent());
            Files.copy(folder.resolve("log"), statusLog);
        }
        int status = ask(service, request, id);
        var text = new StringBuilder("status=" + status + "\n");
        text.append("log ").append(Files.exists(statusLog) ? "kept\n" : "removed\n");
        log.forEach(line -> text.append(line).append('\n'));
        notices.forEach(notice -> text.append("\nnotice\n").append(notice));
        return text.toString()
                .replace(NOTICE, "NOTICE")
                .replace(id.text(), "4F2A0B1C2D3")
                .replace(folder + "/", "CASE/")
                .replaceAll("4F2A0B1C2D3\\.\\d+/", "4F2A0B1C2D3.NOW/")
                .replaceAll("\\w{3}, [ \\d]\\d \\w{3} (?!2026 00:00:00)\\d{4} [\\d:]+ [-+]\\d+ \\(\\w+\\)", "NOW");
    }

    private QueueId message(Spool spool, String sender) throws IOException {
        var lines = Files.readAllLines(folder.resolve("message"), StandardCharsets.ISO_8859_1);
        try (var draft = spool.create(QueueName.ACTIVE)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, MessageSize.NOT_YET.text());
            records.put(RecordType.ARRIVAL_TIME, ARRIVAL.getEpochSecond() + " 0");
            records.put(RecordType.SENDER, sender);
            records.put(RecordType.RECIPIENT, "someone@dest.example");
            records.put(RecordType.MESSAGE_START, "");
            long start = records.position();
            for (String line : lines) {
                records.put(RecordType.TEXT, line);
            }
            long end = records.position();
            records.put(RecordType.EXTRACTED_START, "");
            records.put(RecordType.END, "");
            draft.rewriteSize(new MessageSize(end - start, start, 1, 0, end - start, 0));
            draft.commit();
            return draft.id();
        }
    }

    private int ask(String service, Map<String, String> request, QueueId id) throws IOException {
        Path socket = queue.resolve("private").resolve(service);
        Path cleanup = queue.resolve("public/cleanup");
        var bounce = BounceService.start(context(service));
        try (var network = new Network(1);
                var _ = network.listen(cleanup, Serving.by(this::takeNotice));
                var _ = network.listen(socket, Serving.by(bounce))) {
            var message = new BounceClient.Message(
                    QueueName.ACTIVE.directory(),
                    id,
                    request.get("encoding"),
                    Integer.parseInt(request.getOrDefault("sendopts", "0")),
                    ReversePath.ofInternal(request.get("sender")),
                    request.get("envelope_id"),
                    Returned.ofNumber(Integer.parseInt(request.get("ret"))),
                    Optional.ofNullable(request.get("verp")).map(Verp::new));
            var client = new BounceClient(
                    name -> new LocalService(queue.resolve("private").resolve(name), PATIENCE));
            if (request.get("request").equals("one")) {
                client.sendOne(message, entry(folder.resolve("log")));
            } else {
                client.send(notice(service, request.get("request")), message);
            }
            return 0;
        } catch (mta.service.protocol.ProtocolException e) {
            return 1;
        }
    }

    /// What is told of the only recipient, where there is no log.
    private static RecipientStatus entry(Path file) throws IOException {
        var fields = new HashMap<String, String>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (!line.isEmpty()) {
                fields.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        var recipient = new Recipient(
                new MailAddress(fields.get("recipient")),
                fields.getOrDefault("original_recipient", ""),
                Long.parseLong(fields.get("offset")),
                fields.getOrDefault("dsn_orig_rcpt", ""),
                Notify.ofBits(Integer.parseInt(fields.getOrDefault("notify_flags", "0"))));
        return new RecipientStatus(
                recipient,
                EnhancedStatus.of(fields.get("status")),
                fields.get("action"),
                fields.getOrDefault("diag_type", ""),
                fields.getOrDefault("diag_text", ""),
                fields.getOrDefault("mta_type", ""),
                fields.getOrDefault("mta_mname", ""),
                fields.get("reason"));
    }

    private static BounceClient.Notice notice(String service, String request) {
        return switch (request) {
            case "verify" -> BounceClient.Notice.VERIFICATION;
            case "trace" -> BounceClient.Notice.DELIVERY_STATUS;
            case "warn" -> BounceClient.Notice.DELAY;
            default -> service.equals("defer") ? BounceClient.Notice.EXPIRED : BounceClient.Notice.NON_DELIVERY;
        };
    }

    private ServiceContext context(String service) throws IOException {
        String settings = MAIN_CF;
        if (Files.exists(folder.resolve("main.cf"))) {
            settings += Files.readString(folder.resolve("main.cf")).replace("CASE/", folder + "/");
        }
        String services = service + " unix - - n - 0 bounce\ncleanup unix n - n - 0 cleanup\n";
        return SampleContext.of(queue, settings, services, InstantSource.system(), log);
    }

    /// cleanup(8), as far as a notice needs it: the records up to `E`, and a promise.
    private void takeNotice(Connection connection) throws IOException {
        var stream = AttributeStream.over(connection);
        stream.send(new Attributes().with("queue_id", NOTICE));
        long flags = stream.receive().number("flags");
        var text = new StringBuilder();
        if (CleanupFlag.of(flags).contains(CleanupFlag.SMTPUTF8)) {
            text.append("SMTPUTF8\n");
        }
        var records = RecordReader.unchecked(stream.input());
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            char letter = record.get().letter();
            if (letter == 'E') {
                break;
            }
            boolean isOption = letter == 'A' && record.get().text().startsWith("sendopts=");
            if (isOption || "SRNL".indexOf(letter) >= 0) {
                text.append((letter + " " + record.get().text()).stripTrailing())
                        .append('\n');
            }
        }
        notices.add(text.toString());
        stream.send(new Attributes().with("status", 0).with("reason", ""));
    }

    /// Writes the results of cases to `actual` beside `expected`, to be compared.
    public static void main(String[] arguments) throws IOException {
        for (String folder : arguments) {
            Path queue = Files.createTempDirectory("notice");
            Golden.write(Path.of(folder), run(Path.of(folder), queue));
        }
    }
}
