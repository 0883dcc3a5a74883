package mta.queue.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes records to a stream that should be buffered.
///
/// Text is written byte for byte (Latin-1), the counterpart of [QueueRecord#text].
public final class RecordWriter {

    private final OutputStream out;
    private long position;

    public RecordWriter(OutputStream out) {
        this.out = out;
    }

    /// How many bytes were written: where the next record will start, if the stream was empty.
    public long position() {
        return position;
    }

    /// Writes a record without content.
    public void put(RecordType type) throws IOException {
        head(type, 0);
    }

    /// Writes a record with text.
    public void put(RecordType type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        put(type, bytes, 0, bytes.length);
    }

    /// Writes a record with any bytes.
    public void put(RecordType type, byte[] bytes, int start, int length) throws IOException {
        head(type, length);
        out.write(bytes, start, length);
        position += length;
    }

    /// Writes a named attribute.
    public void attribute(String name, String value) throws IOException {
        put(RecordType.ATTRIBUTE, name + "=" + value);
    }

    /// Writes a pointer; with target 0, room for one.
    public void pointer(long target) throws IOException {
        put(RecordType.POINTER, FixedWidth.of(target));
    }

    /// Copies a record.
    public void put(QueueRecord record) throws IOException {
        put(record.type(), record.bytes(), 0, record.bytes().length);
    }

    private void head(RecordType type, int length) throws IOException {
        if (type == RecordType.UNKNOWN) {
            throw new IllegalArgumentException("a record of no known type cannot be written");
        }
        out.write(type.letter());
        position++;
        int rest = length;
        do {
            int piece = rest & 0x7f;
            rest >>>= 7;
            out.write(rest == 0 ? piece : piece | 0x80);
            position++;
        } while (rest != 0);
    }
}
