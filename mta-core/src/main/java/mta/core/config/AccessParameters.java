package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of the access restrictions of smtpd(8): the restriction lists, and the reply codes of their rejections.
public final class AccessParameters {

    public static final Parameter<Integer> ACCESS_MAP_DEFER_CODE = Parameter.integer(
            "access_map_defer_code",
            "450",
            Limits.NONE,
            "Reply code when an access table answers with a defer action.");
    public static final Parameter<Integer> ACCESS_MAP_REJECT_CODE = Parameter.integer(
            "access_map_reject_code",
            "554",
            Limits.NONE,
            "Reply code when an access table answers with a reject action.");
    public static final Parameter<String> DEFAULT_RBL_REPLY = Parameter.raw(
                    "default_rbl_reply",
                    "$rbl_code Service unavailable; $rbl_class [$rbl_what] blocked using $rbl_domain${rbl_reason?; $rbl_reason}",
                    Limits.from(1),
                    "Text of the reply to a client that a DNS block list names; what stands behind $rbl_ is filled in for each reply.")
            .notYet();
    public static final Parameter<Integer> DEFER_CODE =
            Parameter.integer("defer_code", "450", Limits.NONE, "Reply code of the restriction \"defer\".");
    public static final Parameter<Integer> INVALID_HOSTNAME_REJECT_CODE = Parameter.integer(
            "invalid_hostname_reject_code", "501", Limits.NONE, "Reply code when the HELO name is malformed.");
    public static final Parameter<String> MAPS_RBL_DOMAINS = Parameter.text(
                    "maps_rbl_domains", "", "Domains of the removed restriction reject_maps_rbl; without effect.")
            .notYet();
    public static final Parameter<Integer> MAPS_RBL_REJECT_CODE = Parameter.integer(
                    "maps_rbl_reject_code",
                    "554",
                    Limits.NONE,
                    "Reply code when a DNS block list names the client or a domain.")
            .notYet();
    public static final Parameter<Integer> MULTI_RECIPIENT_BOUNCE_REJECT_CODE = Parameter.integer(
            "multi_recipient_bounce_reject_code",
            "550",
            Limits.NONE,
            "Reply code when a message from the null sender has several recipients.");
    public static final Parameter<Integer> NON_FQDN_REJECT_CODE = Parameter.integer(
            "non_fqdn_reject_code",
            "504",
            Limits.NONE,
            "Reply code when a host name or address is not fully qualified.");
    public static final Parameter<String> PERMIT_MX_BACKUP_NETWORKS = Parameter.text(
                    "permit_mx_backup_networks",
                    "",
                    "Networks of the primary mail hosts for which permit_mx_backup may accept mail.")
            .notYetAndProtects();
    public static final Parameter<Integer> PLAINTEXT_REJECT_CODE = Parameter.integer(
                    "plaintext_reject_code",
                    "450",
                    Limits.NONE,
                    "Reply code when a session must be encrypted and is not.")
            .notYet();
    public static final Parameter<String> RBL_REPLY_MAPS = Parameter.text(
                    "rbl_reply_maps",
                    "",
                    "Tables with reply texts for single DNS block lists, instead of default_rbl_reply.")
            .notYet();
    public static final Parameter<Integer> REJECT_CODE =
            Parameter.integer("reject_code", "554", Limits.NONE, "Reply code of the restriction \"reject\".");
    public static final Parameter<String> REJECT_TEMPFAIL_ACTION = Parameter.text(
                    "reject_tempfail_action",
                    "defer_if_permit",
                    Limits.from(1),
                    "What a restriction does that would reject but for a temporary error.")
            .notYet();
    public static final Parameter<String> RELAY_CLIENTCERTS = Parameter.text(
                    "relay_clientcerts",
                    "",
                    "Tables of certificate fingerprints of the clients that permit_tls_clientcerts lets relay.")
            .notYet();
    public static final Parameter<Integer> RELAY_DOMAINS_REJECT_CODE = Parameter.integer(
            "relay_domains_reject_code",
            "554",
            Limits.NONE,
            "Reply code when a client may not relay to the recipient's domain.");
    public static final Parameter<String> SMTPD_CLIENT_RESTRICTIONS =
            Parameter.text("smtpd_client_restrictions", "", "Restrictions on who may connect, checked in order.");
    public static final Parameter<String> SMTPD_DATA_RESTRICTIONS =
            Parameter.text("smtpd_data_restrictions", "", "Restrictions checked at the DATA command.");
    public static final Parameter<Boolean> SMTPD_DELAY_REJECT = Parameter.bool(
            "smtpd_delay_reject", "yes", "Whether rejections at connect, HELO and MAIL wait for the RCPT command.");
    public static final Parameter<String> SMTPD_END_OF_DATA_RESTRICTIONS = Parameter.text(
            "smtpd_end_of_data_restrictions", "", "Restrictions checked when the whole message was received.");
    public static final Parameter<String> SMTPD_ETRN_RESTRICTIONS =
            Parameter.text("smtpd_etrn_restrictions", "", "Restrictions on who may ask for queued mail with ETRN.");
    public static final Parameter<String> SMTPD_EXPANSION_FILTER = Parameter.raw(
                    "smtpd_expansion_filter",
                    "\\t\\40!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\\\]^_`abcdefghijklmnopqrstuvwxyz{|}~",
                    Limits.from(1),
                    "Characters allowed in what $name brings into reply texts; others become \"_\".")
            .notYet();
    public static final Parameter<String> SMTPD_HELO_RESTRICTIONS =
            Parameter.text("smtpd_helo_restrictions", "", "Restrictions on the name a client gives with HELO or EHLO.");
    public static final Parameter<String> SMTPD_LOG_ACCESS_PERMIT_ACTIONS = Parameter.text(
                    "smtpd_log_access_permit_actions",
                    "",
                    "Permit actions that are logged, by name; \"static:all\" logs all.")
            .notYet();
    public static final Parameter<String> SMTPD_NULL_ACCESS_LOOKUP_KEY = Parameter.text(
            "smtpd_null_access_lookup_key", "<>", "The key under which access tables list the null sender.");
    public static final Parameter<String> SMTPD_RECIPIENT_RESTRICTIONS = Parameter.text(
            "smtpd_recipient_restrictions",
            "",
            "Restrictions on each recipient, checked after the relay restrictions.");
    public static final Parameter<Boolean> SMTPD_REJECT_UNLISTED_RECIPIENT = Parameter.bool(
            "smtpd_reject_unlisted_recipient",
            "yes",
            "Whether recipients that no table of their address class lists are rejected even without an explicit restriction.");
    public static final Parameter<Boolean> SMTPD_REJECT_UNLISTED_SENDER = Parameter.bool(
            "smtpd_reject_unlisted_sender",
            "no",
            "Whether sender addresses that no table of their address class lists are rejected even without an explicit restriction.");
    public static final Parameter<Boolean> SMTPD_RELAY_BEFORE_RECIPIENT_RESTRICTIONS = Parameter.bool(
            "smtpd_relay_before_recipient_restrictions",
            "${{$compatibility_level} <level {3.6} ? {no} : {yes}}",
            "Whether relay restrictions are checked before recipient restrictions.");
    public static final Parameter<String> SMTPD_RELAY_RESTRICTIONS = Parameter.text(
            "smtpd_relay_restrictions",
            "${{$compatibility_level} <level {1} ? {} : {permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination}}",
            "Restrictions that say who may relay mail to other domains.");
    public static final Parameter<String> SMTPD_RESTRICTION_CLASSES = Parameter.text(
            "smtpd_restriction_classes",
            "",
            "Names of restriction lists that the administrator defines as parameters of their own.");
    public static final Parameter<String> SMTPD_SENDER_LOGIN_MAPS = Parameter.text(
                    "smtpd_sender_login_maps", "", "Tables that say which login names own a sender address.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_SENDER_RESTRICTIONS =
            Parameter.text("smtpd_sender_restrictions", "", "Restrictions on the sender address.");
    public static final Parameter<Integer> UNKNOWN_ADDRESS_REJECT_CODE = Parameter.integer(
            "unknown_address_reject_code",
            "450",
            Limits.NONE,
            "Reply code when a sender or recipient domain has neither MX nor address record.");
    public static final Parameter<String> UNKNOWN_ADDRESS_TEMPFAIL_ACTION = Parameter.text(
                    "unknown_address_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "What is done when looking up a sender or recipient domain fails for now.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_CLIENT_REJECT_CODE = Parameter.integer(
            "unknown_client_reject_code",
            "450",
            Limits.NONE,
            "Reply code when the client's address and name do not confirm each other.");
    public static final Parameter<String> UNKNOWN_HELO_HOSTNAME_TEMPFAIL_ACTION = Parameter.text(
                    "unknown_helo_hostname_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "What is done when looking up the HELO name fails for now.")
            .notYet();
    public static final Parameter<Integer> UNKNOWN_HOSTNAME_REJECT_CODE = Parameter.integer(
            "unknown_hostname_reject_code",
            "450",
            Limits.NONE,
            "Reply code when the HELO name has no record in the DNS.");
    public static final Parameter<Integer> UNKNOWN_LOCAL_RECIPIENT_REJECT_CODE = Parameter.integer(
            "unknown_local_recipient_reject_code",
            "550",
            Limits.NONE,
            "Reply code for recipients that local_recipient_maps does not list.");
    public static final Parameter<Integer> UNKNOWN_RELAY_RECIPIENT_REJECT_CODE = Parameter.integer(
            "unknown_relay_recipient_reject_code",
            "550",
            Limits.NONE,
            "Reply code for recipients that relay_recipient_maps does not list.");
    public static final Parameter<Integer> UNKNOWN_VIRTUAL_ALIAS_REJECT_CODE = Parameter.integer(
            "unknown_virtual_alias_reject_code",
            "550",
            Limits.NONE,
            "Reply code for recipients that virtual_alias_maps does not list.");
    public static final Parameter<Integer> UNKNOWN_VIRTUAL_MAILBOX_REJECT_CODE = Parameter.integer(
            "unknown_virtual_mailbox_reject_code",
            "550",
            Limits.NONE,
            "Reply code for recipients that virtual_mailbox_maps does not list.");

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
