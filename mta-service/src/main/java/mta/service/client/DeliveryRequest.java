package mta.service.client;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.SendOption;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// What qmgr(8) asks of a delivery agent: carry this message to these recipients, which share one next hop.
///
/// The agent opens and locks the file `queueName/id`, delivers, marks each recipient done in place as soon as that
/// is certain, tells bounce(8) or defer(8) about the others, and answers with a [DeliveryReport]. A recipient whose
/// record is no longer `R` was done before (a request is repeated when an agent died) and is skipped.
///
/// @param flags what is special about this request
/// @param queueName the queue directory that holds the file: `active`
/// @param id the message
/// @param contentOffset where the content starts in the file
/// @param contentSize how many bytes of records the content has, from `contentOffset`
/// @param nexthop where the transport sends to, as configured: a domain, `[host]`, `host:port`, `unix:path`, or text
/// @param encoding `7bit`, `8bit`, or empty where unknown
/// @param sendOptions the bits of [SendOption], as in the size record
/// @param sender who the message is from
/// @param envelopeId the `ENVID=` value, decoded; may be empty
/// @param ret what the sender wants returned, where he said so
/// @param times when it arrived
/// @param client where the message came from
/// @param rewriteContext `local` or `remote`; tells how headers are treated
/// @param recipients at least one
public record DeliveryRequest(
        Set<Flag> flags,
        String queueName,
        QueueId id,
        long contentOffset,
        long contentSize,
        String nexthop,
        String encoding,
        int sendOptions,
        ReversePath sender,
        String envelopeId,
        Optional<Returned> ret,
        Times times,
        ClientAttributes client,
        String rewriteContext,
        List<Recipient> recipients) {

    /// What is special about a request.
    public enum Flag {
        /// An address probe of verify(8): stop before the message is sent.
        ADDRESS_PROBE(256),
        /// A probe by `sendmail -bv`: deliver nothing, report what would happen.
        USER_PROBE(512),
        /// Record successful deliveries for a report to the sender (`sendmail -v`).
        RECORD(1024),
        /// More mail for this destination is waiting: keep the connection.
        CONNECTION_REUSE(2048),
        /// The sender was told of a delay: record successful deliveries, so that he hears that it is over.
        DELAY_CLEARED(8192);

        /// Those that whoever submits a message can ask for.
        private static final Set<Flag> TRACE = Set.of(ADDRESS_PROBE, USER_PROBE, RECORD);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }

        /// What a number says; bits that it does not know are left out.
        static Set<Flag> ofBits(long bits) {
            var set = EnumSet.noneOf(Flag.class);
            for (var flag : values()) {
                if ((bits & flag.bit) != 0) {
                    set.add(flag);
                }
            }
            return set;
        }

        /// The number that stands for several.
        public static int bits(Set<Flag> flags) {
            return flags.stream().mapToInt(flag -> flag.bit).sum();
        }

        /// What the attribute `trace_flags` of a message says.
        public static Set<Flag> ofTrace(int bits) {
            var set = ofBits(bits);
            set.retainAll(TRACE);
            return set;
        }
    }

    /// When a message arrived; the agent adds its own times for `delays=`.
    ///
    /// @param arrival when we received it
    /// @param active when it entered the active queue
    public record Times(Instant arrival, Instant active) {}

    public DeliveryRequest {
        flags = flags.isEmpty() ? Set.of() : Set.copyOf(flags);
        recipients = List.copyOf(recipients);
    }

    /// Whether the sender wants it to travel over TLS only (RFC 8689).
    public boolean requiresTls() {
        return SendOption.REQUIRETLS.isIn(sendOptions);
    }

    /// Writes this request; it leaves when the stream is flushed.
    void write(AttributeStream stream) throws IOException {
        var attributes = new Attributes()
                .with("flags", Flag.bits(flags))
                .with("queue_name", queueName)
                .with("queue_id", id.text())
                .with("offset", contentOffset)
                .with("size", contentSize)
                .with("nexthop", nexthop)
                .with("encoding", encoding)
                .with("sendopts", sendOptions)
                .with("sender", sender.text())
                .with("envelope_id", envelopeId)
                .with("ret_flags", Returned.number(ret))
                .with("arrival_time", micros(times.arrival))
                .with("active_arrival", micros(times.active))
                .with("rewrite_context", rewriteContext)
                .with("recipient_count", recipients.size());
        client.addTo(attributes);
        stream.write(attributes);
        for (var recipient : recipients) {
            stream.write(RecipientAttributes.add(new Attributes(), recipient));
        }
    }

    /// Reads a request that starts with the attributes given.
    static DeliveryRequest read(Attributes head, AttributeStream stream) throws IOException {
        long count = head.number("recipient_count");
        var recipients = new ArrayList<Recipient>();
        for (long i = 0; i < count; i++) {
            recipients.add(RecipientAttributes.read(stream.receive()));
        }
        try {
            return new DeliveryRequest(
                    Flag.ofBits(head.number("flags")),
                    head.text("queue_name"),
                    new QueueId(head.text("queue_id")),
                    head.number("offset"),
                    head.number("size"),
                    head.text("nexthop"),
                    head.text("encoding"),
                    (int) head.number("sendopts"),
                    ReversePath.ofInternal(head.text("sender")),
                    head.text("envelope_id"),
                    Returned.ofNumber(head.number("ret_flags")),
                    new Times(instant(head.number("arrival_time")), instant(head.number("active_arrival"))),
                    ClientAttributes.read(head),
                    head.text("rewrite_context"),
                    recipients);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("malformed delivery request: " + e.getMessage(), e);
        }
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    /// How a recipient is written between programs.
    static final class RecipientAttributes {

        private RecipientAttributes() {}

        static Attributes add(Attributes attributes, Recipient recipient) {
            return attributes
                    .with("original_recipient", recipient.original())
                    .with("recipient", recipient.address().text())
                    .with("offset", recipient.offset())
                    .with("dsn_orig_rcpt", recipient.dsnOriginal())
                    .with("notify_flags", Notify.bits(recipient.dsnNotify()));
        }

        static Recipient read(Attributes attributes) throws IOException {
            try {
                return new Recipient(
                        new MailAddress(attributes.text("recipient")),
                        attributes.text("original_recipient"),
                        attributes.number("offset"),
                        attributes.text("dsn_orig_rcpt"),
                        Notify.ofBits((int) attributes.number("notify_flags")));
            } catch (IllegalArgumentException e) {
                throw new ProtocolException("malformed recipient: " + e.getMessage(), e);
            }
        }
    }
}
