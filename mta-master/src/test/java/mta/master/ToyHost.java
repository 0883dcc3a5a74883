package mta.master;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import mta.core.net.ClientConnection;
import mta.service.daemon.Host;
import mta.service.daemon.Service;

/// A host for tests, in the place of a real one: answers each client with its own process id and the settings, or
/// gives back whatever it says.
public final class ToyHost {

    private ToyHost() {}

    public static void main(String[] args) {
        Host.run(
                "toy",
                args,
                Map.of(
                        "cleanup",
                        context -> new Answer(context.main().expand("$myhostname")),
                        "pickup",
                        _ -> new Echo()));
    }

    private static final class Echo implements Service {

        @Override
        public void serve(ClientConnection connection) throws IOException {
            byte[] said = new byte[1];
            while (connection.read(said, 0, 1) > 0) {
                connection.write(said, 0, 1);
                connection.flush();
            }
        }
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
