package mta.queue.record;

import java.nio.charset.StandardCharsets;

/// One record: a letter and some bytes.
///
/// Text is kept byte for byte (Latin-1 both ways), as addresses and content may hold any bytes.
public final class QueueRecord {

    private final RecordType type;
    private final char letter;
    private final byte[] bytes;
    private final long offset;

    QueueRecord(RecordType type, char letter, byte[] bytes, long offset) {
        this.type = type;
        this.letter = letter;
        this.bytes = bytes;
        this.offset = offset;
    }

    /// What kind of record it is.
    public RecordType type() {
        return type;
    }

    /// The letter as it was read; differs from the type's only where that is unknown.
    public char letter() {
        return letter;
    }

    /// The content; not a copy, and not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// The content as text, one character for each byte.
    public String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Where the record's letter stands in the file, in bytes from its start.
    public long offset() {
        return offset;
    }

    /// The offset in a pointer record; zero means "nothing is here yet".
    ///
    /// @throws QueueFileDamaged if there is no number
    public long target() throws QueueFileDamaged {
        try {
            long target = Long.parseLong(text().strip());
            if (target >= 0) {
                return target;
            }
        } catch (NumberFormatException e) {
            // reported below, with the record's place
        }
        throw new QueueFileDamaged("malformed pointer record value: " + text(), offset);
    }

    @Override
    public String toString() {
        return letter + " " + text();
    }
}
