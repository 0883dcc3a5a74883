package mta.core.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CaseFoldingTest {

    /// Symptom: mail for an address in UTF-8 is returned, as its bytes were folded one by one and no table knows them.
    @Test
    void bytesOfUtf8AreFoldedTogether() {
        assertEquals(
                bytes("m\u00fcnchen@b\u00fccher.example"), CaseFolding.fold(bytes("M\u00dcNCHEN@B\u00fccher.Example")));
    }

    @Test
    void otherBytesStayAsTheyAre() {
        assertEquals("B\u00c9", CaseFolding.fold("B\u00c9"));
        assertEquals("plain", CaseFolding.fold("PLAIN"));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
