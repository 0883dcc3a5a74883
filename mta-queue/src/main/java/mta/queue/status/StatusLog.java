package mta.queue.status;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mta.core.mail.ExternalForm;
import mta.core.mail.Notify;
import mta.core.mail.QueueId;
import mta.queue.QueueName;
import mta.queue.Spool;

/// The logs of one kind, one for each message: why its recipients bounce, are late, or what became of them.
///
/// An entry is text, in Postfix's form; only what is known is written:
///
///     (empty line)
///     <user@example.com>: REASON                  for Postfix before 2.0 (backwards_bounce_logfile_compatibility)
///     recipient=user@example.com
///     original_recipient=alias@example.com
///     offset=673
///     dsn_orig_rcpt=rfc822;alias@example.com
///     notify_flags=10
///     status=4.4.1
///     action=delayed
///     diag_type=smtp
///     diag_text=450 4.2.0 Try later
///     mta_type=dns
///     mta_mname=mx.example.com
///     reason=REASON
///     (empty line)
///
/// An entry, and the log's name, is on the disk when [#append] returns. It is appended by one call of the system,
/// so that a reader sees whole entries; one that could not be written is cut off again.
///
/// One object may be used by any number of threads; only one process may write the logs of a kind. It may do so with
/// two objects: on a reload, the services of former and of new settings go on side by side for a while.
public final class StatusLog {

    /// Whether entries start with a line for very old programs.
    public enum OldForm {
        WRITTEN,
        LEFT_OUT
    }

    private static final Set<OpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Spool spool;
    private final QueueName kind;
    private final OldForm oldForm;
    private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();

    /// @param kind [QueueName#BOUNCE], [QueueName#DEFER] or [QueueName#TRACE]
    public StatusLog(Spool spool, QueueName kind, OldForm oldForm) {
        this.spool = spool;
        this.kind = kind;
        this.oldForm = oldForm;
    }

    /// Adds an entry to the log of a message.
    public void append(QueueId id, StatusEntry entry) throws IOException {
        byte[] text = format(entry).getBytes(StandardCharsets.ISO_8859_1);
        synchronized (locks[Math.floorMod(id.hashCode(), locks.length)]) {
            try (var channel = openForAppending(id)) {
                long start = channel.size();
                var bytes = ByteBuffer.wrap(text);
                try {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                    if (start == 0) {
                        spool.syncName(kind, id);
                    }
                } catch (IOException e) {
                    takeBack(channel, start, bytes.position());
                    throw new IOException("append file " + kind + " " + id + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private FileChannel openForAppending(QueueId id) throws IOException {
        Path path = spool.path(kind, id);
        try {
            return FileChannel.open(path, APPEND, PRIVATE);
        } catch (NoSuchFileException e) {
            spool.makeDirectory(kind, id);
            return FileChannel.open(path, APPEND, PRIVATE);
        }
    }

    /// Cuts off what was written of an entry, unless another object has appended one meanwhile.
    private static void takeBack(FileChannel channel, long start, int written) throws IOException {
        if (channel.size() == start + written) {
            channel.truncate(start);
        }
    }

    /// Opens the log of a message; nothing if there is none.
    public Optional<StatusReader> open(QueueId id) throws IOException {
        try {
            return Optional.of(new StatusReader(Files.newInputStream(spool.path(kind, id)), kind));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Removes the log of a message.
    ///
    /// @return whether there was one
    public boolean remove(QueueId id) throws IOException {
        return spool.remove(kind, id);
    }

    private String format(StatusEntry entry) {
        var text = new StringBuilder(400).append('\n');
        String address = ExternalForm.of(entry.recipient().address().text());
        if (oldForm == OldForm.WRITTEN) {
            text.append('<')
                    .append(address)
                    .append(">: ")
                    .append(entry.reason())
                    .append('\n');
        }
        line(text, "recipient", address);
        String original = entry.recipient().original();
        if (!original.isEmpty()
                && !original.equalsIgnoreCase(entry.recipient().address().text())) {
            line(text, "original_recipient", ExternalForm.of(original));
        }
        if (entry.recipient().offset() > 0) {
            line(text, "offset", Long.toString(entry.recipient().offset()));
        }
        line(text, "dsn_orig_rcpt", entry.recipient().dsnOriginal());
        int notify = Notify.bits(entry.recipient().dsnNotify());
        if (notify != 0) {
            line(text, "notify_flags", Integer.toString(notify));
        }
        line(text, "status", entry.status().toString());
        line(text, "action", entry.action());
        if (!entry.diagnosticType().isEmpty() && !entry.diagnostic().isEmpty()) {
            line(text, "diag_type", entry.diagnosticType());
            line(text, "diag_text", entry.diagnostic());
        }
        if (!entry.remoteType().isEmpty() && !entry.remoteName().isEmpty()) {
            line(text, "mta_type", entry.remoteType());
            line(text, "mta_mname", entry.remoteName());
        }
        line(text, "reason", entry.reason());
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            // A line break would start another entry.
            text.append(name).append('=').append(value.replace('\n', ' ')).append('\n');
        }
    }
}
