package mta.service.daemon;

import java.util.Optional;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.log.ChangingLog;
import mta.core.log.LibraryLog;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.log.Severity;
import mta.core.log.SystemLog;
import mta.core.log.TerminalLog;
import mta.core.posix.Descriptor;

/// The log of a host, whose place may change while it runs: with a reload, or when the file is rotated.
///
/// Until the first assignment has come it goes to standard error.
final class HostLog {

    private final String program;
    private final ChangingLog output;

    HostLog(String host) {
        this.program = "mta-" + host;
        this.output = new ChangingLog(new TerminalLog(System.err, program));
    }

    /// Writes as these settings say from now on.
    ///
    /// @param file the open `maillog_file`, where the settings name one
    void use(MainCf main, Optional<Descriptor> file) {
        output.changeTo(SystemLog.ofDaemon(main, file, System.err, program));
    }

    /// Takes in what libraries have to say.
    void takeInLibraries() {
        LibraryLog.send(own());
    }

    /// The log under the name of a service: `$syslog_name/COMMAND`.
    MailLog of(MainCf settings, String command) {
        return PostfixMailLog.of(settings, output, settings.get(CoreParameters.SYSLOG_NAME) + "/" + command);
    }

    /// The log under the name of the host itself.
    MailLog own() {
        return new PostfixMailLog(output, "postfix/" + program);
    }

    void warning(String text) {
        output.write(Severity.WARNING, "postfix/" + program, text);
    }

    void fatal(String text) {
        output.write(Severity.FATAL, "postfix/" + program, text);
    }
}
