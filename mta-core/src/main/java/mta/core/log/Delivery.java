package mta.core.log;

import java.util.Optional;
import java.util.OptionalInt;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;

/// One attempt to deliver to one recipient, as it is written in the log.
///
/// @param id the message
/// @param to the recipient
/// @param originalTo the recipient as first given, where it differs from `to`
/// @param relay who took it: `host[address]:port`, `local`, `virtual`, a service name, or `none`
/// @param connectionUse how often the connection was used, where more than once
/// @param delays where the time went
/// @param dsn the enhanced status
/// @param status the word after `status=`
/// @param text the explanation in parentheses
public record Delivery(
        QueueId id,
        MailAddress to,
        Optional<MailAddress> originalTo,
        String relay,
        OptionalInt connectionUse,
        Delays delays,
        EnhancedStatus dsn,
        Status status,
        String text) {

    /// The outcome, in the word that log tools look for.
    public enum Status {
        SENT("sent"),
        DEFERRED("deferred"),
        BOUNCED("bounced"),
        SOFTBOUNCE("SOFTBOUNCE"),
        DELIVERABLE("deliverable"),
        UNDELIVERABLE("undeliverable"),
        UNDELIVERABLE_BUT_NOT_CACHED("undeliverable-but-not-cached");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
