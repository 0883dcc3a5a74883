package mta.core.config;

/// What an address of a message is used for, in the words of `canonical_classes` and `masquerade_classes`.
public enum AddressUse implements ListWord {
    ENVELOPE_SENDER,
    ENVELOPE_RECIPIENT,
    HEADER_SENDER,
    HEADER_RECIPIENT
}
