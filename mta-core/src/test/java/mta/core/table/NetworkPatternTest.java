package mta.core.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPatternTest {

    /// The form of an IPv4 address, as it can be said at length.
    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4",
                "1.2.3.4.",
                "1.2.3.4.5",
                "1.2.3.4\n",
                "0.0.0.0",
                "01.02.03.04",
                "001.2.3.4",
                "1.2.3.099",
                "255.255.255.255",
                "1.2.3.256",
                "1.2.3.1000",
                "99999999999.1.1.1",
                "1.2.3.x",
                "1.2.3.4 ",
                "1.2.3.\u0664"
            })
    void fourNumbersAreAnAddress(String text) {
        check(text);
    }

    @Test
    void whateverIsMadeOfDigitsAndDotsIsReadByTheSameRule() {
        var random = new Random(1);
        String letters = "0123456789....";
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            int parts = random.nextInt(3, 6);
            for (int part = 0; part < parts; part++) {
                text.append(part == 0 ? "" : ".").append(random.nextInt(random.nextBoolean() ? 30 : 300));
            }
            text.insert(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
            check(text.toString());
        }
    }

    private static void check(String text) {
        var bytes = NetworkPattern.bytes(text);
        assertEquals(V4.matcher(text).matches(), bytes.isPresent(), text);
        bytes.ifPresent(found -> assertArrayEquals(known(text), found, text));
    }

    private static byte[] known(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return fail(e);
        }
    }
}
