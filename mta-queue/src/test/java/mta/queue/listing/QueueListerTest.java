package mta.queue.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import mta.core.mail.QueueId;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueListerTest {

    private static final String GOOD = "100 200 1 0 100 0";

    @TempDir
    Path directory;

    private Spool spool;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        for (var queue : QueueName.values()) {
            Files.createDirectories(directory.resolve(queue.directory()));
        }
        spool = Spool.open(SpoolConfig.defaults(directory), InstantSource.system());
    }

    /// Symptom: `mailq` ends with the first line for everybody, as one file says that it is very large.
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 200, 1L << 40})
    void aFileThatLiesAboutItsSizeDoesNotHideTheOthers(long size) throws IOException {
        var bad = message(QueueName.MAILDROP, size + " 200 1 0 100 0", "1767225600 0");
        var good = message(QueueName.INCOMING, GOOD, "1767225600 0");

        assertEquals(List.of(bad.text(), good.text()), listed());
        assertEquals(1, warnings.size());
    }

    @Test
    void aTimeThatNeverWasIsNotShown() throws IOException {
        var id = message(QueueName.MAILDROP, GOOD, Long.MAX_VALUE + " 0");

        assertEquals(List.of(id.text()), listed());
    }

    private QueueId message(QueueName queue, String size, String arrival) throws IOException {
        try (var draft = spool.create(queue)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, size);
            records.put(RecordType.ARRIVAL_TIME, arrival);
            records.put(RecordType.SENDER, "s@src.example");
            records.put(RecordType.RECIPIENT, "r@dest.example");
            records.put(RecordType.MESSAGE_START, "");
            records.put(RecordType.TEXT, "x".repeat(98));
            records.put(RecordType.EXTRACTED_START, "");
            records.put(RecordType.END, "");
            draft.commit();
            return draft.id();
        }
    }

    private List<String> listed() throws IOException {
        var ids = new ArrayList<String>();
        new QueueLister(spool, new QueueLister.Settings("MAILER-DAEMON", 0), warnings::add).list(new ListingSink() {
            @Override
            public void message(ListedMessage message) {
                ids.add(message.id());
            }

            @Override
            public void recipient(ListedRecipient recipient) {}

            @Override
            public void endMessage() {}
        });
        return ids;
    }
}
