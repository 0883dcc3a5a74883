package mta.queue;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import mta.core.mail.QueueId;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.RecordWriter;

/// An open message.
///
/// Any number of readers may be at work on one file; marking is safe from any thread.
public final class QueueFile implements Closeable {

    private final QueueId id;
    private final Path path;
    private final FileChannel channel;

    QueueFile(QueueId id, Path path, FileChannel channel) {
        this.id = id;
        this.path = path;
        this.channel = channel;
    }

    /// The message's id.
    public QueueId id() {
        return id;
    }

    /// Where the file was when it was opened.
    public Path path() {
        return path;
    }

    /// Its length in bytes.
    public long length() throws IOException {
        return channel.size();
    }

    /// A new reader, at the start.
    public RecordReader records() {
        return RecordReader.ofMessage(channel);
    }

    /// Marks a recipient as done, in place, so that it is not tried again.
    ///
    /// Another program sees the mark at once, and it survives the end of any program. For it to survive a power
    /// failure as well, call [#sync]; without it, such a failure repeats a delivery, but never loses one.
    ///
    /// @param offset where the recipient's record starts
    /// @throws QueueFileDamaged if there is no recipient at the offset
    public void markDone(long offset) throws IOException {
        int found = letterAt(offset);
        if (found != RecordType.RECIPIENT.letter() && found != RecordType.DONE.letter()) {
            throw new QueueFileDamaged(path + ": no recipient to be marked", offset);
        }
        mark(offset, RecordType.DONE);
    }

    /// Changes the letter of a record.
    public void mark(long offset, RecordType type) throws IOException {
        var letter = ByteBuffer.wrap(new byte[] {(byte) type.letter()});
        while (channel.write(letter, offset) == 0) {
            Thread.onSpinWait();
        }
    }

    /// Overwrites a record with one of the same kind and length, such as a time that is written in a fixed width.
    ///
    /// @throws QueueFileDamaged if there is no such record at the offset
    public void overwrite(long offset, RecordType type, String text) throws IOException {
        var record = new ByteArrayOutputStream();
        new RecordWriter(record).put(type, text);
        var there = ByteBuffer.allocate(record.size() - text.length());
        channel.read(there, offset);
        if (!there.flip().equals(ByteBuffer.wrap(record.toByteArray(), 0, record.size() - text.length()))) {
            throw new QueueFileDamaged(path + ": no record " + type.letter() + " of this length", offset);
        }
        var bytes = ByteBuffer.wrap(record.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes, offset + bytes.position());
        }
    }

    private int letterAt(long offset) throws IOException {
        var letter = ByteBuffer.allocate(1);
        return channel.read(letter, offset) == 1 ? letter.get(0) : -1;
    }

    /// Puts all marks onto the disk.
    public void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
