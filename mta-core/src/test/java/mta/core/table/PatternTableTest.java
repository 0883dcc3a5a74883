package mta.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an expression finds in long texts.
class PatternTableTest {

    private static final int LONGEST_HEADER = 102_400;

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    private LookupTable table(String type, String content) throws IOException {
        Path file = Files.writeString(directory.resolve("table"), content);
        return new Tables(warnings::add).open(type + ":" + file);
    }

    /// Symptom: a long header breaks cleanup(8) off, and its message is put off again and again; a long address does so
    /// to the queue manager, and all mail waits.
    ///
    /// Cause: such a group takes a step down for each character, and stacks are small.
    @ParameterizedTest
    @ValueSource(strings = {"regexp", "pcre"})
    void aGroupMayRepeatAsOftenAsAHeaderIsLong(String type) throws IOException {
        var table = table(type, "/^Subject: (a|b)*(c)$/ REJECT $2\n");
        String start = "Subject: " + "ab".repeat(LONGEST_HEADER / 2);

        assertEquals(new Lookup.Found("REJECT c"), table.find(start + "c"));
        assertEquals(Lookup.NOT_FOUND, table.find(start + "d"));
        assertEquals(List.of(), warnings);
    }

    @Test
    void theConditionOfABlockMayToo() throws IOException {
        var table = table("pcre", "if /^(.|x)*c$/\n/./ OK\nendif\n");

        assertEquals(new Lookup.Found("OK"), table.find("b".repeat(LONGEST_HEADER) + "c"));
    }

    @Test
    void whatEvenThatIsTooLongForIsNotTakenForNoMatch() throws IOException {
        var table = table("pcre", "/^(.|x)*c$/ OK\n");
        int length = 3_000_000;
        String why = table.name() + ": an expression needs too much memory for a text of " + length + " characters";

        assertEquals(new Lookup.TemporaryFailure(why), table.find("b".repeat(length)));
        assertEquals(List.of(why), warnings);
    }

    /// Symptom: one address keeps a thread of the server busy for ever. Cause: the expression tries each way to cut the
    /// text into eight pieces.
    @ParameterizedTest
    @ValueSource(strings = {"regexp", "pcre"})
    void combinationsAreNotTriedForEver(String type) throws IOException {
        var table = table(type, "/^x*x*x*x*x*x*x*x*y$/ OK\n");

        assertEquals(new Lookup.Found("OK"), table.find("xxxxy"));
        String why = table.name() + ": an expression takes too many steps for a text of 60 characters";
        assertEquals(new Lookup.TemporaryFailure(why), table.findWithoutSubstitution("x".repeat(60)));
        assertEquals(List.of(why), warnings);
    }
}
