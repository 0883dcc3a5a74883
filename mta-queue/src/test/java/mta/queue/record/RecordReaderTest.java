package mta.queue.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    @TempDir
    private Path directory;

    @Test
    void aStreamCutAtAnyByteGivesTheSameRecords() throws IOException {
        byte[] message = Records.message();
        var whole = Records.all(RecordReader.ofStream(new ByteArrayInputStream(message)));

        assertEquals(14, whole.size());
        for (int cut = 0; cut <= message.length; cut++) {
            var pieces = new SequenceInputStream(
                    new ByteArrayInputStream(message, 0, cut),
                    new ByteArrayInputStream(message, cut, message.length - cut));
            assertEquals(whole, Records.all(RecordReader.ofStream(pieces)), "cut at " + cut);
        }
    }

    @Test
    void aFileThatStopsAtAnyByteIsDamaged() throws IOException {
        byte[] message = Records.message();
        for (int length = 0; length < message.length; length++) {
            byte[] cut = Arrays.copyOf(message, length);
            assertThrows(QueueFileDamaged.class, () -> readFile(cut), "length " + length);
        }
    }

    @Test
    void nothingIsReadBehindTheEndRecord() throws IOException {
        byte[] message = Records.message();
        var in = new ByteArrayInputStream(Arrays.copyOf(message, message.length + 5));

        Records.all(RecordReader.ofStream(in));

        assertEquals(5, in.available());
    }

    @Test
    void theLetterLMeansAFilterInTheEnvelopeAndAnOpenLineInTheContent() throws IOException {
        var found = readFile(Records.message());

        assertTrue(found.stream().anyMatch(line -> line.endsWith("CONTENT_FILTER smtp:[127.0.0.1]:10025")));
        assertTrue(found.stream().anyMatch(line -> line.endsWith("UNTERMINATED_TEXT a long line")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 70_000, 2_097_152})
    void contentOfAnyLengthComesBack(int length) throws IOException {
        byte[] file = new Records()
                .put(RecordType.SENDER, "s".repeat(length))
                .put(RecordType.MESSAGE_START)
                .put(RecordType.EXTRACTED_START)
                .put(RecordType.END)
                .bytes();

        assertEquals("0 SENDER " + "s".repeat(length), readFile(file).getFirst());
    }

    @Test
    void pointersAreFollowedAndPaddingIsPassedOver() throws IOException {
        byte[] first = withAppendedRecipient(0);
        int appended = first.length
                - new Records()
                        .put(RecordType.RECIPIENT, "b@example.com")
                        .pointer(0)
                        .size();

        assertEquals(
                List.of(
                        "SENDER s",
                        "RECIPIENT a@example.com",
                        "RECIPIENT b@example.com",
                        "MESSAGE_START ",
                        "EXTRACTED_START ",
                        "END "),
                readFile(withAppendedRecipient(appended)).stream()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .toList());
    }

    /// A message to which a recipient was added: it lies behind the end, and points back to where it belongs.
    private static byte[] withAppendedRecipient(long appended) throws IOException {
        var records = new Records()
                .put(RecordType.SENDER, "s")
                .put(RecordType.RECIPIENT, "a@example.com")
                .pointer(appended);
        int back = records.size();
        return records.put(RecordType.PADDING, "    0")
                .put(RecordType.MESSAGE_START)
                .put(RecordType.EXTRACTED_START)
                .put(RecordType.END)
                .put(RecordType.RECIPIENT, "b@example.com")
                .pointer(back)
                .bytes();
    }

    @Test
    void pointersThatGoInCirclesAreDamage() throws IOException {
        byte[] file = new Records().put(RecordType.PADDING, "0").pointer(1).bytes();
        byte[] circle = new Records().put(RecordType.SENDER, "").pointer(2).bytes();

        assertThrows(QueueFileDamaged.class, () -> readFile(circle));
        assertThrows(QueueFileDamaged.class, () -> readFile(file));
    }

    @Test
    void aRecordInTheWrongPartIsDamageAndItsPlaceIsNamed() throws IOException {
        byte[] file = new Records()
                .put(RecordType.SENDER, "s")
                .put(RecordType.MESSAGE_START)
                .put(RecordType.RECIPIENT, "late@example.com")
                .bytes();

        var damage = assertThrows(QueueFileDamaged.class, () -> readFile(file));

        assertEquals("record type 82 is not allowed in the content at offset 5", damage.getMessage());
        assertEquals(5, damage.offset());
    }

    @Test
    void aLengthThatCannotBeIsDamageAndCostsNoMemory() throws IOException {
        byte[] file = {'S', (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1};
        byte[] long32 = {'S', (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0xf};

        assertThrows(QueueFileDamaged.class, () -> readFile(file));
        assertThrows(QueueFileDamaged.class, () -> readFile(long32));
    }

    @Test
    void aReaderGoesOnWhereItIsTold() throws IOException {
        byte[] message = Records.message();
        var found = readFile(message);
        long content = Long.parseLong(found.get(7).substring(0, found.get(7).indexOf(' ')));
        Path file = Files.write(directory.resolve("file"), message);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var reader = RecordReader.ofMessage(channel);
            reader.seek(content, Segment.CONTENT);

            assertEquals(found.subList(7, found.size()), Records.all(reader));
        }
    }

    private List<String> readFile(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Records.all(RecordReader.ofMessage(channel));
        }
    }
}
