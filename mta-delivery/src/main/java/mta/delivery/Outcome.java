package mta.delivery;

import mta.core.mail.EnhancedStatus;

/// What became of one recipient.
public sealed interface Outcome {

    /// The status that is logged after `dsn=`.
    EnhancedStatus status();

    /// The explanation that is logged in parentheses and told to the sender.
    String text();

    /// Somebody else, or a mailbox, has the message for certain now.
    ///
    /// @param handling who has it
    /// @param remote what a remote system said
    record Delivered(EnhancedStatus status, String text, Handling handling, Remote remote) implements Outcome {}

    /// Who has a message that was delivered.
    enum Handling {
        /// The recipient.
        DELIVERED,
        /// A server that will not tell the sender when the recipient has it.
        RELAYED,
        /// A server that was told which reports the sender wants (RFC 3461), so that none of ours is due.
        RELAYED_WITH_DSN;

        /// The word of RFC 3464 section 2.3.3.
        String action() {
            return switch (this) {
                case DELIVERED -> "delivered";
                case RELAYED, RELAYED_WITH_DSN -> "relayed";
            };
        }
    }

    /// It is tried again later.
    ///
    /// @param status temporary
    /// @param remote what a remote system said
    record Deferred(EnhancedStatus status, String text, Remote remote) implements Outcome {
        public Deferred {
            require(status, EnhancedStatus.Kind.TEMPORARY);
        }
    }

    /// It is returned to the sender.
    ///
    /// @param status permanent
    /// @param remote what a remote system said
    record Bounced(EnhancedStatus status, String text, Remote remote) implements Outcome {
        public Bounced {
            require(status, EnhancedStatus.Kind.PERMANENT);
        }
    }

    /// What a remote system or a command said; nothing where nobody else was involved.
    default Remote saidBy() {
        return switch (this) {
            case Delivered delivered -> delivered.remote;
            case Deferred deferred -> deferred.remote;
            case Bounced bounced -> bounced.remote;
        };
    }

    /// What a remote system or a command said, for the notice to the sender; empty texts where there is nothing.
    ///
    /// @param name the remote system
    /// @param diagnosticType such as `smtp`
    /// @param diagnostic its words
    record Remote(String name, String diagnosticType, String diagnostic) {

        /// Nobody else was involved.
        public static final Remote NONE = new Remote("", "", "");

        /// A mail server.
        public static Remote server(String name, String reply) {
            return new Remote(name, reply.isEmpty() ? "" : "smtp", reply);
        }
    }

    /// Delivered, with a status from our own source code.
    static Delivered delivered(String status, String text) {
        return new Delivered(EnhancedStatus.of(status), text, Handling.DELIVERED, Remote.NONE);
    }

    /// Deferred for a reason of our own.
    static Deferred deferred(String status, String text) {
        return new Deferred(EnhancedStatus.of(status), text, Remote.NONE);
    }

    /// Bounced for a reason of our own.
    static Bounced bounced(String status, String text) {
        return new Bounced(EnhancedStatus.of(status), text, Remote.NONE);
    }

    /// A failure whose status says whether it is temporary.
    static Outcome failed(EnhancedStatus status, String text, Remote remote) {
        return switch (status.kind()) {
            case PERMANENT -> new Bounced(status, text, remote);
            case TEMPORARY -> new Deferred(status, text, remote);
            case SUCCESS -> throw new IllegalArgumentException("a failure with status " + status);
        };
    }

    private static void require(EnhancedStatus status, EnhancedStatus.Kind kind) {
        if (status.kind() != kind) {
            throw new IllegalArgumentException(status + " is not " + kind);
        }
    }
}
