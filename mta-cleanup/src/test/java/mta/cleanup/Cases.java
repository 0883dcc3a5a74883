package mta.cleanup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.mail.QueueId;
import mta.core.net.ChannelConnection;
import mta.queue.record.RecordReader;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.testkit.golden.Golden;

/// Runs a case: sends the records of `input` to a cleanup service with the settings of `main.cf`, and writes down what
/// is answered, logged and queued, in the form of `expected`.
///
/// `record.py` beside the cases makes `expected` in the same way with a real Postfix.
final class Cases {

    /// The settings that all cases start from; the same as in `record.py`.
    static final String MAIN_CF = """
            compatibility_level = 3.6
            myhostname = mail.example.com
            mydomain = example.com
            myorigin = example.com
            mydestination = example.com, localhost
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            recipient_delimiter = +
            """;

    private Cases() {}

    /// Runs one case, with input in pieces of a size.
    static String run(Path folder, Path queue, int pieceSize) throws IOException {
        String settings = MAIN_CF;
        if (Files.exists(folder.resolve("main.cf"))) {
            settings += Files.readString(folder.resolve("main.cf"), StandardCharsets.ISO_8859_1);
        }
        var log = Collections.synchronizedList(new ArrayList<String>());
        var context = context(queue, settings, log);
        Path socket = queue.resolve("public/cleanup");
        try (var _ = LocalServer.start(socket, CleanupService.start(context), 0)) {
            return converse(folder, queue, socket, pieceSize, log);
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    /// A configuration and a queue of its own.
    static ServiceContext context(Path queue, String settings, List<String> log) throws IOException {
        return context(queue, settings, "0", log);
    }

    /// A configuration and a queue of its own.
    ///
    /// @param limit how many clients are served at a time, as `master.cf` has it
    static ServiceContext context(Path queue, String settings, String limit, List<String> log) throws IOException {
        for (String name : List.of("incoming", "hold", "maildrop", "public", "etc")) {
            Files.createDirectories(queue.resolve(name));
        }
        Path etc = queue.resolve("etc");
        Files.writeString(
                etc.resolve("main.cf"), settings + "queue_directory = " + queue + "\n", StandardCharsets.ISO_8859_1);
        Files.writeString(etc.resolve("master.cf"), "cleanup unix n - n - " + limit + " cleanup\n");
        var main = MainCf.read(etc);
        var master = MasterCf.read(etc, main);
        return new ServiceContext(
                master.services().getFirst(),
                main,
                master,
                new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/cleanup"),
                queue,
                InstantSource.system(),
                ChannelConnection::to);
    }

    private static String converse(Path folder, Path queue, Path socket, int pieceSize, List<String> log)
            throws IOException {
        var lines = Files.readAllLines(folder.resolve("input"), StandardCharsets.ISO_8859_1);
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var stream = new AttributeStream(Channels.newInputStream(channel), Channels.newOutputStream(channel));
            Attributes greeting = stream.receive();
            stream.send(new Attributes().with("flags", lines.getFirst().substring("flags ".length())));
            send(channel, bytes(lines.subList(1, lines.size())), pieceSize);
            var answer = stream.receive();
            return dump(queue, new QueueId(greeting.text("queue_id")), answer, log);
        }
    }

    private static byte[] bytes(List<String> lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (String line : lines) {
            byte[] text = unescape(line.length() > 2 ? line.substring(2) : "").getBytes(StandardCharsets.ISO_8859_1);
            bytes.write(line.charAt(0));
            int rest = text.length;
            for (; rest >= 0x80; rest >>>= 7) {
                bytes.write(rest | 0x80);
            }
            bytes.write(rest);
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    /// `\xHH` stands for a byte; `{TEXT*N}` for text that is repeated.
    private static String unescape(String text) {
        String repeated = java.util.regex.Pattern.compile("\\{([^{}*]+)\\*(\\d+)}")
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
        return java.util.regex.Pattern.compile("\\\\x([0-9a-f]{2})")
                .matcher(repeated)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    private static void send(SocketChannel channel, byte[] bytes, int pieceSize) throws IOException {
        for (int start = 0; start < bytes.length; start += pieceSize) {
            var piece = ByteBuffer.wrap(bytes, start, Math.min(pieceSize, bytes.length - start));
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
        }
    }

    private static String dump(Path queue, QueueId id, Attributes answer, List<String> log) throws IOException {
        var text = new StringBuilder();
        text.append("status=").append(answer.text("status"));
        text.append(" reason=").append(answer.text("reason")).append('\n');
        synchronized (log) {
            log.stream()
                    .filter(line -> !line.contains("public/qmgr"))
                    .forEach(line -> text.append("log ").append(line).append('\n'));
        }
        for (String name : List.of("incoming", "hold")) {
            Path file = queue.resolve(name).resolve(id.text());
            if (Files.exists(file)) {
                text.append(name).append('\n');
                dump(file, text);
                Files.delete(file);
            }
        }
        return text.toString()
                .replace(id.text(), "QUEUEID")
                .replaceAll("create_time=\\d+", "create_time=NOW")
                .replaceAll("\\d{14}\\.QUEUEID", "STAMP.QUEUEID");
    }

    private static void dump(Path file, StringBuilder text) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var records = RecordReader.unchecked(channel);
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                String content = record.get().text();
                if (record.get().letter() == 'C') {
                    String[] numbers = content.strip().split(" +");
                    content = "recipients=" + numbers[2] + " flags=" + numbers[3] + " options=" + numbers[5];
                }
                text.append((record.get().letter() + " " + content).stripTrailing())
                        .append('\n');
            }
        }
    }

    /// Writes the results of cases to `actual` beside `expected`, to be compared.
    public static void main(String[] arguments) throws IOException {
        Path queue = Files.createTempDirectory("cleanup");
        for (String folder : arguments) {
            Golden.write(Path.of(folder), run(Path.of(folder), queue, Integer.MAX_VALUE));
        }
    }
}
