package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of TLS for every program that speaks it.
public final class TlsParameters {

    public static final Parameter<String> OPENSSL_PATH = Parameter.text(
                    "openssl_path", "openssl", Limits.from(1), "The openssl command that postfix-tls(1) calls.")
            .notYet();
    public static final Parameter<Boolean> REQUIRETLS_ENABLE = Parameter.bool(
                    "requiretls_enable", "yes", "Whether REQUIRETLS (RFC 8689) is supported.")
            .notYet();
    public static final Parameter<Boolean> REQUIRETLS_ESMTP_HEADER = Parameter.bool(
                    "requiretls_esmtp_header",
                    "yes",
                    "Whether a header carries the request for REQUIRETLS through content filters.")
            .notYet();
    public static final Parameter<Boolean> REQUIRETLS_REDACT_DSN = Parameter.bool(
            "requiretls_redact_dsn",
            "yes",
            "Whether bounces of such mail return no content, so that they need no REQUIRETLS.");
    public static final Parameter<Boolean> TLS_APPEND_DEFAULT_CA = Parameter.bool(
                    "tls_append_default_CA",
                    "no",
                    "Whether the system's authorities are trusted besides the configured ones.")
            .notYet();
    public static final Parameter<String> TLS_CONFIG_FILE = Parameter.text(
                    "tls_config_file",
                    "default",
                    "OpenSSL configuration file; \"default\" for the system's, \"none\" for none.")
            .notYet();
    public static final Parameter<String> TLS_CONFIG_NAME = Parameter.text(
                    "tls_config_name", "", "Application name whose section of that file counts.")
            .notYet();
    public static final Parameter<Integer> TLS_DAEMON_RANDOM_BYTES = Parameter.integer(
                    "tls_daemon_random_bytes",
                    "32",
                    Limits.from(1),
                    "How many random bytes a process asks of tlsmgr(8).")
            .notYet();
    public static final Parameter<String> TLS_DANE_DIGESTS = Parameter.text(
                    "tls_dane_digests",
                    "sha512 sha256",
                    Limits.from(1),
                    "Digest algorithms for DANE TLSA records, the strongest first.")
            .notYet();
    public static final Parameter<String> TLS_DISABLE_WORKAROUNDS = Parameter.text(
                    "tls_disable_workarounds", "", "OpenSSL bug workarounds that are switched off.")
            .notYet();
    public static final Parameter<String> TLS_EECDH_AUTO_CURVES = Parameter.text(
                    "tls_eecdh_auto_curves",
                    "?X25519MLKEM768:DEFAULT",
                    "Curves and groups for key exchange, in order of preference.")
            .notYet();
    public static final Parameter<String> TLS_EECDH_STRONG_CURVE = Parameter.text(
                    "tls_eecdh_strong_curve", "prime256v1", Limits.from(1), "The curve of the old grade \"strong\".")
            .notYet();
    public static final Parameter<String> TLS_EECDH_ULTRA_CURVE = Parameter.text(
                    "tls_eecdh_ultra_curve", "secp384r1", Limits.from(1), "The curve of the old grade \"ultra\".")
            .notYet();
    public static final Parameter<String> TLS_EXPORT_CIPHERLIST = Parameter.text(
                    "tls_export_cipherlist", "", "Ciphers of the old grade \"export\"; without effect.")
            .notYet();
    public static final Parameter<Boolean> TLS_FAST_SHUTDOWN_ENABLE = Parameter.bool(
                    "tls_fast_shutdown_enable", "yes", "Whether TLS sessions are closed without waiting for the peer.")
            .notYet();
    public static final Parameter<String> TLS_FFDHE_AUTO_GROUPS = Parameter.text(
                    "tls_ffdhe_auto_groups", "", "Finite field groups for key exchange, in order of preference.")
            .notYet();
    public static final Parameter<String> TLS_HIGH_CIPHERLIST = Parameter.text(
                    "tls_high_cipherlist",
                    "aNULL:-aNULL:HIGH:!SEED:!IDEA:!3DES:!RC2:!RC4:!RC5:!kDH:!kECDH:!aDSS:!MD5:@STRENGTH",
                    Limits.from(1),
                    "OpenSSL ciphers of the grade \"high\".")
            .notYet();
    public static final Parameter<String> TLS_LOW_CIPHERLIST = Parameter.text(
                    "tls_low_cipherlist", "", "Ciphers of the old grade \"low\"; without effect.")
            .notYet();
    public static final Parameter<String> TLS_MEDIUM_CIPHERLIST = Parameter.text(
                    "tls_medium_cipherlist",
                    "aNULL:-aNULL:HIGH:MEDIUM:!SEED:!IDEA:!3DES:!RC2:!RC4:!RC5:!kDH:!kECDH:!aDSS:!MD5:+RC4:@STRENGTH",
                    Limits.from(1),
                    "OpenSSL ciphers of the grade \"medium\" and above.")
            .notYet();
    public static final Parameter<String> TLS_NULL_CIPHERLIST = Parameter.text(
                    "tls_null_cipherlist",
                    "eNULL:!kDH:!kECDH:!aDSS:!MD5:!aNULL",
                    Limits.from(1),
                    "OpenSSL ciphers of the grade \"null\", without encryption.")
            .notYet();
    public static final Parameter<Boolean> TLS_PREEMPT_CIPHERLIST = Parameter.bool(
                    "tls_preempt_cipherlist",
                    "no",
                    "Whether the server's order of ciphers counts instead of the client's.")
            .notYet();
    public static final Parameter<Integer> TLS_RANDOM_BYTES = Parameter.integer(
                    "tls_random_bytes",
                    "32",
                    Limits.from(1),
                    "How many bytes tlsmgr(8) reads at a time from its random source.")
            .notYet();
    public static final Parameter<String> TLS_RANDOM_EXCHANGE_NAME = Parameter.text(
                    "tls_random_exchange_name",
                    "${data_directory}/prng_exch",
                    "File in which tlsmgr(8) keeps random state between runs.")
            .notYet();
    public static final Parameter<Duration> TLS_RANDOM_PRNG_UPDATE_PERIOD = Parameter.time(
                    "tls_random_prng_update_period",
                    "3600s",
                    Limits.from(1),
                    "Time between saves of that state, in seconds by default.")
            .notYet();
    public static final Parameter<Duration> TLS_RANDOM_RESEED_PERIOD = Parameter.time(
                    "tls_random_reseed_period",
                    "3600s",
                    Limits.from(1),
                    "The longest time between reads of the random source, in seconds by default.")
            .notYet();
    public static final Parameter<String> TLS_RANDOM_SOURCE = Parameter.text(
                    "tls_random_source", "dev:/dev/urandom", "The random source of tlsmgr(8).")
            .notYet();
    public static final Parameter<Boolean> TLS_REQUIRED_ENABLE = Parameter.bool(
                    "tls_required_enable", "yes", "Whether the header \"TLS-Required: no\" (RFC 8689) is honoured.")
            .notYet();
    public static final Parameter<String> TLS_SERVER_SNI_MAPS = Parameter.text(
                    "tls_server_sni_maps", "", "Tables of keys and certificates by the server name a client asks for.")
            .notYet();
    public static final Parameter<String> TLS_SESSION_TICKET_CIPHER = Parameter.text(
                    "tls_session_ticket_cipher",
                    "aes-256-cbc",
                    "Cipher that TLS session tickets are encrypted with; empty for no tickets.")
            .notYet();
    public static final Parameter<String> TLS_SSL_OPTIONS = Parameter.text(
                    "tls_ssl_options", "", "OpenSSL options that are switched on.")
            .notYet();
    public static final Parameter<Boolean> TLS_WILDCARD_MATCHES_MULTIPLE_LABELS = Parameter.bool(
                    "tls_wildcard_matches_multiple_labels",
                    "yes",
                    "Whether \"*\" in a certificate matches several labels of a name.")
            .notYet();

    private TlsParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                OPENSSL_PATH,
                REQUIRETLS_ENABLE,
                REQUIRETLS_ESMTP_HEADER,
                REQUIRETLS_REDACT_DSN,
                TLS_APPEND_DEFAULT_CA,
                TLS_CONFIG_FILE,
                TLS_CONFIG_NAME,
                TLS_DAEMON_RANDOM_BYTES,
                TLS_DANE_DIGESTS,
                TLS_DISABLE_WORKAROUNDS,
                TLS_EECDH_AUTO_CURVES,
                TLS_EECDH_STRONG_CURVE,
                TLS_EECDH_ULTRA_CURVE,
                TLS_EXPORT_CIPHERLIST,
                TLS_FAST_SHUTDOWN_ENABLE,
                TLS_FFDHE_AUTO_GROUPS,
                TLS_HIGH_CIPHERLIST,
                TLS_LOW_CIPHERLIST,
                TLS_MEDIUM_CIPHERLIST,
                TLS_NULL_CIPHERLIST,
                TLS_PREEMPT_CIPHERLIST,
                TLS_RANDOM_BYTES,
                TLS_RANDOM_EXCHANGE_NAME,
                TLS_RANDOM_PRNG_UPDATE_PERIOD,
                TLS_RANDOM_RESEED_PERIOD,
                TLS_RANDOM_SOURCE,
                TLS_REQUIRED_ENABLE,
                TLS_SERVER_SNI_MAPS,
                TLS_SESSION_TICKET_CIPHER,
                TLS_SSL_OPTIONS,
                TLS_WILDCARD_MATCHES_MULTIPLE_LABELS);
    }
}
