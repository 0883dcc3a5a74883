package mta.core.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "user@example.com|user@example.com",
                "x y@bar|\"x y\"@bar",
                "a..b@c|\"a..b\"@c",
                ".a@c|\".a\"@c",
                "a.@c|\"a.\"@c",
                "a@b@c|\"a@b\"@c",
                "say \"hi\"@c|\"say \\\"hi\\\"\"@c",
                "back\\slash|\"back\\\\slash\"",
                "@a,@b:user@c|@a,@b:user@c",
                "user|user",
                "''|''",
                "@c|\"\"@c",
            })
    void anAddressIsQuotedWhereItHasToBeAndBack(String internal, String external) {
        assertEquals(external, ExternalForm.of(internal));
        assertEquals(internal, ExternalForm.toInternal(external));
    }
}
