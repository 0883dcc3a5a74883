package mta.qmgr.bounce;

import java.util.Set;
import mta.core.config.BounceParameters;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.OwnNames;
import mta.core.config.RewriteParameters;
import mta.core.table.ListText;
import mta.queue.status.StatusLog.OldForm;

/// What `main.cf` says to bounce(8).
///
/// @param hostname `myhostname`
/// @param origin `myorigin`
/// @param mailName the program's name in `Received:` headers
/// @param sizeLimit how large a message is returned whole, in bytes; larger ones only with their headers
/// @param notifyClasses what the postmaster wants to know
/// @param doubleBounceSender the sender of notices to the postmaster
/// @param doubleBounceRecipient who hears about notices that could not be delivered
/// @param bounceRecipient who hears about bounced mail
/// @param oldForm whether logs are written for very old programs, too
public record BounceConfig(
        String hostname,
        String origin,
        String mailName,
        long sizeLimit,
        Set<String> notifyClasses,
        String doubleBounceSender,
        String doubleBounceRecipient,
        String bounceRecipient,
        OldForm oldForm) {

    /// Reads the settings.
    public static BounceConfig from(MainCf main) {
        return new BounceConfig(
                main.get(CoreParameters.MYHOSTNAME),
                OwnNames.origin(main),
                main.get(CoreParameters.MAIL_NAME),
                main.get(BounceParameters.BOUNCE_SIZE_LIMIT),
                Set.copyOf(ListText.split(main.get(BounceParameters.NOTIFY_CLASSES))),
                main.get(RewriteParameters.DOUBLE_BOUNCE_SENDER),
                main.get(BounceParameters.DOUBLE_BOUNCE_NOTICE_RECIPIENT),
                main.get(BounceParameters.BOUNCE_NOTICE_RECIPIENT),
                main.get(BounceParameters.BACKWARDS_BOUNCE_LOGFILE_COMPATIBILITY) ? OldForm.WRITTEN : OldForm.LEFT_OUT);
    }
}
