package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of TLS in smtp(8).
public final class SmtpTlsParameters {

    public static final Parameter<Boolean> SMTP_ENFORCE_TLS = Parameter.bool(
                    "smtp_enforce_tls",
                    "no",
                    "Old switch that makes TLS mandatory in the SMTP client; smtp_tls_security_level replaces it.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTP_LOG_TLS_FEATURE_STATUS = Parameter.bool(
                    "smtp_log_tls_feature_status",
                    "yes",
                    "Whether the log line of an SMTP delivery tells which TLS level was wanted and reached.")
            .notYet();
    public static final Parameter<String> SMTP_REQUIRETLS_POLICY = Parameter.text(
                    "smtp_requiretls_policy",
                    "inline:{{${domain_to_ascii{$mydomain}}=opportunistic}, {.${domain_to_ascii{$mydomain}}=opportunistic}, {localhost=opportunistic}} cidr:{{0.0.0.0/0 opportunistic}, {::/0 opportunistic}} enforce",
                    "Policies by next hop for mail that asks for REQUIRETLS over SMTP.")
            .notYet();
    public static final Parameter<Duration> SMTP_STARTTLS_TIMEOUT = Parameter.time(
                    "smtp_starttls_timeout",
                    "300s",
                    Limits.from(1),
                    "How long the TLS handshake of SMTP may take, in seconds by default.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_BLOCK_EARLY_MAIL_REPLY = Parameter.bool(
                    "smtp_tls_block_early_mail_reply",
                    "no",
                    "Whether replies that arrive before STARTTLS is complete are treated as an attack.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_CAFILE = Parameter.text(
                    "smtp_tls_CAfile", "", "File of the authorities that SMTP server certificates may be signed by.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_CAPATH = Parameter.text(
                    "smtp_tls_CApath",
                    "",
                    "Directory of the authorities that SMTP server certificates may be signed by.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_CERT_FILE = Parameter.text(
                    "smtp_tls_cert_file", "", "File of the SMTP client's RSA certificate.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_CHAIN_FILES = Parameter.text(
                    "smtp_tls_chain_files", "", "Files of the SMTP client's keys and certificates.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_CIPHERS = Parameter.text(
                    "smtp_tls_ciphers",
                    "medium",
                    Limits.from(1),
                    "Lowest cipher grade of the SMTP client where TLS is opportunistic.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_CONNECTION_REUSE = Parameter.bool(
                    "smtp_tls_connection_reuse",
                    "no",
                    "Whether SMTP connections with TLS are kept for reuse, through tlsproxy(8).")
            .notYet();
    public static final Parameter<String> SMTP_TLS_DANE_INSECURE_MX_POLICY = Parameter.text(
                    "smtp_tls_dane_insecure_mx_policy",
                    "dane",
                    "TLS level for mail hosts with secure records whose MX lookup was not secure.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_DCERT_FILE = Parameter.text(
                    "smtp_tls_dcert_file", "", "File of the SMTP client's DSA certificate.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_DKEY_FILE = Parameter.text(
                    "smtp_tls_dkey_file", "$smtp_tls_dcert_file", "File of the SMTP client's DSA key.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_ECCERT_FILE = Parameter.text(
                    "smtp_tls_eccert_file", "", "File of the SMTP client's ECDSA certificate.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_ECKEY_FILE = Parameter.text(
                    "smtp_tls_eckey_file", "$smtp_tls_eccert_file", "File of the SMTP client's ECDSA key.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_ENABLE_RPK = Parameter.bool(
                    "smtp_tls_enable_rpk",
                    "no",
                    "Whether the SMTP client takes raw public keys instead of certificates.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_ENFORCE_PEERNAME = Parameter.bool(
                    "smtp_tls_enforce_peername",
                    "yes",
                    "Old switch that makes the SMTP server's name part of mandatory TLS; smtp_tls_security_level replaces it.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_ENFORCE_STS_MX_PATTERNS = Parameter.bool(
                    "smtp_tls_enforce_sts_mx_patterns",
                    "yes",
                    "Whether only mail hosts are used that match the patterns of an MTA-STS policy.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_EXCLUDE_CIPHERS = Parameter.text(
                    "smtp_tls_exclude_ciphers", "", "Ciphers that the SMTP client never uses.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_FINGERPRINT_CERT_MATCH = Parameter.text(
                    "smtp_tls_fingerprint_cert_match",
                    "",
                    "Fingerprints of SMTP server certificates for the level \"fingerprint\".")
            .notYet();
    public static final Parameter<String> SMTP_TLS_FINGERPRINT_DIGEST = Parameter.text(
                    "smtp_tls_fingerprint_digest",
                    "${{$compatibility_level} <level {3.6} ? {md5} : {sha256}}",
                    Limits.from(1),
                    "Digest algorithm of these fingerprints.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_FORCE_INSECURE_HOST_TLSA_LOOKUP = Parameter.bool(
                    "smtp_tls_force_insecure_host_tlsa_lookup",
                    "no",
                    "Whether TLSA records are looked up for hosts whose address lookup was not secure.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_KEY_FILE = Parameter.text(
                    "smtp_tls_key_file", "$smtp_tls_cert_file", "File of the SMTP client's RSA key.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_LOGLEVEL = Parameter.text(
                    "smtp_tls_loglevel", "0", "How much the SMTP client logs about TLS, from 0 to 4.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_MANDATORY_CIPHERS = Parameter.text(
                    "smtp_tls_mandatory_ciphers",
                    "medium",
                    Limits.from(1),
                    "Lowest cipher grade of the SMTP client where TLS is mandatory.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_MANDATORY_EXCLUDE_CIPHERS = Parameter.text(
                    "smtp_tls_mandatory_exclude_ciphers",
                    "",
                    "Ciphers that the SMTP client does not use where TLS is mandatory.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_MANDATORY_PROTOCOLS = Parameter.text(
                    "smtp_tls_mandatory_protocols",
                    ">=TLSv1",
                    "TLS protocol versions of the SMTP client where TLS is mandatory.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_NOTE_STARTTLS_OFFER = Parameter.bool(
                    "smtp_tls_note_starttls_offer",
                    "no",
                    "Whether SMTP servers that offer TLS which is not used are logged.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_PER_SITE = Parameter.text(
                    "smtp_tls_per_site",
                    "",
                    "Old tables of TLS policies by server; smtp_tls_policy_maps replaces them.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_TLS_POLICY_MAPS = Parameter.text(
                    "smtp_tls_policy_maps", "", "Tables of TLS policies by next hop of the SMTP client.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_TLS_PROTOCOLS = Parameter.text(
                    "smtp_tls_protocols",
                    ">=TLSv1",
                    "TLS protocol versions of the SMTP client where TLS is opportunistic.")
            .notYet();
    public static final Parameter<Integer> SMTP_TLS_SCERT_VERIFYDEPTH = Parameter.integer(
                    "smtp_tls_scert_verifydepth",
                    "9",
                    Limits.NONE,
                    "How many steps the chain of an SMTP server certificate may have.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_SECURE_CERT_MATCH = Parameter.text(
                    "smtp_tls_secure_cert_match",
                    "nexthop, dot-nexthop",
                    Limits.from(1),
                    "Names that an SMTP server certificate must have at the level \"secure\".")
            .notYet();
    public static final Parameter<String> SMTP_TLS_SECURITY_LEVEL = Parameter.text(
                    "smtp_tls_security_level",
                    "${{$compatibility_level} <level {3.11} ? {} : {may}}",
                    "How much TLS the SMTP client asks for: none, may, encrypt, dane, dane-only, fingerprint, verify, secure; empty for the old switches.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_TLS_SERVERNAME = Parameter.text(
                    "smtp_tls_servername",
                    "",
                    "Server name that the SMTP client sends in the TLS handshake; \"hostname\", \"nexthop\" or a name.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_SESSION_CACHE_DATABASE = Parameter.text(
                    "smtp_tls_session_cache_database", "", "Database of TLS sessions of the SMTP client.")
            .notYet();
    public static final Parameter<Duration> SMTP_TLS_SESSION_CACHE_TIMEOUT = Parameter.time(
                    "smtp_tls_session_cache_timeout",
                    "3600s",
                    Limits.upTo(8640000),
                    "How long TLS sessions of the SMTP client are kept, in seconds by default; 0 for none.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_TRUST_ANCHOR_FILE = Parameter.text(
                    "smtp_tls_trust_anchor_file",
                    "",
                    "Files of trust anchors that alone SMTP server certificates are verified with.")
            .notYet();
    public static final Parameter<String> SMTP_TLS_VERIFY_CERT_MATCH = Parameter.text(
                    "smtp_tls_verify_cert_match",
                    "hostname",
                    Limits.from(1),
                    "Names that an SMTP server certificate must have at the level \"verify\".")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLS_WRAPPERMODE = Parameter.bool(
                    "smtp_tls_wrappermode", "no", "Whether the SMTP client starts with TLS instead of STARTTLS.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTP_TLSRPT_ENABLE = Parameter.bool(
                    "smtp_tlsrpt_enable", "no", "Whether the SMTP client passes TLS results to a TLSRPT library.")
            .notYet();
    public static final Parameter<Boolean> SMTP_TLSRPT_SKIP_REUSED_HANDSHAKES = Parameter.bool(
                    "smtp_tlsrpt_skip_reused_handshakes",
                    "no",
                    "Whether resumed TLS sessions are left out of these results.")
            .notYet();
    public static final Parameter<String> SMTP_TLSRPT_SOCKET_NAME = Parameter.text(
                    "smtp_tlsrpt_socket_name", "", "Socket of the TLSRPT collector, below queue_directory.")
            .notYet();
    public static final Parameter<Boolean> SMTP_USE_TLS = Parameter.bool(
                    "smtp_use_tls",
                    "no",
                    "Old switch that makes TLS opportunistic in the SMTP client; smtp_tls_security_level replaces it.")
            .notYet();

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
