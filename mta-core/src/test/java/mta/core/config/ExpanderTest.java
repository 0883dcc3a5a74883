package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpanderTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "full", "F",
            "none", "",
            "twice", "$full$full",
            "points_to_nothing", "$none",
            "a", "$b",
            "b", "$a",
            "inner", "${{$inner} == {x} ? {y}}");

    private static final Expander EXPANDER = new Expander(name -> Optional.ofNullable(SETTINGS.get(name)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "$full-${full}-$(full) | F-F-F",
                "$twice | FF",
                "$$full $$$full | $full $F",
                "[$nosuch] | []",
                "[${full?yes}][${none?yes}][${full:no}][${none:no}] | [yes][][][no]",
                "${full?{yes}:{no}} ${none?{yes}:{no}} | yes no",
                "${ full ? {yes} : {no} } | yes",
                "[${full?a:b}] | [a:b]",
                "${none?{x}:{${full?{$twice}}}} | FF",
                "${points_to_nothing?{set}:{unset}} | set",
                "${{$full} == {F} ? {same} : {other}} | same",
                "[${{a} == {a}}][${{a} == {b}}] | [true][]",
                "${{9} < {10}?{number}:{text}} ${{b9} < {b10}?{number}:{text}} | number text",
                "${{99999999999999999999} > {2} ? {big}} | big",
                "${{3.9} <level {3.10} ? {lower}:{higher}} | lower",
                "${domain_to_ascii{b\u00c3\u00bccher.example}} | xn--bcher-kva.example",
                ".${domain_to_ascii{$full}} | .f",
            })
    void eachFormIsExpanded(String text, String expanded) {
        assertEquals(expanded, EXPANDER.expand(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a $ b | empty macro name: \"a $ b\"",
                "a ${} b | empty macro name: \"a ${} b\"",
                "a ${full b | truncated macro reference: \"a ${full b\"",
                "${full-x} | attribute name syntax error at: \"...full>>>-x\"",
                "${full?{a}x} | \":\" expected at: \"...a}>>>x\"",
                "${full?{a}:{b}x} | unexpected input at: \"...b}>>>x\"",
                "${{a} == b?{a}} | \"{expression}\" expected at: \"...{a} ==>>> b?{a}\"",
                "${{a} == {b}x} | \"?\" or \":\" expected at: \"...}>>>x\"",
                "${{x} <level {1}?{a}} | malformed compatibility level syntax: \"x\"",
                "$a | unreasonable macro call nesting: \"b\"",
                "${nosuch{x}} | unknown function name: \"nosuch\"",
            })
    void whatIsMalformedIsExplained(String text, String message) {
        var refusal = assertThrows(ExpansionException.class, () -> EXPANDER.expand(text));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void aComparisonThatRefersToItselfIsFoundOut() {
        var refusal = assertThrows(ExpansionException.class, () -> EXPANDER.expand("$inner"));
        assertTrue(refusal.getMessage().startsWith("unreasonable macro call nesting"));
    }

    @Test
    void anErrorInABranchThatIsNotTakenGoesUnnoticed() {
        assertEquals("yes", EXPANDER.expand("${full?{yes}:{${none?{x}y}}}"));
    }

    @Test
    void aScanFindsTheNamesInEveryBranch() {
        var names = new ArrayList<String>();

        Expander.scan("$a ${b?{$c}:{$d}} ${{$e} == {$f} ? {g} : {${h}}} ${domain_to_ascii{$i}}", names::add);

        assertEquals(List.of("a", "b", "c", "d", "e", "f", "h", "i"), names);
    }

    @Test
    void textMayEndAnywhere() {
        String text = "x ${full?{a$full}:{b}} $(none:c) ${{$full} <=level {3.6} ? {d} : {e}} $$";
        for (int end = 0; end <= text.length(); end++) {
            try {
                EXPANDER.expand(text.substring(0, end));
            } catch (ExpansionException e) {
                assertTrue(e.getMessage().length() > 0, "every refusal says why");
            }
        }
    }
}
