package mta.service.client;

import java.util.function.UnaryOperator;
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
        return of(name -> attributes.text(name, ""));
    }

    /// What attributes say: they have the same names between programs and in queue files.
    ///
    /// @param value the value of an attribute; empty where there is none
    public static ClientAttributes of(UnaryOperator<String> value) {
        return new ClientAttributes(
                value.apply("log_client_name"),
                value.apply("log_client_address"),
                value.apply("log_client_port"),
                value.apply("log_protocol_name"),
                value.apply("log_helo_name"),
                value.apply("sasl_method"),
                value.apply("sasl_username"),
                value.apply("sasl_sender"),
                value.apply("log_ident"));
    }
}
