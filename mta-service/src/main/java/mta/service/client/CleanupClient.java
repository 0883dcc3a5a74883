package mta.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Hands one message to cleanup(8): flags, envelope, content, end.
///
///     client   request=message               (only where the connection has carried one before)
///     server   protocol=cleanup_protocol queue_id=ID
///     client   flags=N
///     client   records: T, A…, S, (A… R)…, M, (N | L)…, X, E
///     server   status=N reason=TEXT
///
/// The methods are called in that order: [#open], [#begin], [#arrival], attributes, [#sender], attributes of the
/// message, [#recipient] for each, [#startContent], [#line] for each, [#finish]. Nothing is checked here; a wrong
/// order is refused by cleanup(8).
///
/// Content is gathered in a buffer of up to 64 KiB, so that a line costs no call of the system. Text is kept byte
/// for byte (Latin-1). This is Postfix's own protocol, so a real cleanup(8) may be at the other end.
///
/// **More than one message.** A connection over which a message was queued is kept, and asked for another message the
/// next time. Whoever does not know this hangs up, as Postfix does at either end, and gets a new connection.
///
/// **Errors.** An [IOException] at any time means that cleanup(8) is not there or has died: the message is not
/// queued, and the sender is told to come back. Closing before [#finish] gives the message up.
public final class CleanupClient implements Closeable {

    /// Most messages fit into a few kilobytes; the buffer grows with those that do not.
    private static final int SMALLEST_BUFFER = 1 << 13;

    private static final int LARGEST_BUFFER = 1 << 16;

    /// No single record header is longer than this: the letter and five bytes of length.
    private static final int RECORD_HEADER = 6;

    /// Asks for another message on the same connection.
    public static final Attributes ANOTHER = new Attributes().with("request", "message");

    private final LocalService service;
    private final LocalConnection connection;
    private final OutputStream out;
    private final QueueId queueId;
    private byte[] buffer = new byte[SMALLEST_BUFFER];
    private int used;
    private boolean queued;
    private boolean closed;

    private CleanupClient(LocalService service, LocalConnection connection, QueueId queueId) {
        this.service = service;
        this.connection = connection;
        this.out = connection.stream().output();
        this.queueId = queueId;
    }

    /// Connects to `public/cleanup`, if no connection is there, and learns the name of the new message.
    public static CleanupClient open(LocalService service) throws IOException {
        for (var kept = service.takeKept(); kept.isPresent(); kept = service.takeKept()) {
            try {
                kept.get().stream().send(ANOTHER);
                return greeted(service, kept.get());
            } catch (IOException _) {
                kept.get().close(); // cleanup(8) hung up, which it may at any time
            }
        }
        return greeted(service, service.connect());
    }

    private static CleanupClient greeted(LocalService service, LocalConnection connection) throws IOException {
        try {
            Attributes greeting = connection.stream().receive();
            if (!greeting.text("protocol", "cleanup_protocol").equals("cleanup_protocol")) {
                throw new ProtocolException(service.socket() + " speaks " + greeting.text("protocol"));
            }
            return new CleanupClient(service, connection, new QueueId(greeting.text("queue_id")));
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// The name of the message that is being handed over.
    public QueueId queueId() {
        return queueId;
    }

    /// Says what is to be done with the message. Comes first.
    public void begin(Set<CleanupFlag> flags) throws IOException {
        connection.stream().write(new Attributes().with("flags", CleanupFlag.sum(flags)));
    }

    /// Says when the message arrived: when its transaction started.
    public void arrival(Instant when) throws IOException {
        record('T', when.getEpochSecond() + " " + when.getNano() / 1000);
    }

    /// Gives a named attribute of the message, such as `log_client_name` or `rewrite_context`.
    public void attribute(String name, String value) throws IOException {
        record('A', name + "=" + value);
    }

    /// Gives the full name of the local sender, for a `From:` header that is missing.
    public void fullName(String name) throws IOException {
        record('F', name);
    }

    /// Says where the message has to be filtered before its delivery (`transport:nexthop`).
    public void contentFilter(String transportAndNexthop) throws IOException {
        record('L', transportAndNexthop);
    }

    /// Says who the message is from.
    public void sender(ReversePath path) throws IOException {
        record('S', path.text());
    }

    /// Adds a recipient.
    public void recipient(CleanupRecipient recipient) throws IOException {
        if (!recipient.dsnOriginal().isEmpty()) {
            attribute("dsn_orig_rcpt", recipient.dsnOriginal());
        }
        if (recipient.notifyFlags() != 0) {
            attribute("notify_flags", Integer.toString(recipient.notifyFlags()));
        }
        if (!recipient.original().isEmpty()) {
            record('O', recipient.original());
        }
        record('R', recipient.address());
    }

    /// Ends the envelope.
    public void startContent() throws IOException {
        record('M', "");
    }

    /// Adds a line of content, given without its line end.
    public void line(byte[] bytes, int offset, int length) throws IOException {
        record('N', bytes, offset, length);
    }

    /// Adds a line of content, given without its line end.
    public void line(String text) throws IOException {
        record('N', text);
    }

    /// Adds a piece of a long line; more of the same line follows.
    public void partOfLine(byte[] bytes, int offset, int length) throws IOException {
        record('L', bytes, offset, length);
    }

    /// Adds a record of any kind, as it stands in a queue file.
    public void record(char type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        record(type, bytes, 0, bytes.length);
    }

    /// Adds a record of any kind, as it stands in a queue file.
    public void record(char type, byte[] bytes, int offset, int length) throws IOException {
        reserve(RECORD_HEADER);
        buffer[used++] = (byte) type;
        int rest = length;
        for (; rest >= 0x80; rest >>>= 7) {
            buffer[used++] = (byte) (rest | 0x80);
        }
        buffer[used++] = (byte) rest;
        if (length > LARGEST_BUFFER) {
            send();
            out.write(bytes, offset, length);
            return;
        }
        reserve(length);
        System.arraycopy(bytes, offset, buffer, used, length);
        used += length;
    }

    /// Ends a message that brings nothing extracted, and waits until it is on disk or refused.
    public CleanupResult finish() throws IOException {
        record('X', "");
        return finishExtracted();
    }

    /// Ends a message whose extracted segment was written with [#record], and waits for the answer.
    public CleanupResult finishExtracted() throws IOException {
        record('E', "");
        send();
        out.flush();
        var answer = connection.stream().receive();
        var result = CleanupResult.of(queueId, (int) answer.number("status"), answer.text("reason", ""));
        queued = result instanceof CleanupResult.Queued;
        return result;
    }

    /// Ends the conversation; a message that was not finished is given up. May be called twice.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (queued) {
            service.keep(connection);
        } else {
            connection.close();
        }
    }

    private void reserve(int space) throws IOException {
        if (used + space <= buffer.length) {
            return;
        }
        if (used + space > LARGEST_BUFFER) {
            send();
        }
        if (used + space > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LARGEST_BUFFER, Math.max(2 * buffer.length, used + space)));
        }
    }

    private void send() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }
}
