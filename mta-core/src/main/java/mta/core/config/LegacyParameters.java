package mta.core.config;

import java.util.List;

/// Old names that are no parameters any more, but still feed the defaults of their replacements.
public final class LegacyParameters {

    public static final Parameter<String> AUTHORIZED_VERP_CLIENTS =
            Parameter.text("authorized_verp_clients", "", "Old name of smtpd_authorized_verp_clients.");
    public static final Parameter<String> FALLBACK_RELAY =
            Parameter.text("fallback_relay", "", "Old name of smtp_fallback_relay.");
    public static final Parameter<String> LMTP_PER_RECORD_DEADLINE =
            Parameter.text("lmtp_per_record_deadline", "", "Old name of lmtp_per_request_deadline.");
    public static final Parameter<String> POSTSCREEN_BLACKLIST_ACTION =
            Parameter.text("postscreen_blacklist_action", "", "Old name of postscreen_denylist_action.");
    public static final Parameter<String> POSTSCREEN_DNSBL_TTL =
            Parameter.text("postscreen_dnsbl_ttl", "", "Old name of postscreen_dnsbl_max_ttl, in hours.");
    public static final Parameter<String> POSTSCREEN_DNSBL_WHITELIST_THRESHOLD = Parameter.text(
            "postscreen_dnsbl_whitelist_threshold", "", "Old name of postscreen_dnsbl_allowlist_threshold.");
    public static final Parameter<String> POSTSCREEN_WHITELIST_INTERFACES =
            Parameter.text("postscreen_whitelist_interfaces", "", "Old name of postscreen_allowlist_interfaces.");
    public static final Parameter<String> SMTP_PER_RECORD_DEADLINE =
            Parameter.text("smtp_per_record_deadline", "", "Old name of smtp_per_request_deadline.");
    public static final Parameter<String> SMTPD_CLIENT_CONNECTION_LIMIT_EXCEPTIONS = Parameter.text(
            "smtpd_client_connection_limit_exceptions", "", "Old name of smtpd_client_event_limit_exceptions.");
    public static final Parameter<String> SMTPD_PER_RECORD_DEADLINE =
            Parameter.text("smtpd_per_record_deadline", "", "Old name of smtpd_per_request_deadline.");
    public static final Parameter<String> TLSPROXY_CLIENT_LEVEL =
            Parameter.text("tlsproxy_client_level", "", "Old name of tlsproxy_client_security_level.");
    public static final Parameter<String> TLSPROXY_CLIENT_POLICY =
            Parameter.text("tlsproxy_client_policy", "", "Old name of tlsproxy_client_policy_maps.");
    public static final Parameter<String> VIRTUAL_MAPS =
            Parameter.text("virtual_maps", "", "Old name of virtual_alias_maps.");

    private LegacyParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                AUTHORIZED_VERP_CLIENTS,
                FALLBACK_RELAY,
                LMTP_PER_RECORD_DEADLINE,
                POSTSCREEN_BLACKLIST_ACTION,
                POSTSCREEN_DNSBL_TTL,
                POSTSCREEN_DNSBL_WHITELIST_THRESHOLD,
                POSTSCREEN_WHITELIST_INTERFACES,
                SMTP_PER_RECORD_DEADLINE,
                SMTPD_CLIENT_CONNECTION_LIMIT_EXCEPTIONS,
                SMTPD_PER_RECORD_DEADLINE,
                TLSPROXY_CLIENT_LEVEL,
                TLSPROXY_CLIENT_POLICY,
                VIRTUAL_MAPS);
    }
}
