package mta.core.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterRangeTest {

    @ParameterizedTest
    @CsvSource({
        "'', true, true",
        "a\u007f, true, true",
        "a\u0080b, false, true",
        "\u00ffa, false, true",
        "a\u0100, false, false"
    })
    void theFirstCharacterBeyondDecides(String text, boolean isAscii, boolean isBytes) {
        assertEquals(isAscii, CharacterRange.isAscii(text));
        assertEquals(isBytes, CharacterRange.isBytes(text));
    }
}
