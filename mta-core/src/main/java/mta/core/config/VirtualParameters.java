package mta.core.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mta.core.config.Parameter.Limits;

/// Parameters of virtual(8).
public final class VirtualParameters {

    public static final Parameter<String> VIRTUAL_DELIVERY_STATUS_FILTER = Parameter.text(
            "virtual_delivery_status_filter",
            "$default_delivery_status_filter",
            "Table that changes status code and text of deliveries by virtual(8).");
    public static final Parameter<String> VIRTUAL_GID_MAPS =
            Parameter.text("virtual_gid_maps", "", "Tables of the group that writes each recipient's mailbox.");
    public static final Parameter<String> VIRTUAL_MAILBOX_BASE = Parameter.text(
            "virtual_mailbox_base", "", Limits.from(1), "Directory that all virtual mailboxes are below.");
    public static final Parameter<Long> VIRTUAL_MAILBOX_LIMIT = Parameter.longInteger(
            "virtual_mailbox_limit",
            "51200000",
            Limits.NONE,
            "How many bytes a virtual mailbox or maildir file may have; 0 for no limit.");
    public static final Parameter<Set<LockStyle>> VIRTUAL_MAILBOX_LOCK = Parameter.text(
                    "virtual_mailbox_lock",
                    "fcntl, dotlock",
                    Limits.from(1),
                    "How virtual mailboxes are locked, the methods in order.")
            .listOf(EnumSet.allOf(LockStyle.class));
    public static final Parameter<String> VIRTUAL_MAILBOX_MAPS = Parameter.text(
            "virtual_mailbox_maps",
            "",
            "Tables of each recipient's mailbox, below virtual_mailbox_base; ends in \"/\" for maildir.");
    public static final Parameter<Integer> VIRTUAL_MINIMUM_UID = Parameter.integer(
            "virtual_minimum_uid", "100", Limits.from(1), "The lowest user id that virtual_uid_maps may name.");
    public static final Parameter<String> VIRTUAL_UID_MAPS =
            Parameter.text("virtual_uid_maps", "", "Tables of the user that writes each recipient's mailbox.");

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
