package mta.delivery.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/// Tells users of new mail in their mailboxes.
@FunctionalInterface
interface NewMail {

    /// Nobody is told.
    NewMail UNTOLD = (_, _) -> {};

    /// The port of comsat(8).
    int COMSAT = 512;

    /// @param user a login name
    /// @param offset where the message starts in the mailbox
    void arrived(String user, long offset);

    /// Tells comsat(8), which writes to the terminals of those who said `biff y`. Whether it runs does not matter.
    static NewMail toComsat(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return (user, offset) -> {
            byte[] text = (user + "@" + offset + "\0").getBytes(StandardCharsets.ISO_8859_1);
            try (var channel = DatagramChannel.open()) {
                channel.send(ByteBuffer.wrap(text), address);
            } catch (IOException _) {
                // The mail is in the mailbox; nobody waits for this.
            }
        };
    }
}
