package mta.core.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InternationalDomainTest {

    @Test
    void theBytesOfAnEnvelopeAreThoseOfUtf8() {
        String text = "\u043f\u0440\u0438\u043c\u0435\u0440.example";
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertEquals(Optional.of("xn--e1afmkfd.example"), InternationalDomain.ascii(bytes));
    }

    @Test
    void asciiStaysAsItIs() {
        assertEquals(Optional.of("a_b-.example"), InternationalDomain.ascii("a_b-.example"));
    }

    @Test
    void whatIsNoNameHasNoForm() {
        assertEquals(Optional.empty(), InternationalDomain.ascii("\u00c3\u00bc".repeat(64) + ".example"));
        assertEquals(Optional.empty(), InternationalDomain.ascii("b\u00e9.example"), "not UTF-8");
    }
}
