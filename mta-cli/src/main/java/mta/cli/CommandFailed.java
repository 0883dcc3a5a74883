package mta.cli;

/// A command ends early. [Main] prints `NAME: fatal: MESSAGE` on standard error and exits with the status.
public final class CommandFailed extends Exception {

    private final int status;

    /// @param status one of [ExitStatus]
    /// @param message in Postfix's words, without the command's name
    public CommandFailed(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The exit status.
    public int status() {
        return status;
    }
}
