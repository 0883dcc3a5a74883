package mta.core.config;

/// What puts an address in the place of another, in the words of `propagate_unmatched_extensions`,
/// `allow_mail_to_commands` and `allow_mail_to_files`.
public enum AddressSource implements ListWord {
    /// `canonical_maps` and the like.
    CANONICAL,
    /// `virtual_alias_maps`.
    VIRTUAL,
    /// `alias_maps`.
    ALIAS,
    /// A user's `.forward` file.
    FORWARD,
    /// An `:include:` file.
    INCLUDE,
    /// `smtp_generic_maps`.
    GENERIC
}
