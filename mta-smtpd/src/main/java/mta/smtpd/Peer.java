package mta.smtpd;

import java.net.InetAddress;
import mta.core.log.Client;
import mta.core.table.NetworkPattern;

/// The client of a session, as far as the network and the DNS tell.
///
/// @param name its name if that leads back to its address, else `unknown`
/// @param reverseName the name that its address has, confirmed or not, else `unknown`
/// @param nameStatus how far [#name] can be trusted
/// @param reverseStatus how far [#reverseName] can be trusted
/// @param address its numerical address
/// @param ip the same
/// @param port its port
/// @param serverAddress where it connected to
/// @param serverPort the port it connected to
public record Peer(
        String name,
        String reverseName,
        NameStatus nameStatus,
        NameStatus reverseStatus,
        String address,
        InetAddress ip,
        int port,
        String serverAddress,
        int serverPort) {

    /// The word for a name that nobody knows.
    public static final String UNKNOWN = "unknown";

    /// What is known about a name.
    public enum NameStatus {
        /// It is right.
        OK,
        /// The DNS did not answer; it may yet turn out right.
        TEMPORARY,
        /// There is none, or it is wrong.
        PERMANENT
    }

    /// The peer before its name is known.
    public static Peer unnamed(InetAddress ip, int port, InetAddress server, int serverPort) {
        return new Peer(
                UNKNOWN,
                UNKNOWN,
                NameStatus.TEMPORARY,
                NameStatus.TEMPORARY,
                NetworkPattern.text(ip.getAddress()),
                ip,
                port,
                NetworkPattern.text(server.getAddress()),
                serverPort);
    }

    /// The same peer, named.
    Peer named(String confirmed, String reverse, NameStatus status, NameStatus reverseKnown) {
        return new Peer(confirmed, reverse, status, reverseKnown, address, ip, port, serverAddress, serverPort);
    }

    /// As it is written in the log.
    public Client client() {
        return new Client(name, address);
    }

    /// `name[address]`.
    public String nameAndAddress() {
        return name + "[" + address + "]";
    }

    /// As an address literal of SMTP without brackets: `192.0.2.1`, `IPv6:2001:db8::1`.
    public String literal() {
        return address.indexOf(':') >= 0 ? "IPv6:" + address : address;
    }
}
