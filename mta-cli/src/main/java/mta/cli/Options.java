package mta.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Command-line options, read as getopt(3) reads them in Postfix: single letters that can be joined, values joined
/// or in the next word, and no options after the first operand or after `--`.
///
/// @param given the options in their order
/// @param operands the words that follow them
public record Options(List<Option> given, List<String> operands) {

    /// One option.
    ///
    /// @param letter which
    /// @param value what follows it; empty for an option without a value
    public record Option(char letter, String value) {}

    /// Reads the arguments of a call.
    ///
    /// @param letters as getopt(3) takes them: `c:d` for `-c VALUE` and `-d`
    /// @param failure how the command ends on a wrong option; getopt's own message is printed before it
    public static Options parse(String letters, Invocation invocation, CommandFailed failure) throws CommandFailed {
        var given = new ArrayList<Option>();
        var arguments = invocation.arguments();
        int next = 0;
        while (next < arguments.size()) {
            String word = arguments.get(next);
            if (word.length() < 2 || word.charAt(0) != '-') {
                break;
            }
            next++;
            if (word.equals("--")) {
                break;
            }
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                int place = letter == ':' ? -1 : letters.indexOf(letter);
                if (place < 0) {
                    invocation.err().println(invocation.name() + ": invalid option -- '" + letter + "'");
                    throw failure;
                }
                boolean takesValue = letters.startsWith(":", place + 1);
                if (!takesValue) {
                    given.add(new Option(letter, ""));
                } else if (i + 1 < word.length()) {
                    given.add(new Option(letter, word.substring(i + 1)));
                    break;
                } else if (next < arguments.size()) {
                    given.add(new Option(letter, arguments.get(next++)));
                } else {
                    invocation.err().println(invocation.name() + ": option requires an argument -- '" + letter + "'");
                    throw failure;
                }
            }
        }
        return new Options(List.copyOf(given), List.copyOf(arguments.subList(next, arguments.size())));
    }

    /// Whether an option was given.
    public boolean has(char letter) {
        return given.stream().anyMatch(option -> option.letter() == letter);
    }

    /// The last value of an option.
    public Optional<String> value(char letter) {
        return values(letter).reduce((_, last) -> last);
    }

    /// All values of an option, in their order.
    public java.util.stream.Stream<String> values(char letter) {
        return given.stream().filter(option -> option.letter() == letter).map(Option::value);
    }
}
