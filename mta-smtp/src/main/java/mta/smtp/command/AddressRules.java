package mta.smtp.command;

/// How strictly envelope addresses are read.
///
/// @param strict `strict_rfc821_envelopes`: no [Leniency] for addresses
/// @param numericDomain `resolve_numeric_domain`: `a@192.0.2.1` is meant as `a@[192.0.2.1]`
/// @param leadingDash `allow_min_user`: an address may start with `-`, which command lines could take for an option
public record AddressRules(boolean strict, boolean numericDomain, boolean leadingDash) {}
