package mta.cli.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Warns about parameters that Postfix is going to remove, and about those it has removed.
final class Deprecation {

    private static final Map<String, String> INSTEAD = instead();

    private final Complaints complaints;
    private boolean told;

    Deprecation(Complaints complaints) {
        this.complaints = complaints;
    }

    private static Map<String, String> instead() {
        var instead = new HashMap<String, String>();
        instead.put("disable_dns_lookups", "specify \"smtp_dns_support_level\"");
        for (String prefix : new String[] {"lmtp", "smtp", "smtpd", "postscreen", "tlsproxy"}) {
            instead.put(prefix + "_use_tls", "specify \"" + prefix + "_tls_security_level\"");
            instead.put(prefix + "_enforce_tls", "specify \"" + prefix + "_tls_security_level\"");
        }
        instead.put("tlsproxy_client_use_tls", "specify \"tlsproxy_client_security_level\"");
        instead.put("tlsproxy_client_enforce_tls", "specify \"tlsproxy_client_security_level\"");
        instead.put("lmtp_tls_per_site", "specify \"lmtp_tls_policy_maps\"");
        instead.put("smtp_tls_per_site", "specify \"smtp_tls_policy_maps\"");
        instead.put("tlsproxy_client_per_site", "specify \"tlsproxy_client_policy_maps\"");
        instead.put("smtpd_tls_dh1024_param_file", "do not specify (leave at default)");
        instead.put("smtpd_tls_eecdh_grade", "do not specify (leave at default)");
        addRenamed(instead);
        return Map.copyOf(instead);
    }

    private static void addRenamed(Map<String, String> instead) {
        instead.put("authorized_verp_clients", "specify \"smtpd_authorized_verp_clients\"");
        instead.put("fallback_relay", "specify \"smtp_fallback_relay\"");
        instead.put("lmtp_per_record_deadline", "specify \"lmtp_per_request_deadline\"");
        instead.put("postscreen_blacklist_action", "specify \"postscreen_denylist_action\"");
        instead.put("postscreen_dnsbl_ttl", "specify \"postscreen_dnsbl_max_ttl\"");
        instead.put("postscreen_dnsbl_whitelist_threshold", "specify \"postscreen_dnsbl_allowlist_threshold\"");
        instead.put("postscreen_whitelist_interfaces", "specify \"postscreen_allowlist_interfaces\"");
        instead.put("smtp_per_record_deadline", "specify \"smtp_per_request_deadline\"");
        instead.put("smtpd_client_connection_limit_exceptions", "specify \"smtpd_client_event_limit_exceptions\"");
        instead.put("smtpd_per_record_deadline", "specify \"smtpd_per_request_deadline\"");
        instead.put("tlsproxy_client_level", "specify \"tlsproxy_client_security_level\"");
        instead.put("tlsproxy_client_policy", "specify \"tlsproxy_client_policy_maps\"");
        instead.put("virtual_maps", "specify \"virtual_alias_maps\"");
    }

    /// Warns if a name is deprecated.
    ///
    /// @param used whether it still has an effect
    /// @return whether there was something to say
    boolean tell(String name, boolean used, Path path) {
        String advice = INSTEAD.getOrDefault(name, "");
        if (advice.isEmpty()) {
            return false;
        }
        complaints.warn("%s: support for parameter \"%s\" %s; instead, %s"
                .formatted(path, name, used ? "will be removed" : "has been removed", advice));
        told = true;
        return true;
    }

    /// Says where to read on, if there was a warning.
    void finish() {
        if (told) {
            complaints.warn("See https://www.postfix.org/DEPRECATION_README.html for details");
        }
    }
}
