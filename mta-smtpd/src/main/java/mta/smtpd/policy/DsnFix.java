package mta.smtpd.policy;

import mta.core.mail.EnhancedStatus;

/// Makes a status code about an address fit what the address is: 5.1.1 (no such recipient) cannot be said of a sender.
final class DsnFix {

    private static final int ADDRESS = 1;

    private DsnFix() {}

    /// The same status, where it fits; otherwise the nearest that does.
    static EnhancedStatus of(EnhancedStatus status, String kind) {
        if (status.subject() != ADDRESS) {
            return status;
        }
        return switch (kind) {
            case Subject.SENDER ->
                switch (status.detail()) {
                    case 1, 3, 4, 6 -> with(status, 7);
                    case 2 -> with(status, 8);
                    case 0, 7, 8 -> status;
                    default -> with(status, 0);
                };
            case Subject.RECIPIENT ->
                switch (status.detail()) {
                    case 7 -> with(status, 3);
                    case 8 -> with(status, 2);
                    case 0, 1, 2, 3, 4, 5, 6 -> status;
                    default -> with(status, 0);
                };
            default -> new EnhancedStatus(status.kind(), 0, 0);
        };
    }

    private static EnhancedStatus with(EnhancedStatus status, int detail) {
        return new EnhancedStatus(status.kind(), ADDRESS, detail);
    }
}
