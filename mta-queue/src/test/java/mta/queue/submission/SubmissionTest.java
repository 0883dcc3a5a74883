package mta.queue.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

    private static final byte[] START = {'S', 1, 'a', 'R', 1, 'b', 'M', 0};

    @TempDir
    Path directory;

    /// Symptom: one user who never ends keeps postdrop busy for ever.
    @Test
    @Timeout(60)
    void aMessageWithoutEndIsNotReadForEver() throws IOException {
        Files.createDirectories(directory.resolve("maildrop"));
        var spool = Spool.open(SpoolConfig.defaults(directory), InstantSource.system());
        try (var draft = spool.create(QueueName.MAILDROP)) {
            var submission = new Submission(draft, new Submission.Limits(2048, 1000), 1, _ -> {});

            assertEquals(
                    Submission.Outcome.TooLarge.YES, submission.copy(new Endless(), Instant.now(), Optional.empty()));
        }
    }

    /// Symptom: a user hides the mail queue from all others.
    ///
    /// Cause: whoever lists the queue believed a size record that the user had made up.
    @Test
    void whatAUserSaysOfSizesIsNotTaken() throws IOException {
        Files.createDirectories(directory.resolve("maildrop"));
        var spool = Spool.open(SpoolConfig.defaults(directory), InstantSource.system());
        byte[] input = {'C', 3, '1', ' ', '1', 'S', 1, 'a', 'R', 1, 'b', 'M', 0, 'X', 0, 'E', 0};
        try (var draft = spool.create(QueueName.MAILDROP)) {
            var outcome = new Submission(draft, new Submission.Limits(2048, 1000), 1, _ -> {})
                    .copy(new ByteArrayInputStream(input), Instant.now(), Optional.empty());

            assertEquals(Submission.Outcome.Complete.YES, outcome);
            draft.commit();
            try (var file = spool.open(QueueName.MAILDROP, draft.id()).orElseThrow()) {
                var records = file.records();
                assertEquals(RecordType.ARRIVAL_TIME, records.expect().type());
                assertEquals(RecordType.SENDER, records.expect().type());
            }
        }
    }

    /// An envelope, and lines without end.
    private static final class Endless extends InputStream {

        private long position;

        @Override
        public int read() {
            long at = position++;
            if (at < START.length) {
                return START[(int) at];
            }
            // N, a length of 120, and 120 letters.
            return switch ((int) ((at - START.length) % 122)) {
                case 0 -> 'N';
                case 1 -> 120;
                default -> 'x';
            };
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
