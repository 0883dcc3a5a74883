package mta.core.net;

/// A connection that somebody else opened: a service wants to know who, and where we were found.
public interface ClientConnection extends Connection {

    /// Who is there.
    Endpoint peer();

    /// Where we are; the same kind as [#peer].
    Endpoint local();
}
