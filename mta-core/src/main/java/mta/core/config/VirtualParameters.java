package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of virtual(8).
public final class VirtualParameters {

    public static final Parameter<String> VIRTUAL_DELIVERY_STATUS_FILTER = Parameter.text(
                    "virtual_delivery_status_filter",
                    "$default_delivery_status_filter",
                    "Virtual delivery status filter.")
            .notYet();
    public static final Parameter<String> VIRTUAL_GID_MAPS =
            Parameter.text("virtual_gid_maps", "", "Virtual gid maps.").notYet();
    public static final Parameter<String> VIRTUAL_MAILBOX_BASE = Parameter.text(
                    "virtual_mailbox_base", "", Limits.from(1), "Virtual mailbox base.")
            .notYet();
    public static final Parameter<Long> VIRTUAL_MAILBOX_LIMIT = Parameter.longInteger(
                    "virtual_mailbox_limit", "51200000", Limits.NONE, "Virtual mailbox limit.")
            .notYet();
    public static final Parameter<String> VIRTUAL_MAILBOX_LOCK = Parameter.text(
                    "virtual_mailbox_lock", "fcntl, dotlock", Limits.from(1), "Virtual mailbox lock.")
            .notYet();
    public static final Parameter<String> VIRTUAL_MAILBOX_MAPS =
            Parameter.text("virtual_mailbox_maps", "", "Virtual mailbox maps.").notYet();
    public static final Parameter<Integer> VIRTUAL_MINIMUM_UID = Parameter.integer(
                    "virtual_minimum_uid", "100", Limits.from(1), "Virtual minimum uid.")
            .notYet();
    public static final Parameter<String> VIRTUAL_UID_MAPS =
            Parameter.text("virtual_uid_maps", "", "Virtual uid maps.").notYet();

    private VirtualParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                VIRTUAL_DELIVERY_STATUS_FILTER,
                VIRTUAL_GID_MAPS,
                VIRTUAL_MAILBOX_BASE,
                VIRTUAL_MAILBOX_LIMIT,
                VIRTUAL_MAILBOX_LOCK,
                VIRTUAL_MAILBOX_MAPS,
                VIRTUAL_MINIMUM_UID,
                VIRTUAL_UID_MAPS);
    }
}
