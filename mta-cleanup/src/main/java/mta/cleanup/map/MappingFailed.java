package mta.cleanup.map;

/// An address could not be mapped now. The message is for the log.
public final class MappingFailed extends Exception {

    /// What went wrong.
    public enum Kind {
        /// A table does not answer.
        TABLE,
        /// The tables go round in circles, or give more than can be meant.
        EXPANSION
    }

    private final Kind kind;

    public MappingFailed(Kind kind, String message) {
        super(message + " -- message not accepted, try again later");
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
