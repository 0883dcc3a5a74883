package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of tlsproxy(8).
public final class TlsproxyParameters {

    public static final Parameter<String> TLSPROXY_CLIENT_CAFILE = Parameter.text(
                    "tlsproxy_client_CAfile",
                    "$smtp_tls_CAfile",
                    "What smtp_tls_CAfile is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_CAPATH = Parameter.text(
                    "tlsproxy_client_CApath",
                    "$smtp_tls_CApath",
                    "What smtp_tls_CApath is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_CERT_FILE = Parameter.text(
                    "tlsproxy_client_cert_file",
                    "$smtp_tls_cert_file",
                    "What smtp_tls_cert_file is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_CHAIN_FILES = Parameter.text(
                    "tlsproxy_client_chain_files",
                    "$smtp_tls_chain_files",
                    "What smtp_tls_chain_files is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_DCERT_FILE = Parameter.text(
                    "tlsproxy_client_dcert_file",
                    "$smtp_tls_dcert_file",
                    "What smtp_tls_dcert_file is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_DKEY_FILE = Parameter.text(
                    "tlsproxy_client_dkey_file",
                    "$smtp_tls_dkey_file",
                    "What smtp_tls_dkey_file is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_ECCERT_FILE = Parameter.text(
                    "tlsproxy_client_eccert_file",
                    "$smtp_tls_eccert_file",
                    "What smtp_tls_eccert_file is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_ECKEY_FILE = Parameter.text(
                    "tlsproxy_client_eckey_file",
                    "$smtp_tls_eckey_file",
                    "What smtp_tls_eckey_file is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_CLIENT_ENFORCE_TLS = Parameter.bool(
                    "tlsproxy_client_enforce_tls",
                    "$smtp_enforce_tls",
                    "Old switch of tlsproxy(8) as a client; tlsproxy_client_security_level replaces it.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_FINGERPRINT_DIGEST = Parameter.text(
                    "tlsproxy_client_fingerprint_digest",
                    "$smtp_tls_fingerprint_digest",
                    Limits.from(1),
                    "What smtp_tls_fingerprint_digest is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_KEY_FILE = Parameter.text(
                    "tlsproxy_client_key_file",
                    "$smtp_tls_key_file",
                    "What smtp_tls_key_file is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_LOGLEVEL = Parameter.text(
                    "tlsproxy_client_loglevel",
                    "$smtp_tls_loglevel",
                    "What smtp_tls_loglevel is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_LOGLEVEL_PARAMETER = Parameter.text(
                    "tlsproxy_client_loglevel_parameter",
                    "smtp_tls_loglevel",
                    "The name of the parameter that the client's log level comes from.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_PER_SITE = Parameter.text(
                    "tlsproxy_client_per_site",
                    "$smtp_tls_per_site",
                    "What smtp_tls_per_site is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_POLICY_MAPS = Parameter.text(
                    "tlsproxy_client_policy_maps",
                    "${tlsproxy_client_policy?{$tlsproxy_client_policy}:{$smtp_tls_policy_maps}}",
                    "What smtp_tls_policy_maps is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<Integer> TLSPROXY_CLIENT_SCERT_VERIFYDEPTH = Parameter.integer(
                    "tlsproxy_client_scert_verifydepth",
                    "$smtp_tls_scert_verifydepth",
                    Limits.NONE,
                    "What smtp_tls_scert_verifydepth is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<String> TLSPROXY_CLIENT_SECURITY_LEVEL = Parameter.text(
                    "tlsproxy_client_security_level",
                    "${tlsproxy_client_level?{$tlsproxy_client_level}:{$smtp_tls_security_level}}",
                    "What smtp_tls_security_level is for smtp(8), for tlsproxy(8) as a client.")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_CLIENT_USE_TLS = Parameter.bool(
                    "tlsproxy_client_use_tls",
                    "$smtp_use_tls",
                    "Old switch of tlsproxy(8) as a client; tlsproxy_client_security_level replaces it.")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_ENFORCE_TLS = Parameter.bool(
                    "tlsproxy_enforce_tls",
                    "$smtpd_enforce_tls",
                    "Old switch of tlsproxy(8); tlsproxy_tls_security_level replaces it.")
            .notYet();
    public static final Parameter<String> TLSPROXY_SERVICE_NAME = Parameter.text(
                    "tlsproxy_service_name",
                    "tlsproxy",
                    Limits.from(1),
                    "The service that speaks TLS for postscreen(8) and smtp(8).")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_TLS_ALWAYS_ISSUE_SESSION_IDS = Parameter.bool(
                    "tlsproxy_tls_always_issue_session_ids",
                    "$smtpd_tls_always_issue_session_ids",
                    "What smtpd_tls_always_issue_session_ids is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_TLS_ASK_CCERT = Parameter.bool(
                    "tlsproxy_tls_ask_ccert",
                    "$smtpd_tls_ask_ccert",
                    "What smtpd_tls_ask_ccert is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_CAFILE = Parameter.text(
                    "tlsproxy_tls_CAfile",
                    "$smtpd_tls_CAfile",
                    "What smtpd_tls_CAfile is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_CAPATH = Parameter.text(
                    "tlsproxy_tls_CApath",
                    "$smtpd_tls_CApath",
                    "What smtpd_tls_CApath is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<Integer> TLSPROXY_TLS_CCERT_VERIFYDEPTH = Parameter.integer(
                    "tlsproxy_tls_ccert_verifydepth",
                    "$smtpd_tls_ccert_verifydepth",
                    Limits.NONE,
                    "What smtpd_tls_ccert_verifydepth is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_CERT_FILE = Parameter.text(
                    "tlsproxy_tls_cert_file",
                    "$smtpd_tls_cert_file",
                    "What smtpd_tls_cert_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_CHAIN_FILES = Parameter.text(
                    "tlsproxy_tls_chain_files",
                    "$smtpd_tls_chain_files",
                    "What smtpd_tls_chain_files is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_CIPHERS = Parameter.text(
                    "tlsproxy_tls_ciphers",
                    "$smtpd_tls_ciphers",
                    Limits.from(1),
                    "What smtpd_tls_ciphers is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_DCERT_FILE = Parameter.text(
                    "tlsproxy_tls_dcert_file",
                    "$smtpd_tls_dcert_file",
                    "What smtpd_tls_dcert_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_DH1024_PARAM_FILE = Parameter.text(
                    "tlsproxy_tls_dh1024_param_file",
                    "$smtpd_tls_dh1024_param_file",
                    "What smtpd_tls_dh1024_param_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_DH512_PARAM_FILE = Parameter.text(
                    "tlsproxy_tls_dh512_param_file",
                    "$smtpd_tls_dh512_param_file",
                    "What smtpd_tls_dh512_param_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_DKEY_FILE = Parameter.text(
                    "tlsproxy_tls_dkey_file",
                    "$smtpd_tls_dkey_file",
                    "What smtpd_tls_dkey_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_ECCERT_FILE = Parameter.text(
                    "tlsproxy_tls_eccert_file",
                    "$smtpd_tls_eccert_file",
                    "What smtpd_tls_eccert_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_ECKEY_FILE = Parameter.text(
                    "tlsproxy_tls_eckey_file",
                    "$smtpd_tls_eckey_file",
                    "What smtpd_tls_eckey_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_EECDH_GRADE = Parameter.text(
                    "tlsproxy_tls_eecdh_grade",
                    "$smtpd_tls_eecdh_grade",
                    Limits.from(1),
                    "What smtpd_tls_eecdh_grade is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_TLS_ENABLE_RPK = Parameter.bool(
                    "tlsproxy_tls_enable_rpk",
                    "$smtpd_tls_enable_rpk",
                    "What smtpd_tls_enable_rpk is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_EXCLUDE_CIPHERS = Parameter.text(
                    "tlsproxy_tls_exclude_ciphers",
                    "$smtpd_tls_exclude_ciphers",
                    "What smtpd_tls_exclude_ciphers is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_FINGERPRINT_DIGEST = Parameter.text(
                    "tlsproxy_tls_fingerprint_digest",
                    "$smtpd_tls_fingerprint_digest",
                    Limits.from(1),
                    "What smtpd_tls_fingerprint_digest is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_KEY_FILE = Parameter.text(
                    "tlsproxy_tls_key_file",
                    "$smtpd_tls_key_file",
                    "What smtpd_tls_key_file is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_LOGLEVEL = Parameter.text(
                    "tlsproxy_tls_loglevel",
                    "$smtpd_tls_loglevel",
                    "What smtpd_tls_loglevel is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_MANDATORY_CIPHERS = Parameter.text(
                    "tlsproxy_tls_mandatory_ciphers",
                    "$smtpd_tls_mandatory_ciphers",
                    Limits.from(1),
                    "What smtpd_tls_mandatory_ciphers is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_MANDATORY_EXCLUDE_CIPHERS = Parameter.text(
                    "tlsproxy_tls_mandatory_exclude_ciphers",
                    "$smtpd_tls_mandatory_exclude_ciphers",
                    "What smtpd_tls_mandatory_exclude_ciphers is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_MANDATORY_PROTOCOLS = Parameter.text(
                    "tlsproxy_tls_mandatory_protocols",
                    "$smtpd_tls_mandatory_protocols",
                    "What smtpd_tls_mandatory_protocols is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_PROTOCOLS = Parameter.text(
                    "tlsproxy_tls_protocols",
                    "$smtpd_tls_protocols",
                    "What smtpd_tls_protocols is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_TLS_REQ_CCERT = Parameter.bool(
                    "tlsproxy_tls_req_ccert",
                    "$smtpd_tls_req_ccert",
                    "What smtpd_tls_req_ccert is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<String> TLSPROXY_TLS_SECURITY_LEVEL = Parameter.text(
                    "tlsproxy_tls_security_level",
                    "$smtpd_tls_security_level",
                    "What smtpd_tls_security_level is for smtpd(8), for tlsproxy(8) as a server.")
            .notYet();
    public static final Parameter<Boolean> TLSPROXY_USE_TLS = Parameter.bool(
                    "tlsproxy_use_tls",
                    "$smtpd_use_tls",
                    "Old switch of tlsproxy(8); tlsproxy_tls_security_level replaces it.")
            .notYet();
    public static final Parameter<Duration> TLSPROXY_WATCHDOG_TIMEOUT = Parameter.time(
                    "tlsproxy_watchdog_timeout",
                    "10s",
                    Limits.from(10),
                    "How long tlsproxy(8) may be busy before it is taken for stuck, in seconds by default.")
            .notYet();

    private TlsproxyParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                TLSPROXY_CLIENT_CAFILE,
                TLSPROXY_CLIENT_CAPATH,
                TLSPROXY_CLIENT_CERT_FILE,
                TLSPROXY_CLIENT_CHAIN_FILES,
                TLSPROXY_CLIENT_DCERT_FILE,
                TLSPROXY_CLIENT_DKEY_FILE,
                TLSPROXY_CLIENT_ECCERT_FILE,
                TLSPROXY_CLIENT_ECKEY_FILE,
                TLSPROXY_CLIENT_ENFORCE_TLS,
                TLSPROXY_CLIENT_FINGERPRINT_DIGEST,
                TLSPROXY_CLIENT_KEY_FILE,
                TLSPROXY_CLIENT_LOGLEVEL,
                TLSPROXY_CLIENT_LOGLEVEL_PARAMETER,
                TLSPROXY_CLIENT_PER_SITE,
                TLSPROXY_CLIENT_POLICY_MAPS,
                TLSPROXY_CLIENT_SCERT_VERIFYDEPTH,
                TLSPROXY_CLIENT_SECURITY_LEVEL,
                TLSPROXY_CLIENT_USE_TLS,
                TLSPROXY_ENFORCE_TLS,
                TLSPROXY_SERVICE_NAME,
                TLSPROXY_TLS_ALWAYS_ISSUE_SESSION_IDS,
                TLSPROXY_TLS_ASK_CCERT,
                TLSPROXY_TLS_CAFILE,
                TLSPROXY_TLS_CAPATH,
                TLSPROXY_TLS_CCERT_VERIFYDEPTH,
                TLSPROXY_TLS_CERT_FILE,
                TLSPROXY_TLS_CHAIN_FILES,
                TLSPROXY_TLS_CIPHERS,
                TLSPROXY_TLS_DCERT_FILE,
                TLSPROXY_TLS_DH1024_PARAM_FILE,
                TLSPROXY_TLS_DH512_PARAM_FILE,
                TLSPROXY_TLS_DKEY_FILE,
                TLSPROXY_TLS_ECCERT_FILE,
                TLSPROXY_TLS_ECKEY_FILE,
                TLSPROXY_TLS_EECDH_GRADE,
                TLSPROXY_TLS_ENABLE_RPK,
                TLSPROXY_TLS_EXCLUDE_CIPHERS,
                TLSPROXY_TLS_FINGERPRINT_DIGEST,
                TLSPROXY_TLS_KEY_FILE,
                TLSPROXY_TLS_LOGLEVEL,
                TLSPROXY_TLS_MANDATORY_CIPHERS,
                TLSPROXY_TLS_MANDATORY_EXCLUDE_CIPHERS,
                TLSPROXY_TLS_MANDATORY_PROTOCOLS,
                TLSPROXY_TLS_PROTOCOLS,
                TLSPROXY_TLS_REQ_CCERT,
                TLSPROXY_TLS_SECURITY_LEVEL,
                TLSPROXY_USE_TLS,
                TLSPROXY_WATCHDOG_TIMEOUT);
    }
}
