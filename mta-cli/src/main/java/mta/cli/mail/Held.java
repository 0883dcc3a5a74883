package mta.cli.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// Bytes that are kept until somebody wants them: in memory, or where there are many, in a file without a name.
final class Held extends OutputStream {

    private static final int FIRST_SIZE = 1 << 12;
    private static final int LARGEST_SIZE = 1 << 20;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int used;
    private Optional<FileChannel> file = Optional.empty();

    @Override
    public void write(int b) throws IOException {
        makeRoom(1);
        buffer[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        makeRoom(length);
        System.arraycopy(bytes, offset, buffer, used, length);
        used += length;
    }

    private void makeRoom(int length) throws IOException {
        if (used + length > LARGEST_SIZE) {
            empty();
        }
        if (used + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + length, Math.min(LARGEST_SIZE, 2 * buffer.length)));
        }
    }

    private void empty() throws IOException {
        if (file.isEmpty()) {
            file = Optional.of(nameless());
        }
        var bytes = ByteBuffer.wrap(buffer, 0, used);
        while (bytes.hasRemaining()) {
            file.get().write(bytes);
        }
        used = 0;
    }

    /// Nothing is left of it, however this program ends.
    private static FileChannel nameless() throws IOException {
        Path path = Files.createTempFile("sendmail", "");
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(path);
        }
    }

    /// Gives all that was written.
    void copyTo(OutputStream out) throws IOException {
        if (file.isPresent()) {
            Channels.newInputStream(file.get().position(0)).transferTo(out);
        }
        out.write(buffer, 0, used);
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
