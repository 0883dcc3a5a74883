package mta.cli;

import java.io.IOException;

/// One command of the operator's or the user's, such as postcat(1).
///
/// A command reads its options with [Options], writes to the streams of its [Invocation], and returns its exit
/// status, one of [ExitStatus]. It ends early by throwing [CommandFailed].
@FunctionalInterface
public interface Command {

    /// Runs to its end.
    ///
    /// @return the exit status
    /// @throws CommandFailed for an end with an error message; [Main] prints it
    /// @throws IOException for trouble that the command has no better words for
    int run(Invocation invocation) throws IOException, CommandFailed;
}
