package mta.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One line of `master.cf` as words, with the arguments of the command in one spelling.
///
/// `-oname=value`, `-o name=value` and `-o { name = value }` all become the two words `-o` and `name=value`;
/// `-vo name=value` becomes three; an argument in braces becomes one word without them.
///
/// @param number where the line begins in the file
/// @param words the fields that are there, up to eight, then the arguments
public record MasterLine(int number, List<String> words) {

    /// How many fields come before the arguments.
    public static final int FIELDS = 8;

    private static final String BLANKS = " \t\r\n";

    public MasterLine {
        words = List.copyOf(words);
    }

    /// Splits a line.
    ///
    /// @param warnings takes complaints about braces and about `name=value`
    public static MasterLine parse(LogicalLine line, Consumer<String> warnings) {
        return parse(line, warnings, warnings);
    }

    /// @param braces takes complaints about braces
    /// @param settings takes complaints about settings in braces that are not `name=value`
    static MasterLine parse(LogicalLine line, Consumer<String> braces, Consumer<String> settings) {
        List<String> words = Braces.split(line.text(), BLANKS);
        if (words.size() <= FIELDS) {
            return new MasterLine(line.number(), words);
        }
        var all = new ArrayList<>(words.subList(0, FIELDS));
        all.addAll(arguments(words.subList(FIELDS, words.size()), braces, settings));
        return new MasterLine(line.number(), all);
    }

    /// The words after the command.
    public List<String> arguments() {
        return words.size() <= FIELDS ? List.of() : words.subList(FIELDS, words.size());
    }

    /// Whether a word ends the options of the command.
    public static boolean endsOptions(String word) {
        return !word.startsWith("-") || word.equals("--");
    }

    /// The `-o name=value` settings, in order; of a name that is given twice the last value counts.
    ///
    /// @param malformed takes the reason for, and the text of, each that is not of that form
    public Map<String, String> overrides(Malformed malformed) {
        return overrides(arguments(), malformed);
    }

    static Map<String, String> overrides(List<String> arguments, Malformed malformed) {
        var overrides = new LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.size() && !endsOptions(arguments.get(i)); i++) {
            if (arguments.get(i).equals("-o") && i + 1 < arguments.size()) {
                i++;
                switch (NameValue.split(arguments.get(i))) {
                    case NameValue.Pair(var name, var value) -> overrides.put(name, value);
                    case NameValue.Malformed(var reason) -> malformed.accept(arguments.get(i), reason);
                }
            }
        }
        return overrides;
    }

    /// Whether the last word is an `-o` that has no value.
    static boolean endsInOption(List<String> arguments) {
        int i = 0;
        while (i < arguments.size() && !endsOptions(arguments.get(i))) {
            if (arguments.get(i).equals("-o")) {
                i++;
                if (i == arguments.size()) {
                    return true;
                }
            }
            i++;
        }
        return false;
    }

    /// Takes an `-o` value that is not `name=value`.
    @FunctionalInterface
    public interface Malformed {
        void accept(String text, String reason);
    }

    private static List<String> arguments(List<String> written, Consumer<String> braces, Consumer<String> settings) {
        var words = new ArrayList<String>();
        int i = 0;
        while (i < written.size() && !endsOptions(written.get(i))) {
            String word = written.get(i++);
            int option = word.indexOf('o', 1);
            if (option < 0) {
                words.add(word);
                continue;
            }
            if (option > 1) {
                words.add(word.substring(0, option));
            }
            words.add("-o");
            if (option + 1 < word.length()) {
                words.add(setting(word.substring(option + 1), braces, settings));
            } else if (i < written.size()) {
                words.add(setting(written.get(i++), braces, settings));
            }
        }
        while (i < written.size()) {
            words.add(withoutBraces(written.get(i++), braces));
        }
        return words;
    }

    private static String setting(String word, Consumer<String> braces, Consumer<String> settings) {
        if (!word.startsWith("{")) {
            return word;
        }
        String inside = withoutBraces(word, braces);
        return switch (NameValue.split(inside)) {
            case NameValue.Pair(var name, var value) -> name + "=" + value;
            case NameValue.Malformed(var reason) -> {
                settings.accept(reason + ": \"" + inside + "\"");
                yield inside;
            }
        };
    }

    private static String withoutBraces(String word, Consumer<String> braces) {
        if (!word.startsWith("{")) {
            return word;
        }
        Braces.Content content = Braces.content(word);
        if (content instanceof Braces.Content.Unbalanced unbalanced) {
            braces.accept(unbalanced.complaint());
        }
        return WhiteSpace.trim(content.text());
    }
}
