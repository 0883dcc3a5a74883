package mta.qmgr.bounce;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import mta.core.mail.Returned;
import mta.core.message.ContentReader;
import mta.core.message.Header;
import mta.core.message.HeaderKind;
import mta.queue.QueueFile;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.service.client.BounceClient;
import mta.service.client.CleanupClient;

/// The message that a notice is about, as it is in the queue.
final class OriginalMessage implements Closeable {

    private static final int LONGEST_HEADER = 102_400;

    private final QueueFile file;
    private final RecordReader records;
    private Optional<Instant> arrival = Optional.empty();
    private long size;
    private long contentOffset;

    private OriginalMessage(QueueFile file) {
        this.file = file;
        this.records = file.records();
    }

    /// Opens a message; nothing where it is in no queue.
    static Optional<OriginalMessage> open(Spool spool, BounceClient.Message about) throws IOException {
        var queue = QueueName.find(about.queueName()).orElse(QueueName.ACTIVE);
        var file = spool.open(queue, about.id());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var message = new OriginalMessage(file.get());
        try {
            message.readEnvelope();
            return Optional.of(message);
        } catch (IOException | RuntimeException e) {
            message.close();
            throw e;
        }
    }

    private void readEnvelope() throws IOException {
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            switch (record.get().type()) {
                case MESSAGE_SIZE -> size = MessageSize.parse(record.get()).contentSize();
                case ARRIVAL_TIME -> arrival = time(record.get());
                case MESSAGE_START -> {
                    contentOffset = records.position();
                    return;
                }
                default -> {}
            }
        }
        contentOffset = records.position();
    }

    private static Optional<Instant> time(QueueRecord record) {
        try {
            return Optional.of(
                    Instant.ofEpochSecond(Long.parseLong(record.text().strip().split("\\s+")[0])));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// When it arrived, where that is known.
    Optional<Instant> arrival() {
        return arrival;
    }

    /// How much space its content takes. A message that is still being written says nothing, which counts as much.
    long size() {
        return size > 0 ? size : Long.MAX_VALUE;
    }

    /// The value of its `Message-Id:`; the last one, if there are several.
    Optional<String> messageId() throws IOException {
        var search = new IdSearch();
        var reader = new ContentReader(search, LONGEST_HEADER);
        records.seek(contentOffset, Segment.CONTENT);
        for (var line = line(); line.isPresent() && !search.isOver; line = line()) {
            byte[] bytes = line.get().bytes();
            reader.line(line.get().type() == RecordType.TEXT, bytes, 0, bytes.length);
        }
        reader.end();
        return search.found;
    }

    /// Copies it into a notice.
    void copyTo(CleanupClient out, Returned returned) throws IOException {
        records.seek(contentOffset, Segment.CONTENT);
        boolean lineStarts = true;
        for (var line = line(); line.isPresent(); line = line()) {
            if (returned == Returned.HEADERS && lineStarts && !isHeader(line.get())) {
                return;
            }
            byte[] bytes = line.get().bytes();
            lineStarts = line.get().type() == RecordType.TEXT;
            if (lineStarts) {
                out.line(bytes, 0, bytes.length);
            } else {
                out.partOfLine(bytes, 0, bytes.length);
            }
        }
    }

    private static boolean isHeader(QueueRecord line) {
        String text = line.text();
        return text.startsWith(" ") || text.startsWith("\t") || Header.startsLikeOne(text);
    }

    /// The next piece of the content.
    private Optional<QueueRecord> line() throws IOException {
        return records.next()
                .filter(record -> record.type() == RecordType.TEXT || record.type() == RecordType.UNTERMINATED_TEXT);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class IdSearch implements ContentReader.Receiver {

        private Optional<String> found = Optional.empty();
        private boolean isOver;

        @Override
        public void header(Header header) {
            if (header.kind().equals(Optional.of(HeaderKind.MESSAGE_ID))) {
                found = Optional.of(header.value().replace("\n", "").strip());
            }
        }

        @Override
        public void endOfHeaders() {
            isOver = true;
        }

        @Override
        public void body(boolean lineEnds, byte[] bytes, int offset, int length) {}
    }
}
