package mta.core.log;

import java.io.IOException;
import java.time.InstantSource;
import mta.core.posix.Descriptor;

/// Writes the log into an open file, whole lines in one system call each, so that many processes can share it.
public final class FileLog implements LogOutput {

    private final Descriptor file;
    private final String host;
    private final long pid;
    private final InstantSource clock;
    private final LogOutput fallback;

    /// @param file opened for appending
    /// @param host the name of this machine in each line
    /// @param pid the process that speaks
    /// @param fallback where lines go that cannot be written
    public FileLog(Descriptor file, String host, long pid, InstantSource clock, LogOutput fallback) {
        this.file = file;
        this.host = host;
        this.pid = pid;
        this.clock = clock;
        this.fallback = fallback;
    }

    /// Goes on in another file, as after `postfix logrotate`.
    ///
    /// The other file takes the descriptor number of the old one, so that a line that another thread
    /// is writing goes into the one or the other, and never into whatever else got a number that was closed.
    public void changeTo(Descriptor other) throws IOException {
        other.takeThePlaceOf(file.number());
        other.close();
    }

    @Override
    public void write(Severity severity, String tag, String text) {
        var line = LogLine.forFile(host, severity, tag, pid, LogLine.local(clock.instant()), text, "\n");
        try {
            file.write(line);
        } catch (IOException e) {
            fallback.write(severity, tag, text);
        }
    }
}
