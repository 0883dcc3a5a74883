package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of TLS for every program that speaks it.
public final class TlsParameters {

    public static final Parameter<String> OPENSSL_PATH = Parameter.text(
                    "openssl_path", "openssl", Limits.from(1), "Openssl path.")
            .notYet();
    public static final Parameter<Boolean> REQUIRETLS_ENABLE =
            Parameter.bool("requiretls_enable", "yes", "Requiretls enable.").notYet();
    public static final Parameter<Boolean> REQUIRETLS_ESMTP_HEADER = Parameter.bool(
                    "requiretls_esmtp_header", "yes", "Requiretls esmtp header.")
            .notYet();
    public static final Parameter<Boolean> REQUIRETLS_REDACT_DSN = Parameter.bool(
                    "requiretls_redact_dsn", "yes", "Requiretls redact dsn.")
            .notYet();
    public static final Parameter<Boolean> TLS_APPEND_DEFAULT_CA = Parameter.bool(
                    "tls_append_default_CA", "no", "Tls append default ca.")
            .notYet();
    public static final Parameter<String> TLS_CONFIG_FILE =
            Parameter.text("tls_config_file", "default", "Tls config file.").notYet();
    public static final Parameter<String> TLS_CONFIG_NAME =
            Parameter.text("tls_config_name", "", "Tls config name.").notYet();
    public static final Parameter<Integer> TLS_DAEMON_RANDOM_BYTES = Parameter.integer(
                    "tls_daemon_random_bytes", "32", Limits.from(1), "Tls daemon random bytes.")
            .notYet();
    public static final Parameter<String> TLS_DANE_DIGESTS = Parameter.text(
                    "tls_dane_digests", "sha512 sha256", Limits.from(1), "Tls dane digests.")
            .notYet();
    public static final Parameter<String> TLS_DISABLE_WORKAROUNDS = Parameter.text(
                    "tls_disable_workarounds", "", "Tls disable workarounds.")
            .notYet();
    public static final Parameter<String> TLS_EECDH_AUTO_CURVES = Parameter.text(
                    "tls_eecdh_auto_curves", "?X25519MLKEM768:DEFAULT", Limits.from(1), "Tls eecdh auto curves.")
            .notYet();
    public static final Parameter<String> TLS_EECDH_STRONG_CURVE = Parameter.text(
                    "tls_eecdh_strong_curve", "prime256v1", Limits.from(1), "Tls eecdh strong curve.")
            .notYet();
    public static final Parameter<String> TLS_EECDH_ULTRA_CURVE = Parameter.text(
                    "tls_eecdh_ultra_curve", "secp384r1", Limits.from(1), "Tls eecdh ultra curve.")
            .notYet();
    public static final Parameter<String> TLS_EXPORT_CIPHERLIST = Parameter.text(
                    "tls_export_cipherlist", "", Limits.from(1), "Tls export cipherlist.")
            .notYet();
    public static final Parameter<Boolean> TLS_FAST_SHUTDOWN_ENABLE = Parameter.bool(
                    "tls_fast_shutdown_enable", "yes", "Tls fast shutdown enable.")
            .notYet();
    public static final Parameter<String> TLS_FFDHE_AUTO_GROUPS = Parameter.text(
                    "tls_ffdhe_auto_groups", "", "Tls ffdhe auto groups.")
            .notYet();
    public static final Parameter<String> TLS_HIGH_CIPHERLIST = Parameter.text(
                    "tls_high_cipherlist",
                    "aNULL:-aNULL:HIGH:!SEED:!IDEA:!3DES:!RC2:!RC4:!RC5:!kDH:!kECDH:!aDSS:!MD5:@STRENGTH",
                    Limits.from(1),
                    "Tls high cipherlist.")
            .notYet();
    public static final Parameter<Boolean> TLS_LEGACY_PUBLIC_KEY_FINGERPRINTS = Parameter.bool(
                    "tls_legacy_public_key_fingerprints", "no", "Tls legacy public key fingerprints.")
            .notYet();
    public static final Parameter<String> TLS_LOW_CIPHERLIST = Parameter.text(
                    "tls_low_cipherlist", "", Limits.from(1), "Tls low cipherlist.")
            .notYet();
    public static final Parameter<String> TLS_MEDIUM_CIPHERLIST = Parameter.text(
                    "tls_medium_cipherlist",
                    "aNULL:-aNULL:HIGH:MEDIUM:!SEED:!IDEA:!3DES:!RC2:!RC4:!RC5:!kDH:!kECDH:!aDSS:!MD5:@STRENGTH",
                    Limits.from(1),
                    "Tls medium cipherlist.")
            .notYet();
    public static final Parameter<String> TLS_NULL_CIPHERLIST = Parameter.text(
                    "tls_null_cipherlist",
                    "eNULL:!kDH:!kECDH:!aDSS:!MD5:!aNULL",
                    Limits.from(1),
                    "Tls null cipherlist.")
            .notYet();
    public static final Parameter<Boolean> TLS_PREEMPT_CIPHERLIST = Parameter.bool(
                    "tls_preempt_cipherlist", "no", "Tls preempt cipherlist.")
            .notYet();
    public static final Parameter<Integer> TLS_RANDOM_BYTES = Parameter.integer(
                    "tls_random_bytes", "32", Limits.from(1), "Tls random bytes.")
            .notYet();
    public static final Parameter<String> TLS_RANDOM_EXCHANGE_NAME = Parameter.text(
                    "tls_random_exchange_name", "${data_directory}/prng_exch", "Tls random exchange name.")
            .notYet();
    public static final Parameter<Duration> TLS_RANDOM_PRNG_UPDATE_PERIOD = Parameter.time(
                    "tls_random_prng_update_period", "3600s", Limits.from(1), "Tls random prng update period.")
            .notYet();
    public static final Parameter<Duration> TLS_RANDOM_RESEED_PERIOD = Parameter.time(
                    "tls_random_reseed_period", "3600s", Limits.from(1), "Tls random reseed period.")
            .notYet();
    public static final Parameter<String> TLS_RANDOM_SOURCE = Parameter.text(
                    "tls_random_source", "dev:/dev/urandom", "Tls random source.")
            .notYet();
    public static final Parameter<Boolean> TLS_REQUIRED_ENABLE =
            Parameter.bool("tls_required_enable", "yes", "Tls required enable.").notYet();
    public static final Parameter<String> TLS_SERVER_SNI_MAPS =
            Parameter.text("tls_server_sni_maps", "", "Tls server sni maps.").notYet();
    public static final Parameter<String> TLS_SESSION_TICKET_CIPHER = Parameter.text(
                    "tls_session_ticket_cipher", "aes-256-cbc", "Tls session ticket cipher.")
            .notYet();
    public static final Parameter<String> TLS_SSL_OPTIONS =
            Parameter.text("tls_ssl_options", "", "Tls ssl options.").notYet();
    public static final Parameter<Boolean> TLS_WILDCARD_MATCHES_MULTIPLE_LABELS = Parameter.bool(
                    "tls_wildcard_matches_multiple_labels", "yes", "Tls wildcard matches multiple labels.")
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
                TLS_LEGACY_PUBLIC_KEY_FINGERPRINTS,
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
