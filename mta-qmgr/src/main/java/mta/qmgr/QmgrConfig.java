package mta.qmgr;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import mta.core.config.BounceParameters;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.QmgrParameters;
import mta.core.config.RewriteParameters;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;
import mta.core.config.TransportParameters;
import mta.core.config.VerifyParameters;
import mta.core.rewrite.Extensions;
import mta.core.table.ListText;
import mta.qmgr.destination.Feedback;
import mta.qmgr.destination.WindowLimits;
import mta.qmgr.schedule.ClogWarning;
import mta.qmgr.schedule.RecipientLimits;
import mta.qmgr.schedule.Schedule;
import mta.qmgr.schedule.SlotLimits;
import mta.qmgr.schedule.TransportLimits;

/// What `main.cf` and `master.cf` say to qmgr(8).
///
/// @param main all settings, for those that exist once for each transport
/// @param master all services, for the process limits of transports
/// @param activeLimit how many messages are in memory
/// @param limits of the schedule as a whole
/// @param retries when what failed is tried again
/// @param deferTransports transports that deliver only when asked to
/// @param defaultFilterNexthop where filters without a next hop send to; empty for the recipient's domain
/// @param errorService delivers to nobody, with a failure
/// @param retryService delivers to nobody, with a delay
/// @param doubleBounceSender the local part of the address that gets no notices any more
/// @param hostname our name
/// @param extensions of local parts
/// @param probeLimit how many address probes may be in memory
/// @param debugsFeedback whether changes of concurrency are logged
/// @param watchdog how long the queue manager may be busy before it is taken for stuck
public record QmgrConfig(
        MainCf main,
        MasterCf master,
        int activeLimit,
        Schedule.Limits limits,
        Retries retries,
        Set<String> deferTransports,
        String defaultFilterNexthop,
        String errorService,
        String retryService,
        String doubleBounceSender,
        String hostname,
        Extensions extensions,
        int probeLimit,
        boolean debugsFeedback,
        Duration watchdog) {

    /// When what failed is tried again, and for how long.
    ///
    /// @param queueRunDelay time between two scans of `deferred`
    /// @param minimalBackoff the shortest time between two attempts, and how long a dead destination is left alone
    /// @param maximalBackoff the longest time between two attempts
    /// @param queueLifetime after which mail is returned
    /// @param bounceLifetime after which mail from the null sender is given up
    /// @param transport how long a transport that does not answer is left alone
    /// @param confirmsDelayCleared whether a sender who was told of a delay is told when it is over
    /// @param bouncesEach whether, with VERP, there is a notice for each failed recipient
    public record Retries(
            Duration queueRunDelay,
            Duration minimalBackoff,
            Duration maximalBackoff,
            Duration queueLifetime,
            Duration bounceLifetime,
            Duration transport,
            boolean confirmsDelayCleared,
            boolean bouncesEach) {

        /// How long to wait for the next attempt: as long again as the message is old, within limits.
        Duration backoff(Duration age) {
            if (age.compareTo(minimalBackoff) < 0) {
                return minimalBackoff;
            }
            return age.compareTo(maximalBackoff) > 0 ? maximalBackoff : age;
        }
    }

    /// Reads the settings.
    public static QmgrConfig from(MainCf main, MasterCf master) {
        int activeLimit = main.get(QmgrParameters.QMGR_MESSAGE_ACTIVE_LIMIT);
        return new QmgrConfig(
                main,
                master,
                activeLimit,
                new Schedule.Limits(
                        main.get(QmgrParameters.QMGR_MESSAGE_RECIPIENT_LIMIT),
                        main.get(QmgrParameters.QMGR_MESSAGE_RECIPIENT_MINIMUM),
                        new ClogWarning(main.get(QmgrParameters.QMGR_CLOG_WARN_TIME), activeLimit)),
                new Retries(
                        main.get(QmgrParameters.QUEUE_RUN_DELAY),
                        main.get(QmgrParameters.MINIMAL_BACKOFF_TIME),
                        main.get(QmgrParameters.MAXIMAL_BACKOFF_TIME),
                        main.get(QmgrParameters.MAXIMAL_QUEUE_LIFETIME),
                        main.get(QmgrParameters.BOUNCE_QUEUE_LIFETIME),
                        main.get(QmgrParameters.TRANSPORT_RETRY_TIME),
                        main.get(BounceParameters.CONFIRM_DELAY_CLEARED),
                        !main.get(BounceParameters.DISABLE_VERP_BOUNCES)),
                Set.copyOf(ListText.split(main.get(QmgrParameters.DEFER_TRANSPORTS))),
                main.get(QmgrParameters.DEFAULT_FILTER_NEXTHOP),
                main.get(ServiceParameters.ERROR_SERVICE_NAME),
                "retry",
                main.get(RewriteParameters.DOUBLE_BOUNCE_SENDER),
                main.get(CoreParameters.MYHOSTNAME),
                new Extensions(
                        main.get(RewriteParameters.RECIPIENT_DELIMITER),
                        main.get(RewriteParameters.OWNER_REQUEST_SPECIAL)),
                main.get(VerifyParameters.ADDRESS_VERIFY_PENDING_REQUEST_LIMIT),
                main.get(QmgrParameters.DESTINATION_CONCURRENCY_FEEDBACK_DEBUG),
                main.get(QmgrParameters.QMGR_DAEMON_TIMEOUT));
    }

    /// The limits of a transport: its own where set, the general ones otherwise.
    ///
    /// @param warnings hears of values that make no sense
    public TransportLimits limitsOf(String transport, Consumer<String> warnings) {
        var pauses = new TransportLimits.Pauses(
                TransportParameters.DESTINATION_RATE_DELAY.get(main, transport),
                TransportParameters.TRANSPORT_RATE_DELAY.get(main, transport));
        return new TransportLimits(
                windowLimits(transport, pauses, warnings),
                TransportParameters.DESTINATION_RECIPIENT_LIMIT.get(main, transport),
                processLimit(transport),
                pauses,
                new SlotLimits(
                        TransportParameters.DELIVERY_SLOT_COST.get(main, transport),
                        TransportParameters.DELIVERY_SLOT_LOAN.get(main, transport),
                        TransportParameters.DELIVERY_SLOT_DISCOUNT.get(main, transport),
                        TransportParameters.MINIMUM_DELIVERY_SLOTS.get(main, transport)),
                new RecipientLimits(
                        TransportParameters.RECIPIENT_LIMIT.get(main, transport),
                        TransportParameters.EXTRA_RECIPIENT_LIMIT.get(main, transport),
                        TransportParameters.RECIPIENT_REFILL_LIMIT.get(main, transport),
                        TransportParameters.RECIPIENT_REFILL_DELAY.get(main, transport)));
    }

    private WindowLimits windowLimits(String transport, TransportLimits.Pauses pauses, Consumer<String> warnings) {
        int highest = TransportParameters.DESTINATION_CONCURRENCY_LIMIT.get(main, transport);
        return new WindowLimits(
                TransportParameters.INITIAL_DESTINATION_CONCURRENCY.get(main, transport),
                pauses.destination().isZero() ? highest : 1,
                feedback(transport, TransportParameters.DESTINATION_CONCURRENCY_POSITIVE_FEEDBACK, warnings),
                feedback(transport, TransportParameters.DESTINATION_CONCURRENCY_NEGATIVE_FEEDBACK, warnings),
                TransportParameters.DESTINATION_CONCURRENCY_FAILED_COHORT_LIMIT.get(main, transport),
                retries.minimalBackoff());
    }

    private Feedback feedback(
            String transport, TransportParameters.Template<String> template, Consumer<String> warnings) {
        String text = template.get(main, transport);
        boolean own = main.setting(template.name(transport)).isPresent();
        String name = own ? template.name(transport) : template.general().name();
        return Feedback.parse(text).orElseGet(() -> {
            warnings.accept(name + ": ignoring malformed or unreasonable feedback: " + text);
            return Feedback.WHOLE;
        });
    }

    private int processLimit(String transport) {
        return master.services().stream()
                .filter(entry ->
                        entry.type() == ServiceEntry.Type.UNIX && entry.name().equals(transport))
                .mapToInt(ServiceEntry::processLimit)
                .findFirst()
                .orElse(1);
    }
}
