package mta.cleanup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import mta.core.log.MailLog;
import mta.core.message.ContentReader;
import mta.core.message.Header;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupResult.Cause;

/// The second part of a message: headers and body.
///
/// Headers go through [HeaderWriter]; the body is copied record by record.
final class ContentSegment {

    private final Message message;
    private final CleanupConfig config;
    private final MailLog log;
    private final ContentReader reader;
    private final boolean strips;
    private final boolean rejects;
    private byte[] edited = {};

    ContentSegment(Message message, HeaderWriter headers, CleanupConfig config, MailLog log) {
        this.message = message;
        this.config = config;
        this.log = log;
        this.reader = new ContentReader(new Writer(headers), config.headerSizeLimit());
        this.rejects =
                message.has(CleanupFlag.FILTER) && !config.rejectCharacters().isEmpty();
        this.strips =
                message.has(CleanupFlag.FILTER) && !config.stripCharacters().isEmpty();
    }

    /// Reads up to the end of the content.
    void run(IncomingRecords records) throws IOException {
        message.startContent();
        while (true) {
            RecordType type = records.next(Segment.CONTENT);
            switch (type) {
                case TEXT -> line(true, records.bytes(), records.offset(), records.length());
                case UNTERMINATED_TEXT -> line(false, records.bytes(), records.offset(), records.length());
                case EXTRACTED_START -> {
                    reader.end();
                    message.startExtracted();
                    return;
                }
                default -> throw unexpected(records.letter());
            }
        }
    }

    private MessageRefused unexpected(char letter) {
        log.warning("cleanup_message_headerbody: message rejected: unexpected record type " + (int) letter
                + " in message content");
        return MessageRefused.malformed();
    }

    private void line(boolean lineEnds, byte[] bytes, int offset, int length) throws IOException {
        boolean isChecked = rejects && message.refusal().isEmpty();
        if (isChecked && config.rejectCharacters().isIn(bytes, offset, length)) {
            refuseCharacter(bytes, offset, length);
        }
        boolean isStray = config.replaceStrayLineEnds() && hasLineEnd(bytes, offset, length);
        if (isStray || (strips && config.stripCharacters().isIn(bytes, offset, length))) {
            int kept = edit(bytes, offset, length);
            reader.line(lineEnds, edited, 0, kept);
        } else {
            reader.line(lineEnds, bytes, offset, length);
        }
    }

    private static boolean hasLineEnd(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\r' || bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    /// Copies a piece without what is to be stripped, and with blanks for stray line ends.
    ///
    /// @return how much is left of it
    private int edit(byte[] bytes, int offset, int length) {
        if (edited.length < length) {
            edited = new byte[Math.max(length, config.lineLengthLimit())];
        }
        int kept = 0;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (strips && config.stripCharacters().contains(b)) {
                continue;
            }
            boolean isStray = config.replaceStrayLineEnds() && (b == '\r' || b == '\n');
            edited[kept++] = isStray ? (byte) ' ' : b;
        }
        return kept;
    }

    private void refuseCharacter(byte[] bytes, int offset, int length) throws MessageRefused {
        String text = new String(bytes, offset, Math.min(length, 200), StandardCharsets.ISO_8859_1).split("\0", 2)[0];
        String reason = "5.7.1 disallowed character";
        log.info(message.id(), "reject: content " + text + Origin.of(message) + ": " + reason);
        message.refuse(Cause.CONTENT, reason);
    }

    private final class Writer implements ContentReader.Receiver {

        private final HeaderWriter headers;

        Writer(HeaderWriter headers) {
            this.headers = headers;
        }

        @Override
        public void header(Header header) throws IOException {
            headers.write(header);
        }

        @Override
        public void endOfHeaders() throws IOException {
            headers.finish();
        }

        @Override
        public void body(boolean lineEnds, byte[] bytes, int offset, int length) throws IOException {
            message.write(lineEnds ? RecordType.TEXT : RecordType.UNTERMINATED_TEXT, bytes, offset, length);
        }
    }
}
