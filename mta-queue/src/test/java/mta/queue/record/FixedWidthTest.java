package mta.queue.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedWidthTest {

    /// The form that Postfix gives these numbers.
    @ParameterizedTest
    @ValueSource(longs = {0, 9, 123_456_789_012_345L, 1_234_567_890_123_456L, Long.MAX_VALUE, -1})
    void numbersAreJustifiedToTheRight(long number) {
        assertEquals(String.format(Locale.ROOT, "%15d", number), FixedWidth.of(number));
        assertEquals(String.format(Locale.ROOT, "%15d %15d %15d", number, 7, number), FixedWidth.of(number, 7, number));
    }
}
