package mta.core.log;

import java.io.PrintStream;

/// Prints the log for a person at a terminal: `postfix: warning: text`.
public final class TerminalLog implements LogOutput {

    private final PrintStream stream;
    private final String program;

    /// @param program the command's name, which stands before each line instead of the tag
    public TerminalLog(PrintStream stream, String program) {
        this.stream = stream;
        this.program = program;
    }

    @Override
    public void write(Severity severity, String tag, String text) {
        byte[] line = LogLine.forTerminal(program, severity, text);
        stream.write(line, 0, line.length);
        stream.flush();
    }
}
