package mta.cleanup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mta.core.net.ClientConnection;
import mta.core.net.Connection;
import mta.core.net.Endpoint;
import mta.testkit.disk.Killed;

/// A connection in memory whose two threads take turns: one goes on only while the other waits for what it says. So
/// all that they do has one order, and a disk that is made for one thread serves both.
final class TurnTaking {

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition said = turn.newCondition();
    private final End client = new End();
    private final End server = new End();

    /// What answers the client.
    @FunctionalInterface
    interface Server {
        void serve(ClientConnection connection) throws IOException;
    }

    /// @return the end of the client, whose turn it is until it reads
    static Connection to(Server served) {
        var connection = new TurnTaking();
        connection.client.peer = connection.server;
        connection.server.peer = connection.client;
        connection.turn.lock();
        connection.client.other = Thread.ofPlatform().start(() -> connection.run(served));
        return connection.client;
    }

    private void run(Server served) {
        turn.lock();
        try {
            served.serve(server);
        } catch (IOException | Killed gone) {
            // The client sees that nobody is there any more.
        } finally {
            server.close();
            turn.unlock();
        }
    }

    private final class End implements ClientConnection {

        private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        private ByteArrayInputStream taken = new ByteArrayInputStream(new byte[0]);
        private End peer;
        private Thread other;
        private boolean isClosed;

        @Override
        public Endpoint peer() {
            return new Endpoint.Local(0, 0, 0);
        }

        @Override
        public Endpoint local() {
            return peer();
        }

        @Override
        public void timeout(Duration patience) {}

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                while (available() == 0 && !peer.isClosed) {
                    said.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
            return taken.read(buffer, offset, length);
        }

        @Override
        public int available() {
            if (taken.available() == 0) {
                taken = new ByteArrayInputStream(arrived.toByteArray());
                arrived.reset();
            }
            return taken.available();
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            if (peer.isClosed) {
                throw new IOException("Broken pipe");
            }
            peer.arrived.write(buffer, offset, length);
            said.signalAll();
        }

        @Override
        public void flush() {}

        /// The client waits until the server has seen it and is done.
        @Override
        public void close() {
            if (isClosed) {
                return;
            }
            isClosed = true;
            said.signalAll();
            if (other != null) {
                turn.unlock();
                try {
                    other.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
