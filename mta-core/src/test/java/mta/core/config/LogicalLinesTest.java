package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogicalLinesTest {

    private final List<String> warnings = new ArrayList<>();

    private List<LogicalLine> read(String text) {
        return LogicalLines.of(text, "main.cf", warnings::add);
    }

    @Test
    void aLineThatBeginsWithWhiteSpaceContinuesTheOneBefore() {
        assertEquals(
                List.of(new LogicalLine(1, "a = 1,  2,\t3"), new LogicalLine(4, "b = 4")),
                read("a = 1,\n  2,\n\t3\nb = 4\n"));
    }

    @Test
    void commentsAndEmptyLinesDoNotEndALine() {
        assertEquals(
                List.of(new LogicalLine(2, "a = 1 2"), new LogicalLine(8, "b")),
                read("# first\na = 1\n\n#c\n  # d\n   \n 2\nb\n"));
    }

    @Test
    void theLastLineNeedsNoLineFeed() {
        assertEquals(List.of(new LogicalLine(1, "a = 1 2")), read("a = 1\n 2"));
    }

    @Test
    void whiteSpaceBeforeTheFirstLineIsWarnedAbout() {
        assertEquals(List.of(new LogicalLine(3, "b = 2")), read("  a = 1\n   more\nb = 2\n"));
        assertEquals(List.of("main.cf: logical line must not start with whitespace: \"  a = 1   more\""), warnings);
    }

    @Test
    void aCarriageReturnStaysInTheText() {
        assertEquals(List.of(new LogicalLine(1, "a = 1\r 2\r")), read("a = 1\r\n 2\r\n\r\n"));
    }

    @Test
    void textMayEndAnywhere() {
        String text = "# c\na = {b\n  c}\n\n  # d\n\te\r\nf\n g";
        for (int end = 0; end <= text.length(); end++) {
            String part = text.substring(0, end);
            assertDoesNotThrow(() -> read(part));
        }
        assertEquals(List.of(), warnings);
    }
}
