package mta.queue;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import mta.core.mail.QueueId;
import mta.core.posix.HeldFile;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordType;
import mta.queue.record.RecordWriter;

/// A message that is being written. It becomes a message by [#commit]; closed before that, it never was one.
///
/// Small messages cost one write, one chmod and one fsync.
///
/// One thread at a time may use it.
public final class Draft implements Closeable {

    private static final FileAttribute<Set<PosixFilePermission>> UNFINISHED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> READY = PosixFilePermissions.fromString("rwx------");

    /// A submission may belong to any user, and the mail system must be able to read it.
    private static final Set<PosixFilePermission> READY_SUBMISSION = PosixFilePermissions.fromString("rwxr--r--");

    private static final int SUBMISSION_MODE = 0744;

    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    /// Ids are drawn from the clock; two threads that see the same microsecond draw again.
    private static final int MOST_DRAWS = 1000;

    private final Spool spool;
    private final QueueId id;
    private final Instant created;
    private final QueueName queue;
    private final FileChannel channel;
    private final PatchableOutput out;
    private final RecordWriter records;
    private Path path;
    private boolean committed;

    private Draft(Spool spool, QueueName queue, QueueId id, Instant created, Path path, FileChannel channel) {
        this.spool = spool;
        this.queue = queue;
        this.id = id;
        this.created = created;
        this.path = path;
        this.channel = channel;
        this.out = new PatchableOutput(channel);
        this.records = new RecordWriter(out);
    }

    static Draft create(Spool spool, QueueName queue, InstantSource clock) throws IOException {
        Path directory = spool.config().queueDirectory().resolve(queue.directory());
        for (int draw = 1; ; draw++) {
            Instant now = clock.instant();
            String name = now.getNano() / 1000 + "." + ProcessHandle.current().pid();
            Path draft = directory.resolve(draw == 1 ? name : name + "." + draw);
            FileChannel channel;
            try {
                channel = FileChannel.open(draft, NEW, UNFINISHED);
            } catch (FileAlreadyExistsException e) {
                if (draw == MOST_DRAWS) {
                    throw e;
                }
                continue;
            }
            try {
                long inode = (long) Files.getAttribute(draft, "unix:ino");
                QueueId id = switch (spool.config().queueIds()) {
                    case SHORT -> QueueId.shortForm(now, inode);
                    case LONG -> QueueId.longForm(now, inode);
                };
                Path path = spool.path(queue, id);
                if (!spool.rename(draft, path)) {
                    throw new IOException("rename " + draft + " as " + path + ": it is gone");
                }
                return new Draft(spool, queue, id, now, path, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                Files.deleteIfExists(draft);
                throw e;
            }
        }
    }

    /// The message's id.
    public QueueId id() {
        return id;
    }

    /// When the id was drawn.
    public Instant created() {
        return created;
    }

    /// Where the file is at the moment, for error messages.
    public Path path() {
        return path;
    }

    /// Where its records go; the position of the writer is the offset in the file.
    public RecordWriter records() {
        return records;
    }

    /// Overwrites the size record, which must be the first record of the file.
    public void rewriteSize(MessageSize size) throws IOException {
        overwrite(0, RecordType.MESSAGE_SIZE, size.text());
    }

    /// Overwrites a record with one of the same length.
    public void overwrite(long offset, RecordType type, String text) throws IOException {
        var patch = new ByteArrayOutputStream(text.length() + 6);
        new RecordWriter(patch).put(type, text);
        out.patch(offset, patch.toByteArray());
    }

    /// Lets others read what was written so far, such as the notice that returns a refused message.
    public void flush() throws IOException {
        out.flush();
    }

    /// Makes it a message: after the return, no crash loses it.
    ///
    /// The mode changes before the sync, so that one sync is enough. Were there a power failure between them, the
    /// file could turn up with mode 0700 and without its end; that is noticed by the missing end record, and nobody
    /// was told yet that we have the message.
    public void commit() throws IOException {
        commit(queue);
    }

    /// Makes it a message in another queue, such as [QueueName#HOLD].
    public void commit(QueueName target) throws IOException {
        out.flush();
        if (target != queue) {
            Path place = spool.path(target, id);
            if (!spool.rename(path, place)) {
                throw new IOException("rename " + path + " as " + place + ": it is gone");
            }
            path = place;
        }
        if (target == QueueName.MAILDROP) {
            readySubmission();
        } else {
            Files.setPosixFilePermissions(path, READY);
        }
        channel.force(true);
        spool.directories().syncEntry(path.getParent());
        committed = true;
    }

    /// Root submits mail, too, and the directory belongs to `mail_owner`: a link that was put there meanwhile, to
    /// somebody else's file, is left alone.
    private void readySubmission() throws IOException {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            Files.setPosixFilePermissions(path, READY_SUBMISSION);
            return;
        }
        try (var file = HeldFile.of(path)) {
            if (file.doubt().isPresent()) {
                throw new IOException(path + ": " + file.doubt().get());
            }
            file.setPermissions(SUBMISSION_MODE);
        }
    }

    /// Ends the use of the file; removes it if it was not committed.
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(path);
        }
    }
}
