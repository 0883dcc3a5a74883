package mta.core.log;

/// Where finished log lines go: syslog, a file, standard output, or a list in a test.
///
/// Implementations may be called from any thread and never throw: mail does not stop because a log is full.
@FunctionalInterface
public interface LogOutput {

    /// Writes one event.
    ///
    /// @param severity decides the syslog level; the severity word is added by the output
    /// @param tag the program as it stands in the log, such as `postfix/smtpd`
    /// @param text one line without its line end; control characters are replaced by `?`
    void write(Severity severity, String tag, String text);

    /// Lets go of what it holds open, when nobody writes any more.
    default void close() {}
}
