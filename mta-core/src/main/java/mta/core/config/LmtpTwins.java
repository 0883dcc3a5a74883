package mta.core.config;

import java.util.Map;

/// Finds the parameter of lmtp(8) that belongs to one of smtp(8).
///
/// The two are one program under two names, and their parameters differ in the name only, but for the few
/// defaults listed here. They are made when a process starts, without regular expressions, which would take a
/// while at that time. Code that serves both asks for `LmtpTwins.of(SMTP_CONNECT_TIMEOUT)` where it speaks
/// LMTP.
public final class LmtpTwins {

    private static final Map<String, String> OWN_DEFAULTS = Map.of(
            "lmtp_connect_timeout", "0s",
            "lmtp_fallback_relay", "",
            "lmtp_requiretls_policy", "opportunistic",
            "lmtp_skip_quit_response", "no",
            "lmtp_tcp_port", "24",
            "lmtp_tls_secure_cert_match", "nexthop",
            "lmtp_tls_security_level", "");

    private LmtpTwins() {}

    /// The twin of a parameter whose name starts with `smtp_`.
    public static <T> Parameter<T> of(Parameter<T> smtp) {
        String name = smtp.name()
                .replace("smtp_", "lmtp_")
                .replace("_helo_", "_lhlo_")
                .replace("_ehlo_", "_lhlo_");
        String defaultText = OWN_DEFAULTS.getOrDefault(
                name, smtp.defaultText().replace("$smtp_", "$lmtp_").replace("${smtp_", "${lmtp_"));
        return smtp.withName(
                name,
                defaultText,
                smtp.summary()
                        .replace("SMTP", "LMTP")
                        .replace("smtp_", "lmtp_")
                        .replace("EHLO", "LHLO")
                        .replace("HELO", "LHLO"));
    }
}
