package mta.cleanup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.CharacterRange;
import mta.core.mail.QueueId;
import mta.core.mail.SendOption;
import mta.core.mail.Verp;
import mta.core.rewrite.AddressRewriter.Context;
import mta.queue.Draft;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordType;
import mta.queue.record.RecordWriter;
import mta.queue.record.Segment;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupResult.Cause;

/// What is known of the message that is being written, and the file that it is written to.
///
/// Belongs to one session; used by one thread.
final class Message {

    /// Recipient records are mixed with others, so qmgr(8) must read the whole envelope before it delivers.
    private static final int MIXED_RECIPIENTS = 1;

    private final CleanupConfig config;
    private final Draft draft;
    private final Set<CleanupFlag> flags;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private Optional<Instant> arrival = Optional.empty();
    private Optional<String> sender = Optional.empty();
    private Optional<String> firstRecipient = Optional.empty();
    private String fullName = "";
    private Optional<Verp> verp = Optional.empty();
    private Context context = Context.LOCAL;
    private boolean inRecipients;
    private int recipients;
    private int queueManagerFlags;
    private int sendOptions;
    private long dataOffset;
    private long extractedOffset;
    private Optional<MessageRefused> refusal = Optional.empty();

    Message(CleanupConfig config, Draft draft, Set<CleanupFlag> flags) {
        this.config = config;
        this.draft = draft;
        this.flags = flags;
        this.sendOptions = has(CleanupFlag.SMTPUTF8) ? SendOption.SMTPUTF8_REQUESTED.bit() : 0;
    }

    QueueId id() {
        return draft.id();
    }

    Instant created() {
        return draft.created();
    }

    boolean has(CleanupFlag flag) {
        return flags.contains(flag);
    }

    /// Notes what the client asks for besides what it asked for first.
    void add(Set<CleanupFlag> more) {
        flags.addAll(more);
    }

    /// Whether the client leaves it to us to return a message that is not taken.
    boolean isReturned() {
        return has(CleanupFlag.BOUNCE);
    }

    /// Refuses the message for what is in it: at once, or after the rest of it where it is returned to its sender,
    /// who then gets all of it.
    void refuse(Cause cause, String reason) throws MessageRefused {
        var refused = new MessageRefused(cause, reason);
        if (!isReturned()) {
            throw refused;
        }
        if (refusal.isEmpty()) {
            refusal = Optional.of(refused);
        }
    }

    /// Why it will be returned.
    Optional<MessageRefused> refusal() {
        return refusal;
    }

    /// Named attributes of the message, such as `log_client_name`.
    Map<String, String> attributes() {
        return attributes;
    }

    Optional<Instant> arrival() {
        return arrival;
    }

    void arrival(Instant when) {
        arrival = Optional.of(when);
    }

    /// The envelope sender after rewriting; the empty text is the null sender.
    Optional<String> sender() {
        return sender;
    }

    void sender(String address) {
        sender = Optional.of(address);
    }

    /// The first recipient, for log lines about the message.
    Optional<String> firstRecipient() {
        return firstRecipient;
    }

    /// Whether each recipient gets a copy from a sender of its own.
    Optional<Verp> verp() {
        return verp;
    }

    void verp(Verp wanted) {
        verp = Optional.of(wanted);
    }

    String fullName() {
        return fullName;
    }

    void fullName(String name) {
        fullName = name;
    }

    Context context() {
        return context;
    }

    void context(Context other) {
        context = other;
    }

    /// Whether its headers are rewritten; other people's mail is left alone unless we are told to.
    boolean rewritesHeaders() {
        return context == Context.LOCAL || config.rewriteRemoteHeaders();
    }

    boolean isInRecipients() {
        return inRecipients;
    }

    void startRecipients() {
        inRecipients = true;
    }

    void endRecipients() {
        inRecipients = false;
    }

    /// Notes that a record of another kind comes between recipients.
    void noteMixedRecipients() {
        if (inRecipients) {
            queueManagerFlags |= MIXED_RECIPIENTS;
        }
    }

    void noteNotify(int bits) {
        queueManagerFlags |= bits << 1;
    }

    /// Whether addresses may be beyond ASCII, as the client says or leaves to us.
    boolean isInternational() {
        return config.allowsUtf8() && (has(CleanupFlag.SMTPUTF8) || has(CleanupFlag.AUTO_SMTPUTF8));
    }

    /// Notes what a header says about the need for SMTPUTF8.
    void noteHeader(String text) {
        if (config.allowsUtf8() && isBeyondAscii(text)) {
            sendOptions |= SendOption.SMTPUTF8_HEADER.bit();
            noteDetected();
        }
    }

    /// Notes what the envelope sender says about the need for SMTPUTF8.
    void noteSender(String address) {
        if (isInternational() && isBeyondAscii(address)) {
            sendOptions |= SendOption.SMTPUTF8_SENDER.bit();
            noteDetected();
        }
    }

    /// Notes what a recipient says about the need for SMTPUTF8.
    ///
    /// @return the type of address that stands in an ORCPT (RFC 3461, RFC 6533)
    String noteRecipient(String address) {
        if (isInternational() && isBeyondAscii(address)) {
            noteDetected();
            return "utf-8";
        }
        return "rfc822";
    }

    private void noteDetected() {
        if (has(CleanupFlag.AUTO_SMTPUTF8)) {
            sendOptions |= SendOption.SMTPUTF8_REQUESTED.bit();
        }
    }

    private static boolean isBeyondAscii(String text) {
        return !CharacterRange.isAscii(text);
    }

    void countRecipient(String address) {
        recipients++;
        if (firstRecipient.isEmpty()) {
            firstRecipient = Optional.of(address);
        }
    }

    int recipients() {
        return recipients;
    }

    /// Writes a record; text longer than `line_length_limit` in several.
    void write(RecordType type, byte[] bytes, int start, int length) throws IOException {
        checkSize(length);
        RecordWriter out = draft.records();
        int from = start;
        int rest = length;
        if (type == RecordType.TEXT || type == RecordType.UNTERMINATED_TEXT) {
            for (; rest > config.lineLengthLimit(); rest -= config.lineLengthLimit()) {
                out.put(RecordType.UNTERMINATED_TEXT, bytes, from, config.lineLengthLimit());
                from += config.lineLengthLimit();
            }
        }
        out.put(type, bytes, from, rest);
    }

    void write(RecordType type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        write(type, bytes, 0, bytes.length);
    }

    private void checkSize(int length) throws MessageRefused {
        if (config.messageSizeLimit() > 0 && draft.records().position() + length > config.messageSizeLimit()) {
            throw new MessageRefused(Cause.SIZE, "");
        }
    }

    /// Notes what was asked for when the message came in first.
    void request(int options) {
        sendOptions |= SendOption.requested(options);
    }

    /// The bits of [SendOption] that are known by now.
    int sendOptions() {
        return sendOptions;
    }

    /// Marks the start of the content.
    void startContent() throws IOException {
        endRecipients();
        write(RecordType.MESSAGE_START, "");
        dataOffset = draft.records().position();
    }

    /// Marks the end of the content.
    void startExtracted() throws IOException {
        extractedOffset = draft.records().position();
        write(RecordType.EXTRACTED_START, "");
    }

    /// Writes the end, and the sizes that are known now.
    void finish() throws IOException {
        endRecipients();
        write(RecordType.END, "");
        long length = extractedOffset - dataOffset;
        rewriteSize(length);
    }

    private void rewriteSize(long length) throws IOException {
        draft.rewriteSize(new MessageSize(length, dataOffset, recipients, queueManagerFlags, length, sendOptions));
    }

    /// Ends a file that became too large, so that what is there of it can be read; the limit does not count here.
    ///
    /// @param reached which part of it was being written
    void cutOff(Segment reached) throws IOException {
        RecordWriter out = draft.records();
        if (reached == Segment.ENVELOPE) {
            out.put(RecordType.MESSAGE_START);
            dataOffset = out.position();
        }
        if (reached == Segment.ENVELOPE || reached == Segment.CONTENT) {
            extractedOffset = out.position();
            out.put(RecordType.EXTRACTED_START);
        }
        out.put(RecordType.END);
        rewriteSize(extractedOffset - dataOffset);
    }

    /// Lets others read the file before it is a message.
    void flush() throws IOException {
        draft.flush();
    }
}
