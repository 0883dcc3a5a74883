package mta.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Knows which parameters Postfix 3.11 announces the end of, and what it advises instead.
///
/// The advice ends the warning `support for parameter "…" will be removed; instead, …` (DEPRECATION_README).
public final class Deprecations {

    private static final String LEAVE_ALONE = "do not specify (leave at default)";

    private static final Map<String, String> REPLACEMENTS = Map.ofEntries(
            Map.entry("authorized_verp_clients", "smtpd_authorized_verp_clients"),
            Map.entry("disable_dns_lookups", "smtp_dns_support_level"),
            Map.entry("fallback_relay", "smtp_fallback_relay"),
            Map.entry("lmtp_enforce_tls", "lmtp_tls_security_level"),
            Map.entry("lmtp_per_record_deadline", "lmtp_per_request_deadline"),
            Map.entry("lmtp_tls_enforce_peername", "lmtp_tls_security_level"),
            Map.entry("lmtp_tls_per_site", "lmtp_tls_policy_maps"),
            Map.entry("lmtp_use_tls", "lmtp_tls_security_level"),
            Map.entry("postscreen_blacklist_action", "postscreen_denylist_action"),
            Map.entry("postscreen_dnsbl_ttl", "postscreen_dnsbl_max_ttl"),
            Map.entry("postscreen_dnsbl_whitelist_threshold", "postscreen_dnsbl_allowlist_threshold"),
            Map.entry("postscreen_enforce_tls", "postscreen_tls_security_level"),
            Map.entry("postscreen_use_tls", "postscreen_tls_security_level"),
            Map.entry("postscreen_whitelist_interfaces", "postscreen_allowlist_interfaces"),
            Map.entry("smtp_enforce_tls", "smtp_tls_security_level"),
            Map.entry("smtp_per_record_deadline", "smtp_per_request_deadline"),
            Map.entry("smtp_tls_enforce_peername", "smtp_tls_security_level"),
            Map.entry("smtp_tls_per_site", "smtp_tls_policy_maps"),
            Map.entry("smtp_use_tls", "smtp_tls_security_level"),
            Map.entry("smtpd_client_connection_limit_exceptions", "smtpd_client_event_limit_exceptions"),
            Map.entry("smtpd_enforce_tls", "smtpd_tls_security_level"),
            Map.entry("smtpd_use_tls", "smtpd_tls_security_level"),
            Map.entry("tlsproxy_client_enforce_tls", "tlsproxy_client_security_level"),
            Map.entry("tlsproxy_client_level", "tlsproxy_client_security_level"),
            Map.entry("tlsproxy_client_per_site", "tlsproxy_client_policy_maps"),
            Map.entry("tlsproxy_client_policy", "tlsproxy_client_policy_maps"),
            Map.entry("tlsproxy_client_use_tls", "tlsproxy_client_security_level"),
            Map.entry("tlsproxy_enforce_tls", "tlsproxy_tls_security_level"),
            Map.entry("tlsproxy_use_tls", "tlsproxy_tls_security_level"),
            Map.entry("virtual_maps", "virtual_alias_maps"));

    private static final Map<String, String> WITHOUT_REPLACEMENT = Stream.of(
                    "lmtp_cname_overrides_servername",
                    "smtp_cname_overrides_servername",
                    "smtpd_tls_dh1024_param_file",
                    "smtpd_tls_eecdh_grade")
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> LEAVE_ALONE));

    private Deprecations() {}

    /// What to do instead of setting a parameter, such as `specify "smtp_tls_security_level"`; empty for a
    /// parameter that stays.
    public static Optional<String> advice(String name) {
        return Optional.ofNullable(REPLACEMENTS.get(name))
                .map(replacement -> "specify \"" + replacement + "\"")
                .or(() -> Optional.ofNullable(WITHOUT_REPLACEMENT.get(name)));
    }
}
