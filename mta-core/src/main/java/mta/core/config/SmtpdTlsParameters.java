package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of TLS in smtpd(8).
public final class SmtpdTlsParameters {

    public static final Parameter<Integer> SMTPD_CLIENT_NEW_TLS_SESSION_RATE_LIMIT = Parameter.integer(
                    "smtpd_client_new_tls_session_rate_limit",
                    "0",
                    Limits.NONE,
                    "How many new TLS sessions a client may start per anvil_rate_time_unit; 0 for no limit.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTPD_ENFORCE_TLS = Parameter.bool(
                    "smtpd_enforce_tls",
                    "no",
                    "Old switch that makes TLS mandatory; smtpd_tls_security_level replaces it.")
            .notYetAndProtects();
    public static final Parameter<Duration> SMTPD_STARTTLS_TIMEOUT = Parameter.time(
                    "smtpd_starttls_timeout",
                    "${stress?{10}:{300}}s",
                    Limits.from(1),
                    "How long the TLS handshake may take, in seconds by default.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_ALWAYS_ISSUE_SESSION_IDS = Parameter.bool(
                    "smtpd_tls_always_issue_session_ids",
                    "yes",
                    "Whether TLS session ids are sent even without a cache.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_ASK_CCERT = Parameter.bool(
                    "smtpd_tls_ask_ccert", "no", "Whether clients are asked for a certificate.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_AUTH_ONLY = Parameter.bool(
                    "smtpd_tls_auth_only", "no", "Whether AUTH is offered only over TLS.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_TLS_CAFILE = Parameter.text(
                    "smtpd_tls_CAfile", "", "File of the authorities that client certificates may be signed by.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_CAPATH = Parameter.text(
                    "smtpd_tls_CApath", "", "Directory of the authorities that client certificates may be signed by.")
            .notYet();
    public static final Parameter<Integer> SMTPD_TLS_CCERT_VERIFYDEPTH = Parameter.integer(
                    "smtpd_tls_ccert_verifydepth",
                    "9",
                    Limits.NONE,
                    "How many steps the chain of a client certificate may have.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_CERT_FILE = Parameter.text(
                    "smtpd_tls_cert_file", "", "File of the RSA certificate; \"none\" for none.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_CHAIN_FILES = Parameter.text(
                    "smtpd_tls_chain_files", "", "Files of keys and certificates.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_CIPHERS = Parameter.text(
                    "smtpd_tls_ciphers", "medium", Limits.from(1), "Lowest cipher grade where TLS is opportunistic.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_DCERT_FILE = Parameter.text(
                    "smtpd_tls_dcert_file", "", "File of the DSA certificate.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_DH1024_PARAM_FILE = Parameter.text(
                    "smtpd_tls_dh1024_param_file",
                    "",
                    "File of Diffie-Hellman parameters; \"auto\" for the library's choice.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_DH512_PARAM_FILE = Parameter.text(
                    "smtpd_tls_dh512_param_file", "", "File of parameters for export ciphers; without effect.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_DKEY_FILE = Parameter.text(
                    "smtpd_tls_dkey_file", "$smtpd_tls_dcert_file", "File of the DSA key.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_ECCERT_FILE = Parameter.text(
                    "smtpd_tls_eccert_file", "", "File of the ECDSA certificate.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_ECKEY_FILE = Parameter.text(
                    "smtpd_tls_eckey_file", "$smtpd_tls_eccert_file", "File of the ECDSA key.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_EECDH_GRADE = Parameter.text(
                    "smtpd_tls_eecdh_grade", "auto", Limits.from(1), "Strength of elliptic curves in key exchange.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_ENABLE_RPK = Parameter.bool(
                    "smtpd_tls_enable_rpk", "no", "Whether raw public keys are taken instead of client certificates.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_EXCLUDE_CIPHERS = Parameter.text(
                    "smtpd_tls_exclude_ciphers", "", "Ciphers that are never used.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_FINGERPRINT_DIGEST = Parameter.text(
                    "smtpd_tls_fingerprint_digest",
                    "${{$compatibility_level} <level {3.6} ? {md5} : {sha256}}",
                    Limits.from(1),
                    "Digest algorithm of client certificate fingerprints.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_KEY_FILE = Parameter.text(
                    "smtpd_tls_key_file", "$smtpd_tls_cert_file", "File of the RSA key.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_LOGLEVEL = Parameter.text(
                    "smtpd_tls_loglevel", "0", "How much is logged about TLS, from 0 to 4.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_MANDATORY_CIPHERS = Parameter.text(
                    "smtpd_tls_mandatory_ciphers",
                    "medium",
                    Limits.from(1),
                    "Lowest cipher grade where TLS is mandatory.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_MANDATORY_EXCLUDE_CIPHERS = Parameter.text(
                    "smtpd_tls_mandatory_exclude_ciphers", "", "Ciphers that are not used where TLS is mandatory.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_MANDATORY_PROTOCOLS = Parameter.text(
                    "smtpd_tls_mandatory_protocols", ">=TLSv1", "TLS protocol versions where TLS is mandatory.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_PROTOCOLS = Parameter.text(
                    "smtpd_tls_protocols", ">=TLSv1", "TLS protocol versions where TLS is opportunistic.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_RECEIVED_HEADER = Parameter.bool(
                    "smtpd_tls_received_header",
                    "no",
                    "Whether TLS protocol and cipher are shown in the Received header.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_REQ_CCERT = Parameter.bool(
                    "smtpd_tls_req_ccert",
                    "no",
                    "Whether clients must have a trusted certificate where TLS is mandatory.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_TLS_SECURITY_LEVEL = Parameter.text(
                    "smtpd_tls_security_level",
                    "",
                    "How much TLS is asked of clients: none, may, encrypt; empty for the old switches.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_TLS_SESSION_CACHE_DATABASE = Parameter.text(
                    "smtpd_tls_session_cache_database", "", "Database of TLS sessions.")
            .notYet();
    public static final Parameter<Duration> SMTPD_TLS_SESSION_CACHE_TIMEOUT = Parameter.time(
                    "smtpd_tls_session_cache_timeout",
                    "3600s",
                    Limits.upTo(8640000),
                    "How long TLS sessions are kept, in seconds by default; 0 for none.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_WRAPPERMODE = Parameter.bool(
                    "smtpd_tls_wrappermode", "no", "Whether sessions start with TLS instead of STARTTLS.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTPD_USE_TLS = Parameter.bool(
                    "smtpd_use_tls",
                    "no",
                    "Old switch that makes TLS opportunistic; smtpd_tls_security_level replaces it.")
            .notYet();

    private SmtpdTlsParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                SMTPD_CLIENT_NEW_TLS_SESSION_RATE_LIMIT,
                SMTPD_ENFORCE_TLS,
                SMTPD_STARTTLS_TIMEOUT,
                SMTPD_TLS_ALWAYS_ISSUE_SESSION_IDS,
                SMTPD_TLS_ASK_CCERT,
                SMTPD_TLS_AUTH_ONLY,
                SMTPD_TLS_CAFILE,
                SMTPD_TLS_CAPATH,
                SMTPD_TLS_CCERT_VERIFYDEPTH,
                SMTPD_TLS_CERT_FILE,
                SMTPD_TLS_CHAIN_FILES,
                SMTPD_TLS_CIPHERS,
                SMTPD_TLS_DCERT_FILE,
                SMTPD_TLS_DH1024_PARAM_FILE,
                SMTPD_TLS_DH512_PARAM_FILE,
                SMTPD_TLS_DKEY_FILE,
                SMTPD_TLS_ECCERT_FILE,
                SMTPD_TLS_ECKEY_FILE,
                SMTPD_TLS_EECDH_GRADE,
                SMTPD_TLS_ENABLE_RPK,
                SMTPD_TLS_EXCLUDE_CIPHERS,
                SMTPD_TLS_FINGERPRINT_DIGEST,
                SMTPD_TLS_KEY_FILE,
                SMTPD_TLS_LOGLEVEL,
                SMTPD_TLS_MANDATORY_CIPHERS,
                SMTPD_TLS_MANDATORY_EXCLUDE_CIPHERS,
                SMTPD_TLS_MANDATORY_PROTOCOLS,
                SMTPD_TLS_PROTOCOLS,
                SMTPD_TLS_RECEIVED_HEADER,
                SMTPD_TLS_REQ_CCERT,
                SMTPD_TLS_SECURITY_LEVEL,
                SMTPD_TLS_SESSION_CACHE_DATABASE,
                SMTPD_TLS_SESSION_CACHE_TIMEOUT,
                SMTPD_TLS_WRAPPERMODE,
                SMTPD_USE_TLS);
    }
}
