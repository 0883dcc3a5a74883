package mta.service.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mta.core.net.Connection;

/// Reads and writes [Attributes] on a pair of streams.
///
/// Text is kept byte for byte (Latin-1 both ways), as envelope addresses may hold any bytes.
public final class AttributeStream {

    /// The longest name or value taken from a peer; longer ones are a protocol error.
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
    public void send(Attributes attributes) throws IOException {
        write(attributes);
        out.flush();
    }

    /// Writes one message; it leaves with the next [#send] or flush.
    public void write(Attributes attributes) throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        for (var entry : attributes.all().entrySet()) {
            bytes.writeBytes(entry.getKey().getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(0);
            bytes.writeBytes(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(0);
        }
        bytes.write(0);
        bytes.writeTo(out);
    }

    /// Reads one message.
    ///
    /// @return nothing where the peer closed the connection between messages
    /// @throws ProtocolException where it closed it inside one
    public Optional<Attributes> next() throws IOException {
        var attributes = new Attributes();
        while (true) {
            var name = text();
            if (name.isEmpty()) {
                if (attributes.all().isEmpty()) {
                    return Optional.empty();
                }
                throw new ProtocolException("connection closed after " + attributes);
            }
            if (name.get().isEmpty()) {
                return Optional.of(attributes);
            }
            var value = text().orElseThrow(() -> new ProtocolException("no value after " + name.get()));
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
        var bytes = new ByteArrayOutputStream(64);
        for (int b = in.read(); b != 0; b = in.read()) {
            if (b < 0) {
                return Optional.empty();
            }
            if (bytes.size() == LONGEST) {
                throw new ProtocolException("attribute longer than " + LONGEST + " bytes");
            }
            bytes.write(b);
        }
        return Optional.of(bytes.toString(StandardCharsets.ISO_8859_1));
    }
}
