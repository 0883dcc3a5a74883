package mta.service.client;

import mta.service.protocol.Attributes;

/// Where a message came from, for agents that pass it on (XFORWARD) or hand it to commands; empty texts where unknown.
///
/// @param name host name of the client
/// @param address its address
/// @param port its port
/// @param protocol `SMTP` or `ESMTP`
/// @param helo what it said in HELO or EHLO
/// @param saslMethod how it authenticated
/// @param saslUsername as whom
/// @param saslSender the `AUTH=` of MAIL FROM
/// @param logIdent the queue id under which an earlier system of ours knew the message
public record ClientAttributes(
        String name,
        String address,
        String port,
        String protocol,
        String helo,
        String saslMethod,
        String saslUsername,
        String saslSender,
        String logIdent) {

    /// A message of which nothing is known.
    public static final ClientAttributes NONE = new ClientAttributes("", "", "", "", "", "", "", "", "");

    void addTo(Attributes attributes) {
        attributes
                .with("log_client_name", name)
                .with("log_client_address", address)
                .with("log_client_port", port)
                .with("log_protocol_name", protocol)
                .with("log_helo_name", helo)
                .with("sasl_method", saslMethod)
                .with("sasl_username", saslUsername)
                .with("sasl_sender", saslSender)
                .with("log_ident", logIdent);
    }

    static ClientAttributes read(Attributes attributes) {
        return new ClientAttributes(
                attributes.text("log_client_name", ""),
                attributes.text("log_client_address", ""),
                attributes.text("log_client_port", ""),
                attributes.text("log_protocol_name", ""),
                attributes.text("log_helo_name", ""),
                attributes.text("sasl_method", ""),
                attributes.text("sasl_username", ""),
                attributes.text("sasl_sender", ""),
                attributes.text("log_ident", ""));
    }
}
