package mta.core.config;

/// One logical line of a configuration file: a line that begins with text, and the lines that continue it.
///
/// @param number the number of the physical line it begins at, counted from 1
/// @param text without line feeds, otherwise as it stands: a carriage return and the white space that marks a
///     continuation are still in it
public record LogicalLine(int number, String text) {}
