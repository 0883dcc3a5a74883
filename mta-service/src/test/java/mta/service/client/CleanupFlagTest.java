package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CleanupFlagTest {

    /// Postfix's `CLEANUP_FLAG_MASK_EXTERNAL` and `CLEANUP_FLAG_MASK_INTERNAL`.
    @Test
    void theUsualSumsArePostfixs() {
        assertEquals(2 + 16 + 32 + 64, CleanupFlag.sum(CleanupFlag.EXTERNAL));
        assertEquals(32, CleanupFlag.sum(CleanupFlag.INTERNAL));
    }
}
