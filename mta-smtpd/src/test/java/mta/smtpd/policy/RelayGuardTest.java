package mta.smtpd.policy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import mta.core.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which lists would let strangers relay; the same as a real Postfix starts with, or refuses.
class RelayGuardTest {

    private static final Map<String, String> CLASSES = Map.of(
            "closed", "permit_mynetworks, reject_unauth_destination", "open", "permit_mynetworks", "self", "self");

    private final RelayGuard guard = new RelayGuard(Set.of("closed", "open", "self"), CLASSES::get);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permit_mynetworks, reject_unauth_destination",
                "defer_unauth_destination",
                "check_client_access hash:/etc/access, REJECT",
                "closed",
                "open, closed",
                "warn_if_reject reject_unknown_client_hostname, reject"
            })
    void aListThatRefusesWillDo(String list) {
        assertDoesNotThrow(() -> guard.require(list, ""));
        assertDoesNotThrow(() -> guard.require("permit", list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "permit_mynetworks",
                "permit, reject_unauth_destination",
                "warn_if_reject reject_unauth_destination",
                "warn_if_reject, closed",
                "open",
                "self",
                "permit_mynetworks, permit, closed"
            })
    void aListThatOnlySeemsToRefuseWillNot(String list) {
        assertThrows(ConfigException.class, () -> guard.require(list, "permit_mynetworks"));
    }
}
