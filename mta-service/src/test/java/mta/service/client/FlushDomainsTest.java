package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `postqueue -s` of Postfix 3.7 takes for a destination.
class FlushDomainsTest {

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "a_", "1a.2", "a.1", "[1.2.3.4]", "[ipv6:::1]", "[IPv6:::1]"})
    void namesAndAddressesInBracketsAreDestinations(String site) {
        assertTrue(FlushDomains.isAcceptable(site));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3.4",
                "1.2",
                "12",
                "[::1]",
                "[ipv6:1.2.3.4]",
                "[1.2.3.4.5]",
                "[256.1.1.1]",
                "[ipv6:xyz]",
                "a-.b",
                "-a.b",
                "a.b-",
                "a..b",
                ".a",
                "[]",
                "[a.b]",
                "a.b:25",
                "[a.b]:25",
                "a@b.c"
            })
    void nothingElseIs(String site) {
        assertFalse(FlushDomains.isAcceptable(site));
    }
}
