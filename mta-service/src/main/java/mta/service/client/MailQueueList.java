package mta.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import mta.queue.listing.ListedMessage;
import mta.queue.listing.ListedMessage.Fate;
import mta.queue.listing.ListedRecipient;
import mta.queue.listing.ListedRecipient.WaitsFor;
import mta.queue.listing.ListingSink;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// The listing of the mail queue on its way from showq(8) to postqueue(1).
///
///     server   protocol=mail_queue_list_protocol \0
///     server   for each message:
///                queue_name=deferred queue_id=ID time=SECONDS size=BYTES forced_expire=0 sender=ADDRESS
///                for each recipient: recipient=ADDRESS reason=TEXT
///                \0
///     server   \0
///
/// That is the protocol of Postfix 3.7, whose postqueue(1) takes nothing else. It knows nothing of original recipients,
/// nor of recipients that wait for being returned, which Postfix 3.11 lists; so there is a [Form#FULL] one as well,
/// with `original_recipient=ADDRESS bounce=0` after each reason, at another socket. The client sends nothing.
///
/// The names recur within a message, so this is not the place for [Attributes].
public final class MailQueueList implements Closeable {

    /// What a listing holds.
    public enum Form {
        /// What Postfix 3.7 understands.
        PLAIN("mail_queue_list_protocol"),
        /// All that is known.
        FULL("full_mail_queue_list_protocol");

        private final String protocol;

        Form(String protocol) {
            this.protocol = protocol;
        }

        /// The name in the greeting.
        public String protocol() {
            return protocol;
        }
    }

    private final LocalConnection connection;
    private final Form form;

    private MailQueueList(LocalConnection connection, Form form) {
        this.connection = connection;
        this.form = form;
    }

    /// Connects to a socket of showq(8).
    public static MailQueueList open(LocalService service) throws IOException {
        var connection = service.connect();
        try {
            String protocol = connection.stream().receive().text("protocol");
            for (var form : Form.values()) {
                if (form.protocol.equals(protocol)) {
                    return new MailQueueList(connection, form);
                }
            }
            throw new ProtocolException(service.socket() + " speaks " + protocol);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// Hands all messages to a sink, as they come.
    ///
    /// @throws ProtocolException if the server says something else, or nothing more before the end
    public void copyTo(ListingSink sink) throws IOException {
        for (String first = text(); !first.isEmpty(); first = text()) {
            sink.message(new ListedMessage(
                    valueOf("queue_name", first),
                    value("queue_id"),
                    number("time"),
                    number("size"),
                    number("forced_expire") == 0 ? Fate.NORMAL : Fate.FORCED_TO_EXPIRE,
                    value("sender")));
            for (String name = text(); !name.isEmpty(); name = text()) {
                sink.recipient(recipient(name));
            }
            sink.endMessage();
        }
    }

    private ListedRecipient recipient(String name) throws IOException {
        String address = valueOf("recipient", name);
        String reason = value("reason");
        return switch (form) {
            case PLAIN -> new ListedRecipient(address, "", WaitsFor.DELIVERY, reason);
            case FULL ->
                new ListedRecipient(
                        address,
                        value("original_recipient"),
                        number("bounce") == 0 ? WaitsFor.DELIVERY : WaitsFor.RETURN,
                        reason);
        };
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
    public static void greet(AttributeStream client, Form form) throws IOException {
        client.send(new Attributes().with("protocol", form.protocol));
    }

    /// The server's side: where the listing goes.
    public static ListingSink sendTo(AttributeStream client, Form form) {
        return new Sender(client.output(), form);
    }

    /// The server's side: ends the listing.
    public static void end(AttributeStream client) throws IOException {
        client.output().write(0);
        client.output().flush();
    }

    private static final class Sender implements ListingSink {

        private final OutputStream out;
        private final Form form;
        private boolean any;

        Sender(OutputStream out, Form form) {
            this.out = out;
            this.form = form;
        }

        @Override
        public void message(ListedMessage message) throws IOException {
            put("queue_name", message.queue());
            put("queue_id", message.id());
            put("time", Long.toString(message.arrival()));
            put("size", Long.toString(message.size()));
            put("forced_expire", message.fate() == Fate.NORMAL ? "0" : "1");
            put("sender", message.sender());
        }

        @Override
        public void recipient(ListedRecipient recipient) throws IOException {
            boolean returned = recipient.waitsFor() == WaitsFor.RETURN;
            if (form == Form.PLAIN && returned) {
                return;
            }
            put("recipient", recipient.address());
            put("reason", recipient.reason());
            if (form == Form.FULL) {
                put("original_recipient", recipient.original());
                put("bounce", returned ? "1" : "0");
            }
        }

        /// The first message is sent at once, so that somebody who waits sees that there is something.
        @Override
        public void endMessage() throws IOException {
            out.write(0);
            if (!any) {
                any = true;
                out.flush();
            }
        }

        private void put(String name, String value) throws IOException {
            out.write(name.getBytes(StandardCharsets.ISO_8859_1));
            out.write(0);
            out.write(value.getBytes(StandardCharsets.ISO_8859_1));
            out.write(0);
        }
    }
}
