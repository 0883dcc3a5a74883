package mta.cli.config;

import java.util.List;
import mta.cli.ExitStatus;
import mta.cli.Invocation;

/// Tells what is built in: types of lookup tables, ways to lock a mailbox, SASL plug-ins, TLS.
final class BuiltIn {

    private static final List<String> LOCK_METHODS = List.of("flock", "fcntl", "dotlock");
    private static final List<String> PUBLIC_KEY_ALGORITHMS = List.of("dsa", "ecdsa", "ed25519", "ed448", "rsa");

    /// The lookup tables that can be opened.
    private static final List<String> MAP_TYPES = List.of(
            "btree",
            "cidr",
            "environ",
            "fail",
            "hash",
            "inline",
            "lmdb",
            "pcre",
            "pipemap",
            "proxy",
            "randmap",
            "regexp",
            "static",
            "texthash",
            "unionmap",
            "unix");

    private final Invocation invocation;
    private final Complaints complaints;

    BuiltIn(Invocation invocation, Complaints complaints) {
        this.invocation = invocation;
        this.complaints = complaints;
    }

    int tell(PostconfOptions options) {
        return switch (options.mode()) {
            case MAP_TYPES -> list(MAP_TYPES);
            case LOCK_METHODS -> list(LOCK_METHODS);
            // Nothing, as in a Postfix that was built without SASL: scripts read these lists.
            case SASL_SERVER_TYPES, SASL_CLIENT_TYPES -> list(List.of());
            default -> tls(options.tlsQuestion());
        };
    }

    private int list(List<String> names) {
        names.forEach(invocation.out()::println);
        return ExitStatus.OK;
    }

    /// There is no TLS library apart from the one that comes with Java, so both versions are Java's.
    private int tls(String question) {
        return switch (question) {
            case "compile-version", "run-version" -> list(List.of("Java " + Runtime.version()));
            case "public-key-algorithms" -> list(PUBLIC_KEY_ALGORITHMS);
            default -> {
                complaints.warn("unknown 'postconf -T' mode: " + question);
                yield ExitStatus.FATAL;
            }
        };
    }
}
