package mta.cli;

/// Exit statuses of commands: those of `sysexits.h`, and Postfix's 1 for what has no status of its own.
public final class ExitStatus {

    public static final int OK = 0;
    /// A fatal error that has no other status.
    public static final int FATAL = 1;
    /// The command line is wrong.
    public static final int USAGE = 64;
    /// There is no such user.
    public static final int NO_USER = 67;
    /// A service is not there.
    public static final int UNAVAILABLE = 69;
    /// Our own mistake, or that of a program we talk to.
    public static final int SOFTWARE = 70;
    /// It may work later.
    public static final int TRY_AGAIN = 75;
    /// The configuration is wrong.
    public static final int CONFIG = 78;

    private ExitStatus() {}
}
