package mta.testkit.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class FreePortTest {

    /// More than there would be without one that comes twice, as a rule.
    @Test
    void aPortIsGivenOnce() throws Exception {
        var given = new HashSet<Integer>();
        for (int i = 0; i < 1000; i++) {
            int port = FreePort.find();
            assertTrue(given.add(port), () -> port + " was given before");
        }
    }
}
