package mta.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import mta.queue.listing.ListedMessage;
import mta.queue.listing.ListedMessage.Fate;
import mta.queue.listing.ListedMessage.ListedRecipient;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// The listing of the mail queue on its way from showq(8) to postqueue(1), in the protocol of Postfix 3.7.
///
///     server   protocol=mail_queue_list_protocol \0
///     server   for each message:
///                queue_name=deferred queue_id=ID time=SECONDS size=BYTES forced_expire=0 sender=ADDRESS
///                for each recipient: recipient=ADDRESS reason=TEXT
///                \0
///     server   \0
///
/// The client sends nothing. The names recur within a message, so this is not the place for [Attributes].
public final class MailQueueList implements Closeable {

    /// What the server says first.
    public static final String PROTOCOL = "mail_queue_list_protocol";

    private final LocalConnection connection;

    private MailQueueList(LocalConnection connection) {
        this.connection = connection;
    }

    /// Connects to `public/showq`.
    public static MailQueueList open(LocalService service) throws IOException {
        var connection = service.connect();
        try {
            String protocol = connection.stream().receive().text("protocol");
            if (!protocol.equals(PROTOCOL)) {
                throw new ProtocolException(service.socket() + " speaks " + protocol);
            }
            return new MailQueueList(connection);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// The next message; nothing at the end.
    ///
    /// @throws ProtocolException if the server says something else
    public Optional<ListedMessage> next() throws IOException {
        String first = text();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String queue = valueOf("queue_name", first);
        String id = value("queue_id");
        long arrival = number("time");
        long size = number("size");
        Fate fate = number("forced_expire") == 0 ? Fate.NORMAL : Fate.FORCED_TO_EXPIRE;
        String sender = value("sender");
        var recipients = new ArrayList<ListedRecipient>();
        for (String name = text(); !name.isEmpty(); name = text()) {
            recipients.add(new ListedRecipient(valueOf("recipient", name), value("reason")));
        }
        return Optional.of(new ListedMessage(queue, id, arrival, size, fate, sender, recipients));
    }

    private long number(String name) throws IOException {
        String value = value(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new ProtocolException("attribute " + name + " is no number: " + value, e);
        }
    }

    private String value(String name) throws IOException {
        return valueOf(name, text());
    }

    private String valueOf(String wanted, String name) throws IOException {
        if (!name.equals(wanted)) {
            throw new ProtocolException("attribute " + name + " where " + wanted + " was expected");
        }
        return text();
    }

    private String text() throws IOException {
        return connection.stream()
                .text()
                .orElseThrow(() -> new ProtocolException("the listing ends within an attribute"));
    }

    @Override
    public void close() {
        connection.close();
    }

    /// The server's side: greets a client.
    public static void greet(AttributeStream client) throws IOException {
        client.send(new Attributes().with("protocol", PROTOCOL));
    }

    /// The server's side: sends one message.
    public static void send(AttributeStream client, ListedMessage message) throws IOException {
        var out = client.output();
        put(out, "queue_name", message.queue());
        put(out, "queue_id", message.id());
        put(out, "time", Long.toString(message.arrival()));
        put(out, "size", Long.toString(message.size()));
        put(out, "forced_expire", message.fate() == Fate.NORMAL ? "0" : "1");
        put(out, "sender", message.sender());
        for (var recipient : message.recipients()) {
            put(out, "recipient", recipient.address());
            put(out, "reason", recipient.reason());
        }
        out.write(0);
    }

    /// The server's side: ends the listing.
    public static void end(AttributeStream client) throws IOException {
        client.output().write(0);
        client.output().flush();
    }

    private static void put(OutputStream out, String name, String value) throws IOException {
        out.write(name.getBytes(StandardCharsets.ISO_8859_1));
        out.write(0);
        out.write(value.getBytes(StandardCharsets.ISO_8859_1));
        out.write(0);
    }
}
