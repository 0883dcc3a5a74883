package mta.core.config;

/// What is not done to mail that comes in, in the words of `receive_override_options`.
public enum ReceiveOverride implements ListWord {
    NO_ADDRESS_MAPPINGS,
    NO_HEADER_BODY_CHECKS,
    NO_MILTERS,
    NO_UNKNOWN_RECIPIENT_CHECKS
}
