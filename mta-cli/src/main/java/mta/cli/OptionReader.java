package mta.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import mta.cli.Options.Option;

/// Reads the words of a call option by option, as getopt(3) does in Postfix: single letters that can be joined, values
/// joined or in the next word, and no options after the first operand or after `--`.
public final class OptionReader {

    private final String letters;
    private final Invocation invocation;
    private final CommandFailed failure;
    private final Deque<String> words;

    /// Letters of the word under way that were not read yet.
    private String joined = "";

    /// @param letters as getopt(3) takes them: `c:d` for `-c VALUE` and `-d`
    /// @param failure how the command ends on a wrong option; getopt's own message is printed before it
    public OptionReader(String letters, Invocation invocation, CommandFailed failure) {
        this.letters = letters;
        this.invocation = invocation;
        this.failure = failure;
        this.words = new ArrayDeque<>(invocation.arguments());
    }

    /// The next option; nothing where operands begin.
    public Optional<Option> next() throws CommandFailed {
        if (joined.isEmpty() && !beginsWord()) {
            return Optional.empty();
        }
        char letter = joined.charAt(0);
        joined = joined.substring(1);
        int place = letter == ':' ? -1 : letters.indexOf(letter);
        if (place < 0) {
            throw wrong("invalid option", letter);
        }
        boolean takesValue = letters.startsWith(":", place + 1);
        return Optional.of(new Option(letter, takesValue ? value(letter) : ""));
    }

    private boolean beginsWord() {
        String word = words.isEmpty() ? "" : words.peek();
        if (word.length() < 2 || word.charAt(0) != '-') {
            return false;
        }
        words.pop();
        if (word.equals("--")) {
            return false;
        }
        joined = word.substring(1);
        return true;
    }

    private String value(char letter) throws CommandFailed {
        if (joined.isEmpty() && words.isEmpty()) {
            throw wrong("option requires an argument", letter);
        }
        String value = joined.isEmpty() ? words.pop() : joined;
        joined = "";
        return value;
    }

    private CommandFailed wrong(String what, char letter) {
        invocation.err().println(invocation.name() + ": " + what + " -- '" + letter + "'");
        return failure;
    }

    /// The words that were not begun yet; after the last option, the operands.
    public List<String> words() {
        return List.copyOf(words);
    }

    /// Whether the next option begins a word.
    public boolean isBetweenWords() {
        return joined.isEmpty();
    }

    /// Leaves a word out that has a meaning of its own.
    public void skip() {
        words.pop();
    }
}
