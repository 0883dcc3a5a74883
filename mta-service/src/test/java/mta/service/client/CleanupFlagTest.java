package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import mta.core.config.ReceiveOverride;
import org.junit.jupiter.api.Test;

class CleanupFlagTest {

    /// Postfix's `CLEANUP_FLAG_MASK_EXTERNAL` and `CLEANUP_FLAG_MASK_INTERNAL`.
    @Test
    void theUsualSumsArePostfixs() {
        assertEquals(2 + 16 + 32 + 64, CleanupFlag.sum(CleanupFlag.external(Set.of())));
        assertEquals(32, CleanupFlag.sum(CleanupFlag.INTERNAL));
    }

    @Test
    void whatIsOverriddenIsNotAskedFor() {
        assertEquals(
                Set.of(CleanupFlag.FILTER),
                CleanupFlag.external(EnumSet.of(
                        ReceiveOverride.NO_ADDRESS_MAPPINGS,
                        ReceiveOverride.NO_MILTERS,
                        ReceiveOverride.NO_UNKNOWN_RECIPIENT_CHECKS)));
    }
}
