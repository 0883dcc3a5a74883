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
                    "Smtpd client new tls session rate limit.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_ENFORCE_TLS =
            Parameter.bool("smtpd_enforce_tls", "no", "Smtpd enforce tls.").notYet();
    public static final Parameter<Duration> SMTPD_STARTTLS_TIMEOUT = Parameter.time(
                    "smtpd_starttls_timeout", "${stress?{10}:{300}}s", Limits.from(1), "Smtpd starttls timeout.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_ALWAYS_ISSUE_SESSION_IDS = Parameter.bool(
                    "smtpd_tls_always_issue_session_ids", "yes", "Smtpd tls always issue session ids.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_ASK_CCERT =
            Parameter.bool("smtpd_tls_ask_ccert", "no", "Smtpd tls ask ccert.").notYet();
    public static final Parameter<Boolean> SMTPD_TLS_AUTH_ONLY =
            Parameter.bool("smtpd_tls_auth_only", "no", "Smtpd tls auth only.").notYet();
    public static final Parameter<String> SMTPD_TLS_CAFILE =
            Parameter.text("smtpd_tls_CAfile", "", "Smtpd tls cafile.").notYet();
    public static final Parameter<String> SMTPD_TLS_CAPATH =
            Parameter.text("smtpd_tls_CApath", "", "Smtpd tls capath.").notYet();
    public static final Parameter<Integer> SMTPD_TLS_CCERT_VERIFYDEPTH = Parameter.integer(
                    "smtpd_tls_ccert_verifydepth", "9", Limits.NONE, "Smtpd tls ccert verifydepth.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_CERT_FILE =
            Parameter.text("smtpd_tls_cert_file", "", "Smtpd tls cert file.").notYet();
    public static final Parameter<String> SMTPD_TLS_CHAIN_FILES = Parameter.text(
                    "smtpd_tls_chain_files", "", "Smtpd tls chain files.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_CIPHERS = Parameter.text(
                    "smtpd_tls_ciphers", "medium", Limits.from(1), "Smtpd tls ciphers.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_DCERT_FILE =
            Parameter.text("smtpd_tls_dcert_file", "", "Smtpd tls dcert file.").notYet();
    public static final Parameter<String> SMTPD_TLS_DH1024_PARAM_FILE = Parameter.text(
                    "smtpd_tls_dh1024_param_file", "", "Smtpd tls dh1024 param file.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_DH512_PARAM_FILE = Parameter.text(
                    "smtpd_tls_dh512_param_file", "", "Smtpd tls dh512 param file.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_DKEY_FILE = Parameter.text(
                    "smtpd_tls_dkey_file", "$smtpd_tls_dcert_file", "Smtpd tls dkey file.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_ECCERT_FILE = Parameter.text(
                    "smtpd_tls_eccert_file", "", "Smtpd tls eccert file.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_ECKEY_FILE = Parameter.text(
                    "smtpd_tls_eckey_file", "$smtpd_tls_eccert_file", "Smtpd tls eckey file.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_EECDH_GRADE = Parameter.text(
                    "smtpd_tls_eecdh_grade", "auto", Limits.from(1), "Smtpd tls eecdh grade.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_ENABLE_RPK = Parameter.bool(
                    "smtpd_tls_enable_rpk", "no", "Smtpd tls enable rpk.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_EXCLUDE_CIPHERS = Parameter.text(
                    "smtpd_tls_exclude_ciphers", "", "Smtpd tls exclude ciphers.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_FINGERPRINT_DIGEST = Parameter.text(
                    "smtpd_tls_fingerprint_digest",
                    "${{$compatibility_level} <level {3.6} ? {md5} : {sha256}}",
                    Limits.from(1),
                    "Smtpd tls fingerprint digest.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_KEY_FILE = Parameter.text(
                    "smtpd_tls_key_file", "$smtpd_tls_cert_file", "Smtpd tls key file.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_LOGLEVEL =
            Parameter.text("smtpd_tls_loglevel", "0", "Smtpd tls loglevel.").notYet();
    public static final Parameter<String> SMTPD_TLS_MANDATORY_CIPHERS = Parameter.text(
                    "smtpd_tls_mandatory_ciphers", "medium", Limits.from(1), "Smtpd tls mandatory ciphers.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_MANDATORY_EXCLUDE_CIPHERS = Parameter.text(
                    "smtpd_tls_mandatory_exclude_ciphers", "", "Smtpd tls mandatory exclude ciphers.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_MANDATORY_PROTOCOLS = Parameter.text(
                    "smtpd_tls_mandatory_protocols", ">=TLSv1", "Smtpd tls mandatory protocols.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_PROTOCOLS = Parameter.text(
                    "smtpd_tls_protocols", ">=TLSv1", "Smtpd tls protocols.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_RECEIVED_HEADER = Parameter.bool(
                    "smtpd_tls_received_header", "no", "Smtpd tls received header.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_REQ_CCERT =
            Parameter.bool("smtpd_tls_req_ccert", "no", "Smtpd tls req ccert.").notYet();
    public static final Parameter<String> SMTPD_TLS_SECURITY_LEVEL = Parameter.text(
                    "smtpd_tls_security_level", "", "Smtpd tls security level.")
            .notYet();
    public static final Parameter<String> SMTPD_TLS_SESSION_CACHE_DATABASE = Parameter.text(
                    "smtpd_tls_session_cache_database", "", "Smtpd tls session cache database.")
            .notYet();
    public static final Parameter<Duration> SMTPD_TLS_SESSION_CACHE_TIMEOUT = Parameter.time(
                    "smtpd_tls_session_cache_timeout",
                    "3600s",
                    Limits.upTo(8640000),
                    "Smtpd tls session cache timeout.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_TLS_WRAPPERMODE = Parameter.bool(
                    "smtpd_tls_wrappermode", "no", "Smtpd tls wrappermode.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_USE_TLS =
            Parameter.bool("smtpd_use_tls", "no", "Smtpd use tls.").notYet();

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
