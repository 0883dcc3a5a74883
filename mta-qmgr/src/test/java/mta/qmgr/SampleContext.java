package mta.qmgr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.net.ChannelConnection;
import mta.service.daemon.ServiceContext;

/// What a service of this module is given to work with, in a test: its line of `master.cf`, and a log that remembers.
public final class SampleContext {

    private SampleContext() {}

    /// @param queue the queue directory; gets a directory `etc` with the files
    /// @param settings what stands in `main.cf` besides the queue directory
    /// @param services the lines of `master.cf`, first that of the service
    /// @param log gets what is logged
    public static ServiceContext of(Path queue, String settings, String services, InstantSource clock, List<String> log)
            throws IOException {
        Path etc = Files.createDirectories(queue.resolve("etc"));
        Files.writeString(
                etc.resolve("main.cf"), "compatibility_level = 3.6\nqueue_directory = " + queue + "\n" + settings);
        Files.writeString(etc.resolve("master.cf"), services);
        var main = MainCf.read(etc);
        var master = MasterCf.read(etc, main);
        var entry = master.services().getFirst();
        return new ServiceContext(
                entry,
                main,
                master,
                new PostfixMailLog(
                        (severity, _, text) -> log.add(severity.word() + text), "postfix/" + entry.command()),
                queue,
                clock,
                ChannelConnection::to);
    }
}
