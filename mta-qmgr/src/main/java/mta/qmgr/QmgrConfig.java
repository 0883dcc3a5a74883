package mta.qmgr;

import java.time.Duration;
import java.util.Set;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.QmgrParameters;
import mta.core.config.RewriteParameters;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;
import mta.core.table.ListText;
import mta.qmgr.destination.WindowLimits;
import mta.qmgr.schedule.TransportLimits;

/// What `main.cf` and `master.cf` say to qmgr(8).
///
/// @param main all settings, for those that exist once for each transport
/// @param master all services, for the process limits of transports
/// @param activeLimit how many messages are in memory
/// @param recipientLimit how many recipients of one message are in memory
/// @param queueRunDelay time between two scans of `deferred`
/// @param minimalBackoff the shortest time between two attempts, and how long a dead destination is left alone
/// @param maximalBackoff the longest time between two attempts
/// @param queueLifetime after which mail is returned
/// @param bounceLifetime after which mail from the null sender is given up
/// @param transportRetry how long a transport that does not answer is left alone
/// @param deferTransports transports that deliver only when asked to
/// @param defaultFilterNexthop where filters without a next hop send to; empty for the recipient's domain
/// @param errorService delivers to nobody, with a failure
/// @param retryService delivers to nobody, with a delay
/// @param doubleBounce the address that gets no notices any more
public record QmgrConfig(
        MainCf main,
        MasterCf master,
        int activeLimit,
        int recipientLimit,
        Duration queueRunDelay,
        Duration minimalBackoff,
        Duration maximalBackoff,
        Duration queueLifetime,
        Duration bounceLifetime,
        Duration transportRetry,
        Set<String> deferTransports,
        String defaultFilterNexthop,
        String errorService,
        String retryService,
        String doubleBounce) {

    /// Reads the settings.
    public static QmgrConfig from(MainCf main, MasterCf master) {
        return new QmgrConfig(
                main,
                master,
                main.get(QmgrParameters.QMGR_MESSAGE_ACTIVE_LIMIT),
                main.get(QmgrParameters.QMGR_MESSAGE_RECIPIENT_LIMIT),
                main.get(QmgrParameters.QUEUE_RUN_DELAY),
                main.get(QmgrParameters.MINIMAL_BACKOFF_TIME),
                main.get(QmgrParameters.MAXIMAL_BACKOFF_TIME),
                main.get(QmgrParameters.MAXIMAL_QUEUE_LIFETIME),
                main.get(QmgrParameters.BOUNCE_QUEUE_LIFETIME),
                main.get(QmgrParameters.TRANSPORT_RETRY_TIME),
                Set.copyOf(ListText.split(main.get(QmgrParameters.DEFER_TRANSPORTS))),
                main.get(QmgrParameters.DEFAULT_FILTER_NEXTHOP),
                main.get(ServiceParameters.ERROR_SERVICE_NAME),
                "retry",
                main.get(RewriteParameters.DOUBLE_BOUNCE_SENDER) + "@" + main.get(CoreParameters.MYHOSTNAME));
    }

    /// The limits of a transport: its own where set, the general ones otherwise.
    public TransportLimits limitsOf(String transport) {
        int initial =
                main.get(transport, "_initial_destination_concurrency", QmgrParameters.INITIAL_DESTINATION_CONCURRENCY);
        int highest = main.get(
                transport, "_destination_concurrency_limit", QmgrParameters.DEFAULT_DESTINATION_CONCURRENCY_LIMIT);
        int cohorts = main.get(
                transport,
                "_destination_concurrency_failed_cohort_limit",
                QmgrParameters.DEFAULT_DESTINATION_CONCURRENCY_FAILED_COHORT_LIMIT);
        int recipients =
                main.get(transport, "_destination_recipient_limit", QmgrParameters.DEFAULT_DESTINATION_RECIPIENT_LIMIT);
        return new TransportLimits(
                new WindowLimits(initial, highest, cohorts, minimalBackoff), recipients, processLimit(transport));
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
