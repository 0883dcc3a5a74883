package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of TLS in smtp(8).
public final class SmtpTlsParameters {

    public static final Parameter<Boolean> SMTP_ENFORCE_TLS =
            Parameter.bool("smtp_enforce_tls", "no", "Smtp enforce tls.").notYet();
    public static final Parameter<Boolean> SMTP_LOG_TLS_FEATURE_STATUS = Parameter.bool(
                    "smtp_log_tls_feature_status", "yes", "Smtp log tls feature status.")
            .notYet();
    public static final Parameter<String> SMTP_REQUIRETLS_POLICY = Parameter.text(
                    "smtp_requiretls_policy",
                    "inline:{{${domain_to_ascii{$mydomain}}=opportunistic}, {.${domain_to_ascii{$mydomain}}=opportunistic}} encrypt+requiretls",
                    "Smtp requiretls policy.")
            .notYet();
    public static final Parameter<Duration> SMTP_STARTTLS_TIMEOUT = Parameter.time(
                    "smtp_starttls_timeout", "300s", Limits.from(1), "Smtp starttls timeout.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_BLOCK_EARLY_MAIL_REPLY = Parameter.bool(
                    "smtp_tls_block_early_mail_reply", "no", "Smtp tls block early mail reply.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_CAFILE =
            Parameter.text("smtp_tls_CAfile", "", "Smtp tls cafile.").notYet();
    public static final Parameter<String> SMTP_TLS_CAPATH =
            Parameter.text("smtp_tls_CApath", "", "Smtp tls capath.").notYet();
    public static final Parameter<String> SMTP_TLS_CERT_FILE =
            Parameter.text("smtp_tls_cert_file", "", "Smtp tls cert file.").notYet();
    public static final Parameter<String> SMTP_TLS_CHAIN_FILES =
            Parameter.text("smtp_tls_chain_files", "", "Smtp tls chain files.").notYet();
    public static final Parameter<String> SMTP_TLS_CIPHERS = Parameter.text(
                    "smtp_tls_ciphers", "medium", Limits.from(1), "Smtp tls ciphers.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_CONNECTION_REUSE = Parameter.bool(
                    "smtp_tls_connection_reuse", "no", "Smtp tls connection reuse.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_DANE_INSECURE_MX_POLICY = Parameter.text(
                    "smtp_tls_dane_insecure_mx_policy", "dane", "Smtp tls dane insecure mx policy.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_DCERT_FILE =
            Parameter.text("smtp_tls_dcert_file", "", "Smtp tls dcert file.").notYet();
    public static final Parameter<String> SMTP_TLS_DKEY_FILE = Parameter.text(
                    "smtp_tls_dkey_file", "$smtp_tls_dcert_file", "Smtp tls dkey file.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_ECCERT_FILE =
            Parameter.text("smtp_tls_eccert_file", "", "Smtp tls eccert file.").notYet();
    public static final Parameter<String> SMTP_TLS_ECKEY_FILE = Parameter.text(
                    "smtp_tls_eckey_file", "$smtp_tls_eccert_file", "Smtp tls eckey file.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_ENABLE_RPK =
            Parameter.bool("smtp_tls_enable_rpk", "no", "Smtp tls enable rpk.").notYet();
    public static final Parameter<Boolean> SMTP_TLS_ENFORCE_PEERNAME = Parameter.bool(
                    "smtp_tls_enforce_peername", "yes", "Smtp tls enforce peername.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_ENFORCE_STS_MX_PATTERNS = Parameter.bool(
                    "smtp_tls_enforce_sts_mx_patterns", "yes", "Smtp tls enforce sts mx patterns.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_EXCLUDE_CIPHERS = Parameter.text(
                    "smtp_tls_exclude_ciphers", "", "Smtp tls exclude ciphers.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_FINGERPRINT_CERT_MATCH = Parameter.text(
                    "smtp_tls_fingerprint_cert_match", "", "Smtp tls fingerprint cert match.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_FINGERPRINT_DIGEST = Parameter.text(
                    "smtp_tls_fingerprint_digest",
                    "${{$compatibility_level} <level {3.6} ? {md5} : {sha256}}",
                    Limits.from(1),
                    "Smtp tls fingerprint digest.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_FORCE_INSECURE_HOST_TLSA_LOOKUP = Parameter.bool(
                    "smtp_tls_force_insecure_host_tlsa_lookup", "no", "Smtp tls force insecure host tlsa lookup.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_KEY_FILE = Parameter.text(
                    "smtp_tls_key_file", "$smtp_tls_cert_file", "Smtp tls key file.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_LOGLEVEL =
            Parameter.text("smtp_tls_loglevel", "0", "Smtp tls loglevel.").notYet();
    public static final Parameter<String> SMTP_TLS_MANDATORY_CIPHERS = Parameter.text(
                    "smtp_tls_mandatory_ciphers", "medium", Limits.from(1), "Smtp tls mandatory ciphers.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_MANDATORY_EXCLUDE_CIPHERS = Parameter.text(
                    "smtp_tls_mandatory_exclude_ciphers", "", "Smtp tls mandatory exclude ciphers.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_MANDATORY_PROTOCOLS = Parameter.text(
                    "smtp_tls_mandatory_protocols", ">=TLSv1", "Smtp tls mandatory protocols.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_NOTE_STARTTLS_OFFER = Parameter.bool(
                    "smtp_tls_note_starttls_offer", "no", "Smtp tls note starttls offer.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_PER_SITE =
            Parameter.text("smtp_tls_per_site", "", "Smtp tls per site.").notYet();
    public static final Parameter<String> SMTP_TLS_POLICY_MAPS =
            Parameter.text("smtp_tls_policy_maps", "", "Smtp tls policy maps.").notYet();
    public static final Parameter<String> SMTP_TLS_PROTOCOLS = Parameter.text(
                    "smtp_tls_protocols", ">=TLSv1", "Smtp tls protocols.")
            .notYet();
    public static final Parameter<Integer> SMTP_TLS_SCERT_VERIFYDEPTH = Parameter.integer(
                    "smtp_tls_scert_verifydepth", "9", Limits.NONE, "Smtp tls scert verifydepth.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_SECURE_CERT_MATCH = Parameter.text(
                    "smtp_tls_secure_cert_match", "nexthop, dot-nexthop", Limits.from(1), "Smtp tls secure cert match.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_SECURITY_LEVEL = Parameter.text(
                    "smtp_tls_security_level",
                    "${{$compatibility_level} <level {3.11} ? {} : {may}}",
                    "Smtp tls security level.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_SERVERNAME =
            Parameter.text("smtp_tls_servername", "", "Smtp tls servername.").notYet();
    public static final Parameter<String> SMTP_TLS_SESSION_CACHE_DATABASE = Parameter.text(
                    "smtp_tls_session_cache_database", "", "Smtp tls session cache database.")
            .notYet();
    public static final Parameter<Duration> SMTP_TLS_SESSION_CACHE_TIMEOUT = Parameter.time(
                    "smtp_tls_session_cache_timeout", "3600s", Limits.upTo(8640000), "Smtp tls session cache timeout.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_TRUST_ANCHOR_FILE = Parameter.text(
                    "smtp_tls_trust_anchor_file", "", "Smtp tls trust anchor file.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_VERIFY_CERT_MATCH = Parameter.text(
                    "smtp_tls_verify_cert_match", "hostname", Limits.from(1), "Smtp tls verify cert match.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_WRAPPERMODE = Parameter.bool(
                    "smtp_tls_wrappermode", "no", "Smtp tls wrappermode.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLSRPT_ENABLE =
            Parameter.bool("smtp_tlsrpt_enable", "no", "Smtp tlsrpt enable.").notYet();
    public static final Parameter<Boolean> SMTP_TLSRPT_SKIP_REUSED_HANDSHAKES = Parameter.bool(
                    "smtp_tlsrpt_skip_reused_handshakes", "no", "Smtp tlsrpt skip reused handshakes.")
            .notYet();
    public static final Parameter<String> SMTP_TLSRPT_SOCKET_NAME = Parameter.text(
                    "smtp_tlsrpt_socket_name", "", "Smtp tlsrpt socket name.")
            .notYet();
    public static final Parameter<Boolean> SMTP_USE_TLS =
            Parameter.bool("smtp_use_tls", "no", "Smtp use tls.").notYet();

    private SmtpTlsParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                SMTP_ENFORCE_TLS,
                SMTP_LOG_TLS_FEATURE_STATUS,
                SMTP_REQUIRETLS_POLICY,
                SMTP_STARTTLS_TIMEOUT,
                SMTP_TLS_BLOCK_EARLY_MAIL_REPLY,
                SMTP_TLS_CAFILE,
                SMTP_TLS_CAPATH,
                SMTP_TLS_CERT_FILE,
                SMTP_TLS_CHAIN_FILES,
                SMTP_TLS_CIPHERS,
                SMTP_TLS_CONNECTION_REUSE,
                SMTP_TLS_DANE_INSECURE_MX_POLICY,
                SMTP_TLS_DCERT_FILE,
                SMTP_TLS_DKEY_FILE,
                SMTP_TLS_ECCERT_FILE,
                SMTP_TLS_ECKEY_FILE,
                SMTP_TLS_ENABLE_RPK,
                SMTP_TLS_ENFORCE_PEERNAME,
                SMTP_TLS_ENFORCE_STS_MX_PATTERNS,
                SMTP_TLS_EXCLUDE_CIPHERS,
                SMTP_TLS_FINGERPRINT_CERT_MATCH,
                SMTP_TLS_FINGERPRINT_DIGEST,
                SMTP_TLS_FORCE_INSECURE_HOST_TLSA_LOOKUP,
                SMTP_TLS_KEY_FILE,
                SMTP_TLS_LOGLEVEL,
                SMTP_TLS_MANDATORY_CIPHERS,
                SMTP_TLS_MANDATORY_EXCLUDE_CIPHERS,
                SMTP_TLS_MANDATORY_PROTOCOLS,
                SMTP_TLS_NOTE_STARTTLS_OFFER,
                SMTP_TLS_PER_SITE,
                SMTP_TLS_POLICY_MAPS,
                SMTP_TLS_PROTOCOLS,
                SMTP_TLS_SCERT_VERIFYDEPTH,
                SMTP_TLS_SECURE_CERT_MATCH,
                SMTP_TLS_SECURITY_LEVEL,
                SMTP_TLS_SERVERNAME,
                SMTP_TLS_SESSION_CACHE_DATABASE,
                SMTP_TLS_SESSION_CACHE_TIMEOUT,
                SMTP_TLS_TRUST_ANCHOR_FILE,
                SMTP_TLS_VERIFY_CERT_MATCH,
                SMTP_TLS_WRAPPERMODE,
                SMTP_TLSRPT_ENABLE,
                SMTP_TLSRPT_SKIP_REUSED_HANDSHAKES,
                SMTP_TLSRPT_SOCKET_NAME,
                SMTP_USE_TLS);
    }
}
