package mta.core.config;

import java.time.Duration;
import java.util.List;

/// Parameters that exist once for each transport of `master.cf`, such as `smtp_destination_concurrency_limit`.
///
/// The transport's own value counts where it is set; else the one of the general parameter behind it.
public final class TransportParameters {

    /// A family of parameters: what follows the transport's name, and what counts where that is not set.
    ///
    /// @param suffix such as `_destination_concurrency_limit`
    /// @param general the parameter that gives the default
    /// @param <T> the type of the values
    public record Template<T>(String suffix, Parameter<T> general) {

        /// The name for one transport.
        public String name(String transport) {
            return transport + suffix;
        }

        /// The value for one transport.
        public T get(MainCf main, String transport) {
            return main.get(transport, suffix, general);
        }
    }

    public static final Template<Integer> RECIPIENT_LIMIT =
            new Template<>("_recipient_limit", QmgrParameters.DEFAULT_RECIPIENT_LIMIT);
    public static final Template<Integer> EXTRA_RECIPIENT_LIMIT =
            new Template<>("_extra_recipient_limit", QmgrParameters.DEFAULT_EXTRA_RECIPIENT_LIMIT);
    public static final Template<Integer> RECIPIENT_REFILL_LIMIT =
            new Template<>("_recipient_refill_limit", QmgrParameters.DEFAULT_RECIPIENT_REFILL_LIMIT);
    public static final Template<Duration> RECIPIENT_REFILL_DELAY =
            new Template<>("_recipient_refill_delay", QmgrParameters.DEFAULT_RECIPIENT_REFILL_DELAY);
    public static final Template<Integer> DELIVERY_SLOT_COST =
            new Template<>("_delivery_slot_cost", QmgrParameters.DEFAULT_DELIVERY_SLOT_COST);
    public static final Template<Integer> DELIVERY_SLOT_LOAN =
            new Template<>("_delivery_slot_loan", QmgrParameters.DEFAULT_DELIVERY_SLOT_LOAN);
    public static final Template<Integer> DELIVERY_SLOT_DISCOUNT =
            new Template<>("_delivery_slot_discount", QmgrParameters.DEFAULT_DELIVERY_SLOT_DISCOUNT);
    public static final Template<Integer> MINIMUM_DELIVERY_SLOTS =
            new Template<>("_minimum_delivery_slots", QmgrParameters.DEFAULT_MINIMUM_DELIVERY_SLOTS);
    public static final Template<Integer> INITIAL_DESTINATION_CONCURRENCY =
            new Template<>("_initial_destination_concurrency", QmgrParameters.INITIAL_DESTINATION_CONCURRENCY);
    public static final Template<Integer> DESTINATION_CONCURRENCY_LIMIT =
            new Template<>("_destination_concurrency_limit", QmgrParameters.DEFAULT_DESTINATION_CONCURRENCY_LIMIT);
    public static final Template<Integer> DESTINATION_RECIPIENT_LIMIT =
            new Template<>("_destination_recipient_limit", QmgrParameters.DEFAULT_DESTINATION_RECIPIENT_LIMIT);
    public static final Template<String> DESTINATION_CONCURRENCY_POSITIVE_FEEDBACK = new Template<>(
            "_destination_concurrency_positive_feedback",
            QmgrParameters.DEFAULT_DESTINATION_CONCURRENCY_POSITIVE_FEEDBACK);
    public static final Template<String> DESTINATION_CONCURRENCY_NEGATIVE_FEEDBACK = new Template<>(
            "_destination_concurrency_negative_feedback",
            QmgrParameters.DEFAULT_DESTINATION_CONCURRENCY_NEGATIVE_FEEDBACK);
    public static final Template<Integer> DESTINATION_CONCURRENCY_FAILED_COHORT_LIMIT = new Template<>(
            "_destination_concurrency_failed_cohort_limit",
            QmgrParameters.DEFAULT_DESTINATION_CONCURRENCY_FAILED_COHORT_LIMIT);
    public static final Template<Duration> DESTINATION_RATE_DELAY =
            new Template<>("_destination_rate_delay", QmgrParameters.DEFAULT_DESTINATION_RATE_DELAY);
    public static final Template<Duration> TRANSPORT_RATE_DELAY =
            new Template<>("_transport_rate_delay", QmgrParameters.DEFAULT_TRANSPORT_RATE_DELAY);

    /// How long a command may run; of services whose command is pipe(8) or spawn(8) only.
    public static final Template<Duration> TIME_LIMIT =
            new Template<>("_time_limit", LocalParameters.COMMAND_TIME_LIMIT);

    private TransportParameters() {}

    /// Those that every delivery agent has, in the order of Postfix.
    public static List<Template<?>> ofDeliveryAgents() {
        return List.of(
                RECIPIENT_LIMIT,
                EXTRA_RECIPIENT_LIMIT,
                RECIPIENT_REFILL_LIMIT,
                RECIPIENT_REFILL_DELAY,
                DELIVERY_SLOT_COST,
                DELIVERY_SLOT_LOAN,
                DELIVERY_SLOT_DISCOUNT,
                MINIMUM_DELIVERY_SLOTS,
                INITIAL_DESTINATION_CONCURRENCY,
                DESTINATION_CONCURRENCY_LIMIT,
                DESTINATION_RECIPIENT_LIMIT,
                DESTINATION_CONCURRENCY_POSITIVE_FEEDBACK,
                DESTINATION_CONCURRENCY_NEGATIVE_FEEDBACK,
                DESTINATION_CONCURRENCY_FAILED_COHORT_LIMIT,
                DESTINATION_RATE_DELAY,
                TRANSPORT_RATE_DELAY);
    }
}
