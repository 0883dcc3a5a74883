package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.net.ChannelConnection;
import mta.core.net.Connection;
import mta.core.net.Endpoint;
import mta.core.net.TimedOutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerServiceTest {

    @TempDir
    Path directory;

    private final List<String> log = new ArrayList<>();
    private final List<String> requested = new ArrayList<>();
    private int calls;

    /// Symptom: one local user connects to `public/pickup`, says nothing, and no mail is picked up for an hour.
    @Test
    void whoSaysNothingDoesNotKeepTheOthersOut() throws IOException {
        var silent = new Silent();

        service("").serve(silent);

        assertEquals(0, calls);
        assertTrue(silent.patience.compareTo(Duration.ofSeconds(10)) <= 0);
    }

    @Test
    void whoMayNotFlushTheQueueIsNotHeard() throws IOException {
        service("authorized_flush_users = root").serve(new Peer(54321, 54321));

        assertEquals(0, calls);
        assertEquals(List.of("warning: User unknown(54321) is not allowed to flush the mail queue"), log);
    }

    /// Postfix's own postqueue(1) is set-gid `setgid_group`, and has checked its caller.
    @Test
    void theGroupOfSetGidCommandsIsTrusted() throws IOException {
        service("authorized_flush_users = root\nsetgid_group = root").serve(new Peer(54321, 0));

        assertEquals(List.of("W"), requested);
        assertEquals(List.of(), log);
    }

    @Test
    void rootAndUsersThatAreNamedAreHeard() throws IOException {
        service("authorized_flush_users = nobody").serve(new Peer(0, 54321));
        service("authorized_flush_users = !root, unknown").serve(new Peer(54321, 54321));

        assertEquals(2, calls);
    }

    private TriggerService service(String settings) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n" + settings + "\n");
        Files.writeString(directory.resolve("master.cf"), "qmgr unix n - n 300 1 qmgr\n");
        var main = MainCf.read(directory);
        var master = MasterCf.read(directory, main);
        var context = new ServiceContext(
                master.services().getFirst(),
                main,
                master,
                new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/qmgr"),
                directory,
                InstantSource.system(),
                ChannelConnection::to);
        return new TriggerService(LocalCallers.whoMayFlush(context)) {
            @Override
            protected void triggered(byte[] requests) {
                calls++;
                requested.add(new String(requests, StandardCharsets.ISO_8859_1));
            }
        };
    }

    /// A client that sends a byte.
    private static final class Peer extends Silent {

        private final Endpoint.Local who;

        Peer(int uid, int gid) {
            this.who = new Endpoint.Local(1, uid, gid);
        }

        @Override
        public Endpoint peer() {
            return who;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = 'W';
            buffer[offset + 1] = 0;
            return 2;
        }
    }

    private static class Silent implements Connection {

        private Duration patience = Duration.ofHours(1);

        @Override
        public Endpoint peer() {
            return new Endpoint.Local(1, 1, 1);
        }

        @Override
        public Endpoint local() {
            return peer();
        }

        @Override
        public void timeout(Duration longest) {
            patience = longest;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new TimedOutException("read timed out");
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
