package mta.core.config;

/// What a message is delivered to with a `Delivered-To:` header, in the words of `prepend_delivered_header`.
public enum DeliveredHeaderUse implements ListWord {
    COMMAND,
    FILE,
    /// It is sent on to other addresses.
    FORWARD
}
