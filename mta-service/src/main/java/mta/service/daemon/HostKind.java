package mta.service.daemon;

import java.util.Optional;
import mta.core.config.ServiceEntry;

/// The processes that services run in, and which commands of `master.cf` belong to each.
public enum HostKind {
    SMTPD("smtpd"),
    CLEANUP("cleanup"),
    QMGR("qmgr"),
    SMTP("smtp"),
    LOCAL("local");

    private final String word;

    HostKind(String word) {
        this.word = word;
    }

    /// As the launcher knows it.
    public String word() {
        return word;
    }

    /// Whether it keeps root's rights, where master(8) has them: to become the recipient.
    public boolean keepsRoot() {
        return this == LOCAL;
    }

    /// The process that runs a command; none where the command is not implemented.
    public static Optional<HostKind> of(ServiceEntry entry) {
        return switch (entry.command()) {
            case "smtpd" -> Optional.of(SMTPD);
            case "cleanup", "pickup", "postdrop", "trivial-rewrite", "verify" -> Optional.of(CLEANUP);
            case "qmgr", "bounce", "flush", "showq" -> Optional.of(QMGR);
            case "smtp", "lmtp", "error", "discard" -> Optional.of(SMTP);
            case "local", "virtual" -> Optional.of(LOCAL);
            default -> Optional.empty();
        };
    }

    /// Whether a service must have its process even when nobody asks: it serves the network, or manages the queue.
    public static boolean mustRun(ServiceEntry entry) {
        return entry.command().equals("qmgr") || entry.type() == ServiceEntry.Type.INET;
    }
}
