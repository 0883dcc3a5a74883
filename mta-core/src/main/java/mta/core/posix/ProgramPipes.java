package mta.core.posix;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What we say to a program that we start, and what it prints, all in a given time.
///
/// The pipes of [Process] can make a thread wait for ever: for a program that does not read, or for another that it
/// left behind with the pipe open. Here our ends never wait; both are looked at together, so that neither side waits
/// for the other.
///
/// One platform thread at a time.
public final class ProgramPipes implements Closeable {

    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NONBLOCK = 0x800;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int ENTRY = 8;
    private static final int PIECE = 4096;

    private final Pipe input;
    private final Pipe output;
    private final int mostKept;
    private final long deadline;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean outputEnded;

    private record Pipe(Descriptor reader, Descriptor writer) implements Closeable {

        static Pipe open() throws IOException {
            try (var arena = Arena.ofConfined()) {
                var ends = arena.allocate(ValueLayout.JAVA_INT, 2);
                // A program gets a file of its own through /proc, which waits as usual.
                Kernel.call(SystemCall.PIPE2, ends.address(), O_CLOEXEC | O_NONBLOCK);
                return new Pipe(
                        new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 0)),
                        new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 1)));
            }
        }

        @Override
        public void close() {
            reader.close();
            writer.close();
        }
    }

    private ProgramPipes(Pipe input, Pipe output, Duration limit, int mostKept) {
        this.input = input;
        this.output = output;
        this.mostKept = mostKept;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /// Makes pipes for a program with the rights of the calling thread.
    ///
    /// @param limit how long everything may take, from now on
    /// @param mostKept how much of the output is of interest
    public static ProgramPipes open(Duration limit, int mostKept) throws IOException {
        var input = Pipe.open();
        try {
            return new ProgramPipes(input, Pipe.open(), limit, mostKept);
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    /// The program's standard input.
    public File input() {
        return input.reader.path().toFile();
    }

    /// The program's standard output.
    public File output() {
        return output.writer.path().toFile();
    }

    /// Says that the program runs, and has its ends.
    public void started() {
        input.reader.close();
        output.writer.close();
    }

    /// Where to write for the program; closing it is the end of its input.
    ///
    /// Writing throws [InterruptedIOException] where there is no more time, and another [IOException] where the
    /// program has closed its input.
    public OutputStream toProgram() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int done = 0; done < length; ) {
                    await(true);
                    done += writeSome(bytes, offset + done, length - done);
                }
            }

            @Override
            public void close() {
                input.writer.close();
            }
        };
    }

    private int writeSome(byte[] bytes, int offset, int length) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(length);
            buffer.copyFrom(MemorySegment.ofArray(bytes).asSlice(offset, length));
            return (int) Kernel.call(SystemCall.WRITE, input.writer.number(), buffer.address(), length);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.EAGAIN) || e.errno().equals(Errno.EINTR)) {
                return 0;
            }
            throw e;
        }
    }

    /// Reads on until nobody can print any more.
    ///
    /// @throws InterruptedIOException where there is no more time, such as where it left another program behind
    public void awaitEndOfOutput() throws IOException {
        while (!outputEnded) {
            await(false);
        }
    }

    /// How much time there still is; nothing or less where it is over.
    public Duration remaining() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /// What was printed, the start of it; one character for each byte.
    public String text() {
        return kept.toString(StandardCharsets.ISO_8859_1);
    }

    /// Waits until something can be done, and reads what there is to read.
    private void await(boolean toWrite) throws IOException {
        var remaining = remaining();
        if (remaining.isNegative() || remaining.isZero()) {
            throw new InterruptedIOException("the time is over");
        }
        try (var arena = Arena.ofConfined()) {
            var entries = arena.allocate(2L * ENTRY, 8);
            // A negative number is passed over.
            entries.set(ValueLayout.JAVA_INT, 0, toWrite ? input.writer.number() : -1);
            entries.set(ValueLayout.JAVA_SHORT, 4, POLLOUT);
            entries.set(ValueLayout.JAVA_INT, ENTRY, outputEnded ? -1 : output.reader.number());
            entries.set(ValueLayout.JAVA_SHORT, ENTRY + 4L, POLLIN);
            var time = arena.allocate(16, 8);
            time.set(ValueLayout.JAVA_LONG, 0, remaining.toSeconds());
            time.set(ValueLayout.JAVA_LONG, 8, remaining.toNanosPart());
            Kernel.call(SystemCall.PPOLL, entries.address(), 2, time.address(), 0, 0);
            if (entries.get(ValueLayout.JAVA_SHORT, ENTRY + 6L) != 0) {
                readSome();
            }
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.EINTR) && !e.errno().equals(Errno.EAGAIN)) {
                throw e;
            }
        }
    }

    private void readSome() throws IOException {
        byte[] bytes = output.reader.read(PIECE);
        outputEnded = bytes.length == 0;
        kept.write(bytes, 0, Math.min(bytes.length, mostKept - kept.size()));
    }

    @Override
    public void close() {
        input.close();
        output.close();
    }
}
