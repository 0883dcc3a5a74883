package mta.master;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import mta.core.net.ClientConnection;
import mta.service.daemon.Host;
import mta.service.daemon.Service;

/// A host for tests, in the place of a real one: answers each client with its own process id, or with the settings.
public final class ToyHost {

    private ToyHost() {}

    public static void main(String[] args) {
        Host.run(
                "toy",
                args,
                Map.of("cleanup", context -> new Answer(context.main().expand("$myhostname"))));
    }

    /// @param word what it says besides the process id
    private record Answer(String word) implements Service {

        @Override
        public void serve(ClientConnection connection) throws IOException {
            byte[] text = (ProcessHandle.current().pid() + " " + word + "\n").getBytes(StandardCharsets.US_ASCII);
            connection.write(text, 0, text.length);
            connection.flush();
        }
    }
}
