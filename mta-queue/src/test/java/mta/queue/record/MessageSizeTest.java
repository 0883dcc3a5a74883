package mta.queue.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSizeTest {

    @Test
    void theRecordThatPostfixWroteIsReadAndWritten() throws IOException {
        String text = "           5296             774               2              22            5296               0";

        var size = MessageSize.parse(record(text));

        assertEquals(new MessageSize(5296, 774, 2, 22, 5296, 0), size);
        assertEquals(text, size.text());
    }

    @Test
    void theShorterRecordOfAnOldVersionIsRead() throws IOException {
        assertEquals(new MessageSize(1, 2, 3, 0, 0, 0), MessageSize.parse(record("  1    2   3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "1 0 3", "-1 5 3", "x y z"})
    void otherTextIsDamage(String text) {
        assertThrows(QueueFileDamaged.class, () -> MessageSize.parse(record(text)));
    }

    private static QueueRecord record(String text) throws IOException {
        byte[] bytes = new Records().put(RecordType.MESSAGE_SIZE, text).bytes();
        return RecordReader.ofStream(new ByteArrayInputStream(bytes)).expect();
    }
}
