package mta.core.rewrite;

/// Where mail for a recipient goes.
public sealed interface Resolution {

    /// It can be delivered, or is refused by a transport such as `error`.
    ///
    /// @param transport a service of `master.cf`
    /// @param nexthop where that sends to: a domain, `[host]`, `host:port`, or text for `error`
    /// @param recipient the address, completed and stripped of routes through this system
    /// @param addressClass what its domain is to us
    /// @param routed whether its local part still holds `@`, `%` or `!`, which another system might follow
    record Resolved(String transport, String nexthop, String recipient, AddressClass addressClass, boolean routed)
            implements Resolution {}

    /// The address is malformed: mail for it is returned (5.1.3).
    ///
    /// @param recipient the address as far as it was understood
    record BadSyntax(String recipient) implements Resolution {}

    /// A table cannot say now: mail for it is deferred (4.3.0).
    ///
    /// @param reason for the log
    record TemporaryFailure(String reason) implements Resolution {}
}
