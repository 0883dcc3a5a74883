package mta.delivery.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import mta.core.mail.ReversePath;
import org.junit.jupiter.api.Test;

class HeadingTest {

    /// Symptom: notices arrive with `Return-Path: <"">`. Cause: an empty address was quoted like an empty local part.
    @Test
    void theNullSenderIsNotQuoted() {
        var heading = new Heading(ReversePath.Null.SENDER, "a b@v.example", "c@v.example");

        assertEquals("""
                Return-Path: <>
                X-Original-To: "a b"@v.example
                Delivered-To: c@v.example
                """, new String(heading.bytes(), StandardCharsets.ISO_8859_1));
    }
}
