package mta.core.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedStatusTest {

    /// RFC 3463 section 2.
    private static final Pattern FORM = Pattern.compile("[245]\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

    @Test
    void everyShortTextIsReadAsTheRuleSays() {
        checkAll("", 7);
    }

    private static void checkAll(String text, int more) {
        check(text);
        if (more > 0) {
            for (char c : "0125.x".toCharArray()) {
                checkAll(text + c, more - 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.999.999",
                "4.1000.1",
                "5.1.1000",
                "5.1.99999999999",
                "5.1.1\n",
                " 5.1.1",
                "3.1.1",
                "5.\u0661.1"
            })
    void soIsALongerOne(String text) {
        check(text);
    }

    private static void check(String text) {
        var wanted = FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty();

        assertEquals(wanted, EnhancedStatus.parse(text).map(EnhancedStatus::toString), text);
    }
}
