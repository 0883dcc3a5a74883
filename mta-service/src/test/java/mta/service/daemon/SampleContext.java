package mta.service.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.net.ChannelConnection;

/// What a service is given to work with, in a test: one line of `master.cf`, and a log that remembers.
final class SampleContext {

    private SampleContext() {}

    /// @param directory for the files, and the queue
    /// @param line the service in `master.cf`
    /// @param log gets what is logged
    static ServiceContext of(Path directory, String line, List<String> log) throws IOException {
        return of(directory, "", line, InstantSource.system(), log);
    }

    /// @param settings lines of `main.cf`
    static ServiceContext of(Path directory, String settings, String line, InstantSource clock, List<String> log)
            throws IOException {
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n" + settings + "\n");
        Files.writeString(directory.resolve("master.cf"), line + "\n");
        var main = MainCf.read(directory);
        var master = MasterCf.read(directory, main);
        var entry = master.services().getFirst();
        return new ServiceContext(
                entry,
                main.forService(entry),
                master,
                new PostfixMailLog(
                        (severity, _, text) -> log.add(severity.word() + text), "postfix/" + entry.command()),
                directory,
                clock,
                ChannelConnection::to);
    }
}
