package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import mta.core.config.Parameter.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts and the borders are those of the real programs, seen with `postmap` of Postfix 3.7.
class ValuesTest {

    private static final Parameter<Duration> TIME = Parameter.time("ipc_timeout", "3600s", Limits.from(1), "A time.");
    private static final Parameter<Duration> DAYS =
            Parameter.time("maximal_queue_lifetime", "5d", Limits.between(0, 8_640_000), "A time in days.");
    private static final Parameter<Integer> NUMBER =
            Parameter.integer("delay_logging_resolution_limit", "2", Limits.upTo(6), "A number.");
    private static final Parameter<Long> LARGE =
            Parameter.longInteger("message_size_limit", "10240000", Limits.NONE, "A large number.");
    private static final Parameter<Boolean> CHOICE = Parameter.bool("helpful_warnings", "yes", "Yes or no.");
    private static final Parameter<String> NAME = Parameter.text("mail_name", "Postfix", Limits.from(1), "A name.");

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "+5, 5",
        "5s, 5",
        "2m, 120",
        "1h, 3600",
        "1d, 86400",
        "1w2d, 604800",
        "'5s x', 5",
        "3549w, 2146435200"
    })
    void aTimeIsANumberAndAUnit(String text, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), TIME.read(text));
    }

    @Test
    void aTimeWithoutUnitHasTheOneOfTheDefault() {
        assertEquals(Duration.ofDays(3), DAYS.read("3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5x", "5S", "-5", "5 s", "9999999999", "4000w", "3550w", "0x10s", "1.5h", "2147483648", "x"})
    void aTimeThatCannotBeReadIsFatalInPostfixsWords(String text) {
        assertEquals("parameter ipc_timeout: bad time value or unit: " + text, messageOf(TIME, text));
    }

    @Test
    void aTimeOutsideItsLimitsIsFatalInPostfixsWords() {
        assertEquals("invalid ipc_timeout: 0 (min 1)", messageOf(TIME, "0"));
        assertEquals("invalid ipc_timeout: 0 (min 1)", messageOf(TIME, "s"));
        assertEquals("invalid maximal_queue_lifetime: 8726400 (max 8640000)", messageOf(DAYS, "101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0x10", "5 5", "9999999999"})
    void aNumberThatCannotBeReadIsFatalInPostfixsWords(String text) {
        assertEquals("bad numerical configuration: delay_logging_resolution_limit = " + text, messageOf(NUMBER, text));
    }

    @Test
    void aNumberOutsideItsLimitsIsFatalInPostfixsWords() {
        var atLeastOne = Parameter.integer("fork_attempts", "5", Limits.from(1), "A number.");

        assertEquals("invalid fork_attempts parameter value 0 < 1", messageOf(atLeastOne, "0"));
        assertEquals("invalid delay_logging_resolution_limit parameter value 7 > 6", messageOf(NUMBER, "7"));
    }

    @Test
    void signsAndLeadingZeroesAreAllowedInNumbers() {
        assertEquals(5, NUMBER.read("+5"));
        assertEquals(-1, NUMBER.read("-1"));
        assertEquals(5, NUMBER.read("005"));
    }

    @Test
    void aLargeNumberNeedsMoreThan32Bits() {
        assertEquals(9_999_999_999L, LARGE.read("9999999999"));
        assertEquals(
                "bad numerical configuration: message_size_limit = 99999999999999999999",
                messageOf(LARGE, "99999999999999999999"));
    }

    @Test
    void aChoiceIsYesOrNoInAnyCase() {
        assertTrue(CHOICE.read("YES"));
        assertEquals("bad boolean configuration: helpful_warnings = maybe", messageOf(CHOICE, "maybe"));
        assertEquals("bad boolean configuration: helpful_warnings = ", messageOf(CHOICE, ""));
    }

    @Test
    void textOfTheWrongLengthIsFatalInPostfixsWords() {
        assertEquals("bad string length 0 < 1: mail_name = ", messageOf(NAME, ""));
    }

    private static String messageOf(Parameter<?> parameter, String text) {
        return assertThrows(ConfigException.class, () -> parameter.read(text)).getMessage();
    }
}
