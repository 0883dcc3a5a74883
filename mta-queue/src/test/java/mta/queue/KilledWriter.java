package mta.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import mta.queue.record.RecordType;

/// A process that writes messages until it is killed, and says the id of each that was committed.
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] args) throws IOException {
        var spool = Spool.open(SpoolConfig.defaults(Path.of(args[0])), InstantSource.system());
        while (true) {
            try (var draft = spool.create(QueueName.INCOMING)) {
                draft.records().put(RecordType.SENDER, "s@example.com");
                draft.records().put(RecordType.MESSAGE_START);
                for (int i = 0; i < 8_000; i++) {
                    draft.records().put(RecordType.TEXT, "a line of text that makes the file longer than a buffer");
                }
                draft.records().put(RecordType.EXTRACTED_START);
                draft.records().put(RecordType.END);
                draft.commit();
                System.out.println(draft.id());
                System.out.flush();
            }
        }
    }
}
