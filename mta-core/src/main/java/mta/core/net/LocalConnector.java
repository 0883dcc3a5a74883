package mta.core.net;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Opens connections to sockets on this machine: [Network#connect(Path, Duration)] where there are event loops, and
/// [ChannelConnection#to] in a command, which would start them for a single question.
@FunctionalInterface
public interface LocalConnector {

    /// Connects; where the service is being started, the connection waits in its backlog.
    ///
    /// @param patience how long to wait for room in a backlog that is full
    /// @throws IOException if there is no such socket or nobody listens, in the system's own words
    Connection connect(Path socket, Duration patience) throws IOException;
}
