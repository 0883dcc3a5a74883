package mta.service.daemon;

import java.util.Map;

/// One process that runs services: connects to master(8), is given its listeners, and serves until told to end.
public final class Host {

    private Host() {}

    /// Runs until master(8) says stop, or until all services were idle for `max_idle`; then ends the process.
    ///
    /// A host's whole `main` is one call of this:
    ///
    ///     Host.run("smtpd", args, Map.of("smtpd", SmtpdProgram::new));
    ///
    /// @param name the host, such as `smtpd`; the process is shown as `mta-smtpd`
    /// @param args the command line: `-c DIRECTORY`
    /// @param programs what the host can run, by the command name in `master.cf`
    public static void run(String name, String[] args, Map<String, Program> programs) {
        java.util.Objects.requireNonNull(programs, name);
        throw new UnsupportedOperationException("the host runtime is not built yet");
    }
}
