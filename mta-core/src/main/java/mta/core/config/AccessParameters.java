package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of the access restrictions of smtpd(8): the restriction lists, and the reply codes of their rejections.
public final class AccessParameters {

    public static final Parameter<Integer> ACCESS_MAP_DEFER_CODE = Parameter.integer(
                    "access_map_defer_code", "450", Limits.NONE, "Access map defer code.")
            .notYet();
    public static final Parameter<Integer> ACCESS_MAP_REJECT_CODE = Parameter.integer(
                    "access_map_reject_code", "554", Limits.NONE, "Access map reject code.")
            .notYet();
    public static final Parameter<String> DEFAULT_RBL_REPLY = Parameter.raw(
                    "default_rbl_reply",
                    "$rbl_code Service unavailable; $rbl_class [$rbl_what] blocked using $rbl_domain${rbl_reason?; $rbl_reason}",
                    Limits.from(1),
                    "Default rbl reply.")
            .notYet();
    public static final Parameter<Integer> DEFER_CODE =
            Parameter.integer("defer_code", "450", Limits.NONE, "Defer code.").notYet();
    public static final Parameter<Integer> INVALID_HOSTNAME_REJECT_CODE = Parameter.integer(
                    "invalid_hostname_reject_code", "501", Limits.NONE, "Invalid hostname reject code.")
            .notYet();
    public static final Parameter<String> MAPS_RBL_DOMAINS =
            Parameter.text("maps_rbl_domains", "", "Maps rbl domains.").notYet();
    public static final Parameter<Integer> MAPS_RBL_REJECT_CODE = Parameter.integer(
                    "maps_rbl_reject_code", "554", Limits.NONE, "Maps rbl reject code.")
            .notYet();
    public static final Parameter<Integer> MULTI_RECIPIENT_BOUNCE_REJECT_CODE = Parameter.integer(
                    "multi_recipient_bounce_reject_code", "550", Limits.NONE, "Multi recipient bounce reject code.")
            .notYet();
    public static final Parameter<Integer> NON_FQDN_REJECT_CODE = Parameter.integer(
                    "non_fqdn_reject_code", "504", Limits.NONE, "Non fqdn reject code.")
            .notYet();
    public static final Parameter<String> PERMIT_MX_BACKUP_NETWORKS = Parameter.text(
                    "permit_mx_backup_networks", "", "Permit mx backup networks.")
            .notYet();
    public static final Parameter<Integer> PLAINTEXT_REJECT_CODE = Parameter.integer(
                    "plaintext_reject_code", "450", Limits.NONE, "Plaintext reject code.")
            .notYet();
    public static final Parameter<String> RBL_REPLY_MAPS =
            Parameter.text("rbl_reply_maps", "", "Rbl reply maps.").notYet();
    public static final Parameter<Integer> REJECT_CODE =
            Parameter.integer("reject_code", "554", Limits.NONE, "Reject code.").notYet();
    public static final Parameter<String> REJECT_TEMPFAIL_ACTION = Parameter.text(
                    "reject_tempfail_action", "defer_if_permit", Limits.from(1), "Reject tempfail action.")
            .notYet();
    public static final Parameter<String> RELAY_CLIENTCERTS =
            Parameter.text("relay_clientcerts", "", "Relay clientcerts.").notYet();
    public static final Parameter<Integer> RELAY_DOMAINS_REJECT_CODE = Parameter.integer(
                    "relay_domains_reject_code", "554", Limits.NONE, "Relay domains reject code.")
            .notYet();
    public static final Parameter<String> SMTPD_CLIENT_RESTRICTIONS = Parameter.text(
                    "smtpd_client_restrictions", "", "Smtpd client restrictions.")
            .notYet();
    public static final Parameter<String> SMTPD_DATA_RESTRICTIONS = Parameter.text(
                    "smtpd_data_restrictions", "", "Smtpd data restrictions.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_DELAY_REJECT =
            Parameter.bool("smtpd_delay_reject", "yes", "Smtpd delay reject.").notYet();
    public static final Parameter<String> SMTPD_END_OF_DATA_RESTRICTIONS = Parameter.text(
                    "smtpd_end_of_data_restrictions", "", "Smtpd end of data restrictions.")
            .notYet();
    public static final Parameter<String> SMTPD_ETRN_RESTRICTIONS = Parameter.text(
                    "smtpd_etrn_restrictions", "", "Smtpd etrn restrictions.")
            .notYet();
    public static final Parameter<String> SMTPD_EXPANSION_FILTER = Parameter.raw(
                    "smtpd_expansion_filter",
                    "\\t\\40!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\\\]^_`abcdefghijklmnopqrstuvwxyz{|}~",
                    Limits.from(1),
                    "Smtpd expansion filter.")
            .notYet();
    public static final Parameter<String> SMTPD_HELO_RESTRICTIONS = Parameter.text(
                    "smtpd_helo_restrictions", "", "Smtpd helo restrictions.")
            .notYet();
    public static final Parameter<String> SMTPD_LOG_ACCESS_PERMIT_ACTIONS = Parameter.text(
                    "smtpd_log_access_permit_actions", "", "Smtpd log access permit actions.")
            .notYet();
    public static final Parameter<String> SMTPD_NULL_ACCESS_LOOKUP_KEY = Parameter.text(
                    "smtpd_null_access_lookup_key", "<>", "Smtpd null access lookup key.")
            .notYet();
    public static final Parameter<String> SMTPD_RECIPIENT_RESTRICTIONS = Parameter.text(
                    "smtpd_recipient_restrictions", "", "Smtpd recipient restrictions.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_REJECT_UNLISTED_RECIPIENT = Parameter.bool(
                    "smtpd_reject_unlisted_recipient", "yes", "Smtpd reject unlisted recipient.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_REJECT_UNLISTED_SENDER = Parameter.bool(
                    "smtpd_reject_unlisted_sender", "no", "Smtpd reject unlisted sender.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_RELAY_BEFORE_RECIPIENT_RESTRICTIONS = Parameter.bool(
                    "smtpd_relay_before_recipient_restrictions",
                    "${{$compatibility_level} <level {3.6} ? {no} : {yes}}",
                    "Smtpd relay before recipient restrictions.")
            .notYet();
    public static final Parameter<String> SMTPD_RELAY_RESTRICTIONS = Parameter.text(
                    "smtpd_relay_restrictions",
                    "${{$compatibility_level} <level {1} ? {} : {permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination}}",
                    "Smtpd relay restrictions.")
            .notYet();
    public static final Parameter<String> SMTPD_RESTRICTION_CLASSES = Parameter.text(
                    "smtpd_restriction_classes", "", "Smtpd restriction classes.")
            .notYet();
    public static final Parameter<String> SMTPD_SENDER_LOGIN_MAPS = Parameter.text(
                    "smtpd_sender_login_maps", "", "Smtpd sender login maps.")
            .notYet();
    public static final Parameter<String> SMTPD_SENDER_RESTRICTIONS = Parameter.text(
                    "smtpd_sender_restrictions", "", "Smtpd sender restrictions.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_ADDRESS_REJECT_CODE = Parameter.integer(
                    "unknown_address_reject_code", "450", Limits.NONE, "Unknown address reject code.")
            .notYet();
    public static final Parameter<String> UNKNOWN_ADDRESS_TEMPFAIL_ACTION = Parameter.text(
                    "unknown_address_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "Unknown address tempfail action.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_CLIENT_REJECT_CODE = Parameter.integer(
                    "unknown_client_reject_code", "450", Limits.NONE, "Unknown client reject code.")
            .notYet();
    public static final Parameter<String> UNKNOWN_HELO_HOSTNAME_TEMPFAIL_ACTION = Parameter.text(
                    "unknown_helo_hostname_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "Unknown helo hostname tempfail action.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_HOSTNAME_REJECT_CODE = Parameter.integer(
                    "unknown_hostname_reject_code", "450", Limits.NONE, "Unknown hostname reject code.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_LOCAL_RECIPIENT_REJECT_CODE = Parameter.integer(
                    "unknown_local_recipient_reject_code", "550", Limits.NONE, "Unknown local recipient reject code.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_RELAY_RECIPIENT_REJECT_CODE = Parameter.integer(
                    "unknown_relay_recipient_reject_code", "550", Limits.NONE, "Unknown relay recipient reject code.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_VIRTUAL_ALIAS_REJECT_CODE = Parameter.integer(
                    "unknown_virtual_alias_reject_code", "550", Limits.NONE, "Unknown virtual alias reject code.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_VIRTUAL_MAILBOX_REJECT_CODE = Parameter.integer(
                    "unknown_virtual_mailbox_reject_code", "550", Limits.NONE, "Unknown virtual mailbox reject code.")
            .notYet();

    private AccessParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ACCESS_MAP_DEFER_CODE,
                ACCESS_MAP_REJECT_CODE,
                DEFAULT_RBL_REPLY,
                DEFER_CODE,
                INVALID_HOSTNAME_REJECT_CODE,
                MAPS_RBL_DOMAINS,
                MAPS_RBL_REJECT_CODE,
                MULTI_RECIPIENT_BOUNCE_REJECT_CODE,
                NON_FQDN_REJECT_CODE,
                PERMIT_MX_BACKUP_NETWORKS,
                PLAINTEXT_REJECT_CODE,
                RBL_REPLY_MAPS,
                REJECT_CODE,
                REJECT_TEMPFAIL_ACTION,
                RELAY_CLIENTCERTS,
                RELAY_DOMAINS_REJECT_CODE,
                SMTPD_CLIENT_RESTRICTIONS,
                SMTPD_DATA_RESTRICTIONS,
                SMTPD_DELAY_REJECT,
                SMTPD_END_OF_DATA_RESTRICTIONS,
                SMTPD_ETRN_RESTRICTIONS,
                SMTPD_EXPANSION_FILTER,
                SMTPD_HELO_RESTRICTIONS,
                SMTPD_LOG_ACCESS_PERMIT_ACTIONS,
                SMTPD_NULL_ACCESS_LOOKUP_KEY,
                SMTPD_RECIPIENT_RESTRICTIONS,
                SMTPD_REJECT_UNLISTED_RECIPIENT,
                SMTPD_REJECT_UNLISTED_SENDER,
                SMTPD_RELAY_BEFORE_RECIPIENT_RESTRICTIONS,
                SMTPD_RELAY_RESTRICTIONS,
                SMTPD_RESTRICTION_CLASSES,
                SMTPD_SENDER_LOGIN_MAPS,
                SMTPD_SENDER_RESTRICTIONS,
                UNKNOWN_ADDRESS_REJECT_CODE,
                UNKNOWN_ADDRESS_TEMPFAIL_ACTION,
                UNKNOWN_CLIENT_REJECT_CODE,
                UNKNOWN_HELO_HOSTNAME_TEMPFAIL_ACTION,
                UNKNOWN_HOSTNAME_REJECT_CODE,
                UNKNOWN_LOCAL_RECIPIENT_REJECT_CODE,
                UNKNOWN_RELAY_RECIPIENT_REJECT_CODE,
                UNKNOWN_VIRTUAL_ALIAS_REJECT_CODE,
                UNKNOWN_VIRTUAL_MAILBOX_REJECT_CODE);
    }
}
