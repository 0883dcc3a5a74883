package mta.smtp.command;

/// Which extensions a client may use whose parameters are refused otherwise.
///
/// @param dsn notices as the client wishes (RFC 3461)
/// @param smtputf8 addresses in UTF-8 (RFC 6531)
public record Extensions(boolean dsn, boolean smtputf8) {

    /// All of them.
    public static final Extensions ALL = new Extensions(true, true);
}
