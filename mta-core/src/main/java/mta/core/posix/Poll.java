package mta.core.posix;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Waits until one of several descriptors can be read, or another thread calls.
public final class Poll implements Closeable {

    private static final short POLLIN = 1;
    private static final int EFD_CLOEXEC = 0x80000;
    private static final int EFD_NONBLOCK = 0x800;
    private static final int ENTRY = 8;

    private final Descriptor bell;

    public Poll() throws IOException {
        bell = new Descriptor(Kernel.call(SystemCall.EVENTFD2, 0, EFD_CLOEXEC | EFD_NONBLOCK));
    }

    /// Ends the wait of another thread, or the next one.
    public void wakeUp() {
        try (var arena = Arena.ofConfined()) {
            var one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
            Kernel.call(SystemCall.WRITE, bell.number(), one.address(), 8);
        } catch (IOException e) {
            throw new IllegalStateException("an event descriptor cannot be written", e);
        }
    }

    /// Waits.
    ///
    /// @param descriptors what to look at
    /// @param longest how long to wait at most
    /// @return those that have something to read, or have ended; perhaps none
    public List<Descriptor> await(List<Descriptor> descriptors, Duration longest) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var entries = arena.allocate((long) ENTRY * (descriptors.size() + 1), 8);
            for (int i = 0; i < descriptors.size(); i++) {
                entry(entries, i, descriptors.get(i));
            }
            entry(entries, descriptors.size(), bell);
            var time = arena.allocate(16, 8);
            time.set(ValueLayout.JAVA_LONG, 0, longest.toSeconds());
            time.set(ValueLayout.JAVA_LONG, 8, longest.toNanosPart());
            Kernel.call(SystemCall.PPOLL, entries.address(), descriptors.size() + 1L, time.address(), 0, 0);
            if (isReady(entries, descriptors.size())) {
                bell.read(8);
            }
            var ready = new ArrayList<Descriptor>();
            for (int i = 0; i < descriptors.size(); i++) {
                if (isReady(entries, i)) {
                    ready.add(descriptors.get(i));
                }
            }
            return ready;
        } catch (PosixException e) {
            if (e.errno().equals(Errno.EINTR)) {
                return List.of();
            }
            throw e;
        }
    }

    private static void entry(MemorySegment entries, int index, Descriptor descriptor) {
        entries.set(ValueLayout.JAVA_INT, (long) ENTRY * index, descriptor.number());
        entries.set(ValueLayout.JAVA_SHORT, (long) ENTRY * index + 4, POLLIN);
    }

    private static boolean isReady(MemorySegment entries, int index) {
        return entries.get(ValueLayout.JAVA_SHORT, (long) ENTRY * index + 6) != 0;
    }

    @Override
    public void close() {
        bell.close();
    }
}
