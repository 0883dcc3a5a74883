package mta.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Command-line options of a call, as [OptionReader] reads them.
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
        var reader = new OptionReader(letters, invocation, failure);
        var given = new ArrayList<Option>();
        for (var option = reader.next(); option.isPresent(); option = reader.next()) {
            given.add(option.get());
        }
        return new Options(List.copyOf(given), reader.words());
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
    public Stream<String> values(char letter) {
        return given.stream().filter(option -> option.letter() == letter).map(Option::value);
    }
}
