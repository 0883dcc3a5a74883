package mta.cleanup.pickup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanTurnTest {

    /// Symptom: what is in `maildrop` during a reload is delivered twice, as the former service scans it, too.
    @Test
    void whoAsksDuringAScanLeavesItToTheOneWhoScans() throws IOException {
        List<String> scans = new ArrayList<>();
        var turn = new ScanTurn();

        turn.take(() -> {
            scans.add("former");
            if (scans.size() == 1) {
                turn.take(() -> scans.add("new"));
            }
        });
        assertEquals(List.of("former", "former"), scans);

        turn.take(() -> scans.add("new"));
        assertEquals(List.of("former", "former", "new"), scans);
    }

    /// Symptom: mail waits for the next wake-up, as the scan that it was left to could not be finished.
    @Test
    void whoAsksDuringAScanThatFailsIsNotForgotten() {
        List<String> scans = new ArrayList<>();
        var turn = new ScanTurn();

        assertThrows(
                IOException.class,
                () -> turn.take(() -> {
                    scans.add("scan");
                    if (scans.size() == 1) {
                        turn.take(() -> scans.add("of nobody"));
                        throw new IOException("maildrop: Input/output error");
                    }
                }));

        assertEquals(List.of("scan", "scan"), scans);
    }
}
