package mta.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every table does, whatever its type. A new type of table starts here.
interface LookupTableContract {

    /// A table that knows these keys; a table that answers to any key may know more.
    LookupTable tableOf(Map<String, String> content) throws IOException;

    /// A key that such a table takes, and the value that it can give back.
    default Map.Entry<String, String> sample() {
        return Map.entry("user@dest.example", "here");
    }

    private LookupTable sampleTable() throws IOException {
        return tableOf(Map.ofEntries(sample()));
    }

    @Test
    default void aKeyIsFoundWithWhatStandsBesideIt() throws IOException {
        assertEquals(new Lookup.Found(sample().getValue()), sampleTable().find(sample().getKey()));
    }

    /// What is found for an empty key: nothing, but where the answer is always the same.
    default Lookup emptyKeyFinds() {
        return Lookup.NOT_FOUND;
    }

    @Test
    default void anEmptyKeyIsNothingSpecial() throws IOException {
        assertEquals(emptyKeyFinds(), sampleTable().find(""));
    }

    @Test
    default void anEmptyKeyIsNothingSpecialWithoutSubstitutionEither() throws IOException {
        assertEquals(emptyKeyFinds(), sampleTable().findWithoutSubstitution(""));
    }

    @Test
    default void aResultWithoutDollarNeedsNoSubstitution() throws IOException {
        var table = sampleTable();
        assertEquals(table.find(sample().getKey()), table.findWithoutSubstitution(sample().getKey()));
    }

    @Test
    default void itsNameStartsWithItsType() throws IOException {
        assertNotEquals(-1, sampleTable().name().indexOf(':'));
    }

    @Test
    default void aTableAnswersManyThreads() throws Exception {
        var table = sampleTable();
        var expected = table.find(sample().getKey());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Lookup> question = () -> table.find(sample().getKey());
            var questions = IntStream.range(0, 50).mapToObj(_ -> question).toList();
            for (Future<Lookup> answer : threads.invokeAll(questions)) {
                assertEquals(expected, answer.get());
            }
        }
    }

    /// What tables of fixed strings do, besides.
    interface OfFixedStrings extends LookupTableContract {

        @Test
        default void otherKeysAreNotFound() throws IOException {
            var table = tableOf(Map.of("a", "1"));
            assertEquals(Lookup.NOT_FOUND, table.find("b"));
            assertEquals(Lookup.NOT_FOUND, table.find("aa"));
        }

        @Test
        default void caseDoesNotCountInKeysAndIsKeptInValues() throws IOException {
            var table = tableOf(Map.of("User@Dest.Example", "VaLuE"));
            assertEquals(new Lookup.Found("VaLuE"), table.find("uSER@dEST.eXAMPLE"));
        }

        @Test
        default void aValueMayHoldSpacesAndCommas() throws IOException {
            assertEquals(
                    new Lookup.Found("a@b.example, c@d.example"),
                    tableOf(Map.of("k", "a@b.example, c@d.example")).find("k"));
        }

        @Test
        default void keysAreNoPatterns() throws IOException {
            var table = tableOf(Map.of("a.c", "1"));
            assertEquals(Lookup.NOT_FOUND, table.find("abc"));
            assertEquals(false, table.isPattern());
        }
    }
}
