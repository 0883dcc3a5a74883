package mta.core.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueIdTest {

    @Test
    void theExampleInThePostfixManualIsReadAndWritten() {
        var arrival = Instant.parse("2011-03-20T14:31:48.353025Z");

        assertEquals("3Pt2mN2VXxznjll", QueueId.longForm(arrival, 5_536_956).text());
        assertEquals("56301", new QueueId("3Pt2mN2VXxznjll").hashKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C3CD2", "../etc/passwd", "3Pt2mN2VXxz", "C3CD21F3E90\n", "hello"})
    void textThatIsNoQueueIdIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> new QueueId(text));
    }
}
