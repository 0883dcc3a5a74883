package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import mta.core.net.Connection;
import mta.core.net.Endpoint;
import mta.core.net.TimedOutException;
import org.junit.jupiter.api.Test;

class TriggerServiceTest {

    private int calls;

    /// Symptom: one local user connects to `public/pickup`, says nothing, and no mail is picked up for an hour.
    @Test
    void whoSaysNothingDoesNotKeepTheOthersOut() throws IOException {
        var silent = new Silent();

        new TriggerService() {
            @Override
            protected void triggered(byte[] requests) {
                calls++;
            }
        }.serve(silent);

        assertEquals(0, calls);
        assertTrue(silent.patience.compareTo(Duration.ofSeconds(10)) <= 0);
    }

    private static final class Silent implements Connection {

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
