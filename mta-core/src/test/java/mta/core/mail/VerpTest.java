package mta.core.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerpTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+= | list@src.example | user@dest.example |                 | list+user=dest.example@src.example",
                "-= | list@src.example | now@dest.example  | user@old.example | list-user=old.example@src.example",
                "+= | list@src.example | user              |                 | list+user@src.example",
                "+= | list             | user@dest.example |                 | list+user=dest.example",
                "+= | list@src.example | a b@dest.example  |                 | list+a b=dest.example@src.example"
            })
    void theRecipientBecomesPartOfTheSender(
            String delimiters, String sender, String recipient, String original, String expanded) {
        var to = new Recipient(new MailAddress(recipient), original == null ? "" : original, 0, "", Set.of());

        assertEquals(
                expanded,
                new Verp(delimiters).sender(ReversePath.ofInternal(sender), to).text());
    }

    @Test
    void nobodyStaysNobody() {
        var to = new Recipient(new MailAddress("user@dest.example"), "", 0, "", Set.of());

        assertEquals(ReversePath.Null.SENDER, new Verp("+=").sender(ReversePath.Null.SENDER, to));
    }

    @Test
    void onlySomeCharactersMayBeAskedFor() {
        assertEquals(Optional.of(new Verp("-+")), Verp.of("-+", "-=+"));
        assertEquals(Optional.empty(), Verp.of("-%", "-=+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "+=-"})
    void delimitersAreTwo(String text) {
        assertEquals(Optional.empty(), Verp.of(text, "-=+"));
        assertThrows(IllegalArgumentException.class, () -> new Verp(text));
    }
}
