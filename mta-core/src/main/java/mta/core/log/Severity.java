package mta.core.log;

/// How bad an event is, in the words of Postfix's log.
///
/// | | meaning | effect |
/// |---|---|---|
/// | `INFO` | the normal course of things | no word in the line |
/// | `WARNING` | works, but look | goes on |
/// | `ERROR` | this one piece of work failed | deferred or refused |
/// | `FATAL` | this process cannot serve | it ends; master(8) starts it again after a pause |
/// | `PANIC` | our own mistake | the session or the process ends; the mail stays queued |
public enum Severity {
    INFO("", 6),
    WARNING("warning: ", 4),
    ERROR("error: ", 3),
    FATAL("fatal: ", 2),
    PANIC("panic: ", 2);

    private final String word;
    private final int syslogLevel;

    Severity(String word, int syslogLevel) {
        this.word = word;
        this.syslogLevel = syslogLevel;
    }

    /// The word that precedes the text, with its colon and space; empty for `INFO`.
    public String word() {
        return word;
    }

    /// The level of syslog(3): 2 critical, 3 error, 4 warning, 6 information.
    public int syslogLevel() {
        return syslogLevel;
    }
}
