package mta.queue.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Makes queue files in memory, and shows what a reader finds in them.
final class Records {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RecordWriter writer = new RecordWriter(bytes);

    Records put(RecordType type, String text) throws IOException {
        writer.put(type, text);
        return this;
    }

    Records put(RecordType type) throws IOException {
        writer.put(type);
        return this;
    }

    Records pointer(long target) throws IOException {
        writer.pointer(target);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// A message with everything but pointers.
    static byte[] message() throws IOException {
        return new Records()
                .put(RecordType.MESSAGE_SIZE, new MessageSize(30, 180, 1, 0, 30, 0).text())
                .put(RecordType.ARRIVAL_TIME, "1700000000 1")
                .put(RecordType.ATTRIBUTE, "log_ident=C3CD21F3E90")
                .put(RecordType.CONTENT_FILTER, "smtp:[127.0.0.1]:10025")
                .put(RecordType.SENDER, "")
                .put(RecordType.RECIPIENT, "user@example.com")
                .put(RecordType.MESSAGE_START)
                .put(RecordType.TEXT, "Subject: " + "x".repeat(200))
                .put(RecordType.TEXT, "")
                .put(RecordType.UNTERMINATED_TEXT, "a long line")
                .put(RecordType.TEXT, ", its end")
                .put(RecordType.EXTRACTED_START)
                .put(RecordType.RECIPIENT, "bcc@example.com")
                .put(RecordType.END)
                .bytes();
    }

    static List<String> all(RecordReader reader) throws IOException {
        var found = new ArrayList<String>();
        for (var record = reader.next(); record.isPresent(); record = reader.next()) {
            found.add(record.get().offset() + " " + record.get().type() + " "
                    + record.get().text());
        }
        return found;
    }
}
