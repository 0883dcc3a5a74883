package mta.delivery.mailbox;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import mta.delivery.QueuedMessage;

/// Writes a message into a file as mailboxes hold it: lines end in LF.
final class MailboxFile implements QueuedMessage.Lines, Closeable {

    /// Whether lines that look like the start of a message are marked with `>`.
    enum FromLines {
        KEEP,
        QUOTE
    }

    private static final int BUFFER = 32_768;
    private static final byte[] FROM = {'F', 'r', 'o', 'm', ' '};

    private final FileChannel channel;
    private final OutputStream out;
    private final FromLines fromLines;
    private boolean atLineStart = true;

    MailboxFile(FileChannel channel, FromLines fromLines) {
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        this.fromLines = fromLines;
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public void line(byte[] bytes, int offset, int length) throws IOException {
        part(bytes, offset, length);
        out.write('\n');
        atLineStart = true;
    }

    @Override
    public void part(byte[] bytes, int offset, int length) throws IOException {
        if (atLineStart && fromLines == FromLines.QUOTE && startsWithFrom(bytes, offset, length)) {
            out.write('>');
        }
        out.write(bytes, offset, length);
        atLineStart = false;
    }

    private static boolean startsWithFrom(byte[] bytes, int offset, int length) {
        return length >= FROM.length && Arrays.equals(bytes, offset, offset + FROM.length, FROM, 0, FROM.length);
    }

    /// Puts everything onto the disk.
    void sync() throws IOException {
        out.flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
