package mta.service.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import mta.core.net.Connection;

/// Reads and writes [Attributes] on a pair of streams.
///
/// Text is kept byte for byte (Latin-1 both ways), as envelope addresses may hold any bytes.
public final class AttributeStream {

    /// The longest message taken from a peer, and the longest name or value by itself; more is a protocol error.
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final OutputStream out;

    public AttributeStream(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /// The protocol on a connection that a client of ours opened.
    public static AttributeStream over(Connection connection) {
        return ConnectionStreams.of(connection);
    }

    /// The bytes that follow the last message.
    public InputStream input() {
        return in;
    }

    /// Where bytes that are no attributes go.
    public OutputStream output() {
        return out;
    }

    /// Writes one message and sends it.
    ///
    /// @param parts one after another, for the few messages in which a name recurs
    public void send(Attributes... parts) throws IOException {
        write(parts);
        out.flush();
    }

    /// Writes one message; it leaves with the next [#send] or flush.
    public void write(Attributes... parts) throws IOException {
        int most = 1;
        for (Attributes part : parts) {
            for (var entry : part.all().entrySet()) {
                most += entry.getKey().length() + entry.getValue().length() + 2;
            }
        }
        byte[] message = new byte[most];
        int length = 0;
        for (Attributes part : parts) {
            for (var entry : part.all().entrySet()) {
                length = append(message, length, entry.getKey());
                length = append(message, length, entry.getValue());
            }
        }
        out.write(message, 0, length + 1);
    }

    /// Adds a text and the zero that is there already.
    private static int append(byte[] message, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, message, length, bytes.length);
        return length + bytes.length + 1;
    }

    /// Reads one message.
    ///
    /// @return nothing where the peer closed the connection between messages
    /// @throws ProtocolException where it closed it inside one, or the message is too long
    public Optional<Attributes> next() throws IOException {
        return next(LONGEST);
    }

    /// Reads one message of a peer that is not to be trusted with much memory.
    ///
    /// @param most how many bytes it may have
    /// @return nothing where the peer closed the connection between messages
    /// @throws ProtocolException where it closed it inside one, or the message is longer
    public Optional<Attributes> next(int most) throws IOException {
        var attributes = new Attributes();
        int room = most;
        while (true) {
            var name = text(room);
            if (name.isEmpty()) {
                if (attributes.all().isEmpty()) {
                    return Optional.empty();
                }
                throw new ProtocolException("connection closed after " + attributes);
            }
            if (name.get().isEmpty()) {
                return Optional.of(attributes);
            }
            room -= name.get().length() + 1;
            var value = text(room).orElseThrow(() -> new ProtocolException("no value after " + name.get()));
            room -= value.length() + 1;
            attributes.with(name.get(), value);
        }
    }

    /// Reads one message that must come.
    ///
    /// @throws ProtocolException where the peer closed the connection instead
    public Attributes receive() throws IOException {
        return next().orElseThrow(() -> new ProtocolException("the peer closed the connection"));
    }

    /// Reads one name or value by itself, for protocols in which names recur within a message.
    ///
    /// @return nothing where the peer closed the connection, perhaps inside it
    public Optional<String> text() throws IOException {
        return text(LONGEST);
    }

    private Optional<String> text(int most) throws IOException {
        byte[] bytes = new byte[64];
        int length = 0;
        for (int b = in.read(); b != 0; b = in.read()) {
            if (b < 0) {
                return Optional.empty();
            }
            if (length >= most) {
                throw new ProtocolException("attributes longer than they may be");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) b;
        }
        return Optional.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }
}
