package mta.core.config;

import java.time.Duration;
import java.util.List;

/// Parameters of TLS in lmtp(8), twins of those of smtp(8); see [LmtpTwins].
public final class LmtpTlsParameters {

    public static final Parameter<Boolean> LMTP_ENFORCE_TLS = LmtpTwins.of(SmtpTlsParameters.SMTP_ENFORCE_TLS);
    public static final Parameter<Boolean> LMTP_LOG_TLS_FEATURE_STATUS =
            LmtpTwins.of(SmtpTlsParameters.SMTP_LOG_TLS_FEATURE_STATUS);
    public static final Parameter<String> LMTP_REQUIRETLS_POLICY =
            LmtpTwins.of(SmtpTlsParameters.SMTP_REQUIRETLS_POLICY);
    public static final Parameter<Duration> LMTP_STARTTLS_TIMEOUT =
            LmtpTwins.of(SmtpTlsParameters.SMTP_STARTTLS_TIMEOUT);
    public static final Parameter<Boolean> LMTP_TLS_BLOCK_EARLY_MAIL_REPLY =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_BLOCK_EARLY_MAIL_REPLY);
    public static final Parameter<String> LMTP_TLS_CAFILE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_CAFILE);
    public static final Parameter<String> LMTP_TLS_CAPATH = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_CAPATH);
    public static final Parameter<String> LMTP_TLS_CERT_FILE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_CERT_FILE);
    public static final Parameter<String> LMTP_TLS_CHAIN_FILES = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_CHAIN_FILES);
    public static final Parameter<String> LMTP_TLS_CIPHERS = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_CIPHERS);
    public static final Parameter<Boolean> LMTP_TLS_CONNECTION_REUSE =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_CONNECTION_REUSE);
    public static final Parameter<String> LMTP_TLS_DCERT_FILE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_DCERT_FILE);
    public static final Parameter<String> LMTP_TLS_DKEY_FILE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_DKEY_FILE);
    public static final Parameter<String> LMTP_TLS_ECCERT_FILE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_ECCERT_FILE);
    public static final Parameter<String> LMTP_TLS_ECKEY_FILE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_ECKEY_FILE);
    public static final Parameter<Boolean> LMTP_TLS_ENABLE_RPK = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_ENABLE_RPK);
    public static final Parameter<Boolean> LMTP_TLS_ENFORCE_PEERNAME =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_ENFORCE_PEERNAME);
    public static final Parameter<Boolean> LMTP_TLS_ENFORCE_STS_MX_PATTERNS =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_ENFORCE_STS_MX_PATTERNS);
    public static final Parameter<String> LMTP_TLS_EXCLUDE_CIPHERS =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_EXCLUDE_CIPHERS);
    public static final Parameter<String> LMTP_TLS_FINGERPRINT_CERT_MATCH =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_FINGERPRINT_CERT_MATCH);
    public static final Parameter<String> LMTP_TLS_FINGERPRINT_DIGEST =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_FINGERPRINT_DIGEST);
    public static final Parameter<Boolean> LMTP_TLS_FORCE_INSECURE_HOST_TLSA_LOOKUP =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_FORCE_INSECURE_HOST_TLSA_LOOKUP);
    public static final Parameter<String> LMTP_TLS_KEY_FILE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_KEY_FILE);
    public static final Parameter<String> LMTP_TLS_LOGLEVEL = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_LOGLEVEL);
    public static final Parameter<String> LMTP_TLS_MANDATORY_CIPHERS =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_MANDATORY_CIPHERS);
    public static final Parameter<String> LMTP_TLS_MANDATORY_EXCLUDE_CIPHERS =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_MANDATORY_EXCLUDE_CIPHERS);
    public static final Parameter<String> LMTP_TLS_MANDATORY_PROTOCOLS =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_MANDATORY_PROTOCOLS);
    public static final Parameter<Boolean> LMTP_TLS_NOTE_STARTTLS_OFFER =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_NOTE_STARTTLS_OFFER);
    public static final Parameter<String> LMTP_TLS_PER_SITE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_PER_SITE);
    public static final Parameter<String> LMTP_TLS_POLICY_MAPS = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_POLICY_MAPS);
    public static final Parameter<String> LMTP_TLS_PROTOCOLS = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_PROTOCOLS);
    public static final Parameter<Integer> LMTP_TLS_SCERT_VERIFYDEPTH =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_SCERT_VERIFYDEPTH);
    public static final Parameter<String> LMTP_TLS_SECURE_CERT_MATCH =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_SECURE_CERT_MATCH);
    public static final Parameter<String> LMTP_TLS_SECURITY_LEVEL =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_SECURITY_LEVEL);
    public static final Parameter<String> LMTP_TLS_SERVERNAME = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_SERVERNAME);
    public static final Parameter<String> LMTP_TLS_SESSION_CACHE_DATABASE =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_SESSION_CACHE_DATABASE);
    public static final Parameter<Duration> LMTP_TLS_SESSION_CACHE_TIMEOUT =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_SESSION_CACHE_TIMEOUT);
    public static final Parameter<String> LMTP_TLS_TRUST_ANCHOR_FILE =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_TRUST_ANCHOR_FILE);
    public static final Parameter<String> LMTP_TLS_VERIFY_CERT_MATCH =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_VERIFY_CERT_MATCH);
    public static final Parameter<Boolean> LMTP_TLS_WRAPPERMODE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLS_WRAPPERMODE);
    public static final Parameter<Boolean> LMTP_TLSRPT_ENABLE = LmtpTwins.of(SmtpTlsParameters.SMTP_TLSRPT_ENABLE);
    public static final Parameter<Boolean> LMTP_TLSRPT_SKIP_REUSED_HANDSHAKES =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLSRPT_SKIP_REUSED_HANDSHAKES);
    public static final Parameter<String> LMTP_TLSRPT_SOCKET_NAME =
            LmtpTwins.of(SmtpTlsParameters.SMTP_TLSRPT_SOCKET_NAME);
    public static final Parameter<Boolean> LMTP_USE_TLS = LmtpTwins.of(SmtpTlsParameters.SMTP_USE_TLS);

    private LmtpTlsParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                LMTP_ENFORCE_TLS,
                LMTP_LOG_TLS_FEATURE_STATUS,
                LMTP_REQUIRETLS_POLICY,
                LMTP_STARTTLS_TIMEOUT,
                LMTP_TLS_BLOCK_EARLY_MAIL_REPLY,
                LMTP_TLS_CAFILE,
                LMTP_TLS_CAPATH,
                LMTP_TLS_CERT_FILE,
                LMTP_TLS_CHAIN_FILES,
                LMTP_TLS_CIPHERS,
                LMTP_TLS_CONNECTION_REUSE,
                LMTP_TLS_DCERT_FILE,
                LMTP_TLS_DKEY_FILE,
                LMTP_TLS_ECCERT_FILE,
                LMTP_TLS_ECKEY_FILE,
                LMTP_TLS_ENABLE_RPK,
                LMTP_TLS_ENFORCE_PEERNAME,
                LMTP_TLS_ENFORCE_STS_MX_PATTERNS,
                LMTP_TLS_EXCLUDE_CIPHERS,
                LMTP_TLS_FINGERPRINT_CERT_MATCH,
                LMTP_TLS_FINGERPRINT_DIGEST,
                LMTP_TLS_FORCE_INSECURE_HOST_TLSA_LOOKUP,
                LMTP_TLS_KEY_FILE,
                LMTP_TLS_LOGLEVEL,
                LMTP_TLS_MANDATORY_CIPHERS,
                LMTP_TLS_MANDATORY_EXCLUDE_CIPHERS,
                LMTP_TLS_MANDATORY_PROTOCOLS,
                LMTP_TLS_NOTE_STARTTLS_OFFER,
                LMTP_TLS_PER_SITE,
                LMTP_TLS_POLICY_MAPS,
                LMTP_TLS_PROTOCOLS,
                LMTP_TLS_SCERT_VERIFYDEPTH,
                LMTP_TLS_SECURE_CERT_MATCH,
                LMTP_TLS_SECURITY_LEVEL,
                LMTP_TLS_SERVERNAME,
                LMTP_TLS_SESSION_CACHE_DATABASE,
                LMTP_TLS_SESSION_CACHE_TIMEOUT,
                LMTP_TLS_TRUST_ANCHOR_FILE,
                LMTP_TLS_VERIFY_CERT_MATCH,
                LMTP_TLS_WRAPPERMODE,
                LMTP_TLSRPT_ENABLE,
                LMTP_TLSRPT_SKIP_REUSED_HANDSHAKES,
                LMTP_TLSRPT_SOCKET_NAME,
                LMTP_USE_TLS);
    }
}
