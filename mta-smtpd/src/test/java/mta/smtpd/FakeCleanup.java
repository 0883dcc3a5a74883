package mta.smtpd;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Takes messages as cleanup(8) does and keeps their records in memory.
final class FakeCleanup implements Closeable {

    private final ServerSocketChannel listener;
    private final AtomicInteger count = new AtomicInteger(0xABC000);
    private final List<List<String>> messages = new ArrayList<>();
    private final int status;

    FakeCleanup(Path socket) throws IOException {
        this(socket, 0);
    }

    /// @param status what it says of each message; 0 where it takes it
    FakeCleanup(Path socket, int status) throws IOException {
        this.status = status;
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    /// The messages that were finished, each as lines of record letter and content.
    synchronized List<List<String>> messages() {
        return List.copyOf(messages);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            var in = new DataInputStream(Channels.newInputStream(client));
            var stream = new AttributeStream(in, Channels.newOutputStream(client));
            stream.send(new Attributes()
                    .with("protocol", "cleanup_protocol")
                    .with("queue_id", "3C%06X".formatted(count.incrementAndGet())));
            var records = new ArrayList<String>();
            records.add("flags " + stream.receive().text("flags"));
            String record = record(in);
            while (!record.startsWith("E")) {
                records.add(record);
                record = record(in);
            }
            synchronized (this) {
                messages.add(records);
            }
            stream.send(new Attributes().with("status", status).with("reason", ""));
        } catch (EOFException | ProtocolException _) {
            // The message was given up.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String record(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int b = in.readUnsignedByte();
        for (; (b & 0x80) != 0; b = in.readUnsignedByte()) {
            length |= (b & 0x7f) << shift;
            shift += 7;
        }
        length |= b << shift;
        return type + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
