package mta.core.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import mta.core.posix.Descriptor;
import mta.core.posix.Errno;
import mta.core.posix.PosixException;
import mta.core.posix.Sockets;

/// Sends the log as datagrams to a unix socket: to syslog at `/dev/log`, or to master(8) at `public/postlog`.
///
/// Opens the socket with the first line, and again where the receiver has been restarted. A receiver that is there but
/// takes nothing makes a line wait for a second, and those after it not at all: no mail waits for a log.
public final class DatagramLog implements LogOutput {

    /// Turns an event into the bytes that the receiver wants.
    @FunctionalInterface
    interface Format {
        byte[] datagram(Severity severity, String tag, String text);
    }

    private static final int ATTEMPTS = 500;
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Path socket;
    private final Format format;
    private final LogOutput fallback;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock:
    private Optional<Descriptor> open = Optional.empty();
    private boolean stuck;

    private DatagramLog(Path socket, Format format, LogOutput fallback) {
        this.socket = socket;
        this.format = format;
        this.fallback = fallback;
    }

    /// To syslog.
    ///
    /// @param socket usually `/dev/log`
    /// @param facility its number; 2 is `mail`
    /// @param fallback where lines go that nobody takes
    public static DatagramLog syslog(Path socket, int facility, long pid, InstantSource clock, LogOutput fallback) {
        return new DatagramLog(
                socket,
                (severity, tag, text) ->
                        LogLine.forSyslog(facility, severity, tag, pid, LogLine.local(clock.instant()), text),
                fallback);
    }

    /// To the `postlog` service, which writes them into `maillog_file` as they are.
    ///
    /// @param socket `public/postlog` in the queue directory
    /// @param host the name of this machine in each line
    /// @param fallback where lines go that nobody takes
    public static DatagramLog postlog(Path socket, String host, long pid, InstantSource clock, LogOutput fallback) {
        return new DatagramLog(
                socket,
                (severity, tag, text) ->
                        LogLine.forFile(host, severity, tag, pid, LogLine.local(clock.instant()), text, ""),
                fallback);
    }

    @Override
    public void write(Severity severity, String tag, String text) {
        byte[] datagram = format.datagram(severity, tag, text);
        lock.lock();
        try {
            boolean wasOpen = open.isPresent();
            boolean sent = sent(datagram) || (wasOpen && open.isEmpty() && sent(datagram));
            if (!sent) {
                fallback.write(severity, tag, text);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open.ifPresent(Descriptor::close);
            open = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean sent(byte[] datagram) {
        try {
            if (open.isEmpty()) {
                open = Optional.of(Sockets.sendDatagrams(socket));
            }
            return taken(open.get(), datagram);
        } catch (IOException e) {
            open.ifPresent(Descriptor::close);
            open = Optional.empty();
            return false;
        }
    }

    private boolean taken(Descriptor receiver, byte[] datagram) throws IOException {
        int attempts = stuck ? 1 : ATTEMPTS;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                Sockets.send(receiver, datagram);
                stuck = false;
                return true;
            } catch (PosixException e) {
                if (!e.errno().equals(Errno.EAGAIN)) {
                    throw e;
                }
            }
            if (attempt < attempts && !slept()) {
                break;
            }
        }
        stuck = true;
        return false;
    }

    /// Not in the kernel, where a virtual thread would keep others from running.
    private static boolean slept() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
