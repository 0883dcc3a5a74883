package mta.qmgr.bounce;

import java.time.Duration;
import java.util.Set;
import mta.core.config.BounceParameters;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.NoticeClass;
import mta.core.config.OwnNames;
import mta.core.config.QmgrParameters;
import mta.core.config.RewriteParameters;
import mta.core.config.TlsParameters;
import mta.queue.status.StatusLog.OldForm;
import mta.service.client.CleanupFlag;
import mta.service.client.InternalMail;

/// What `main.cf` says to bounce(8).
///
/// @param hostname `myhostname`
/// @param origin `myorigin`
/// @param mailName the program's name in `Received:` headers
/// @param sizeLimit how large a message is returned whole, in bytes; larger ones only with their headers
/// @param queueLifetime how long mail is tried, `maximal_queue_lifetime`
/// @param threaded whether notices refer to the message they are about, `enable_threaded_bounces`
/// @param cleanupFlags what cleanup(8) does with notices
/// @param postmaster what the postmaster is told
/// @param oldForm whether logs are written for very old programs, too
/// @param redacts whether notices about mail with REQUIRETLS leave its content out, `requiretls_redact_dsn`; else they
///     have to travel over TLS themselves
public record BounceConfig(
        String hostname,
        String origin,
        String mailName,
        long sizeLimit,
        Duration queueLifetime,
        boolean threaded,
        Set<CleanupFlag> cleanupFlags,
        Postmaster postmaster,
        OldForm oldForm,
        boolean redacts) {

    /// What the postmaster is told, and where.
    ///
    /// @param classes what he wants to know
    /// @param sender the local part of the sender of notices to him
    /// @param doubleBounce who hears about notices that could not be delivered
    /// @param bounce who hears about bounced mail
    /// @param delay who hears about late mail
    record Postmaster(Set<NoticeClass> classes, String sender, String doubleBounce, String bounce, String delay) {

        boolean wants(NoticeClass what) {
            return classes.contains(what);
        }
    }

    /// Reads the settings.
    public static BounceConfig from(MainCf main) {
        return new BounceConfig(
                main.get(CoreParameters.MYHOSTNAME),
                OwnNames.origin(main),
                main.get(CoreParameters.MAIL_NAME),
                main.get(BounceParameters.BOUNCE_SIZE_LIMIT),
                main.get(QmgrParameters.MAXIMAL_QUEUE_LIFETIME),
                main.get(BounceParameters.ENABLE_THREADED_BOUNCES),
                InternalMail.BOUNCE.flags(main),
                new Postmaster(
                        main.get(BounceParameters.NOTIFY_CLASSES),
                        main.get(RewriteParameters.DOUBLE_BOUNCE_SENDER),
                        main.get(BounceParameters.DOUBLE_BOUNCE_NOTICE_RECIPIENT),
                        main.get(BounceParameters.BOUNCE_NOTICE_RECIPIENT),
                        main.get(BounceParameters.DELAY_NOTICE_RECIPIENT)),
                main.get(BounceParameters.BACKWARDS_BOUNCE_LOGFILE_COMPATIBILITY) ? OldForm.WRITTEN : OldForm.LEFT_OUT,
                main.get(TlsParameters.REQUIRETLS_REDACT_DSN));
    }
}
