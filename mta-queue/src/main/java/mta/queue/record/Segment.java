package mta.queue.record;

/// The parts of a queue file, in their order.
public enum Segment {
    /// Sender, recipients and attributes, up to the record that starts the message.
    ENVELOPE,
    /// Headers and body.
    CONTENT,
    /// What cleanup(8) found in the headers.
    EXTRACTED,
    /// Behind the end record; content that was changed later lies there, and only pointers lead to it.
    AFTER_END;

    /// The part that follows a record of this kind.
    Segment after(RecordType type) {
        return switch (type) {
            case MESSAGE_START -> CONTENT;
            case EXTRACTED_START -> EXTRACTED;
            case END -> AFTER_END;
            default -> this;
        };
    }
}
