package mta.smtp.command;

/// What a client may ask for that may ask for VERP at all.
///
/// @param defaults the delimiters of `XVERP` without any (`default_verp_delimiters`)
/// @param allowed the characters that it may choose from (`verp_delimiter_filter`)
public record VerpRules(String defaults, String allowed) {}
