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

    /// @param file opened for appending; belongs to this log from now on
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

    @Override
    public void write(Severity severity, String tag, String text) {
        var line = LogLine.forFile(host, severity, tag, pid, LogLine.local(clock.instant()), text, "\n");
        try {
            file.write(line);
        } catch (IOException e) {
            fallback.write(severity, tag, text);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
