package mta.delivery.mailbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import mta.core.mail.EnhancedStatus;
import mta.core.posix.Descriptor;
import mta.core.posix.Descriptor.Links;
import mta.core.posix.Errno;
import mta.core.posix.PosixException;
import mta.core.posix.User;

/// Opens mbox files without being led to other files: others may write to the directory.
///
/// What is opened is looked at by its descriptor, and everything after that is done with the same open file. A link
/// counts only where root made it in a directory of its own, as Postfix has it.
final class MboxFile {

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int EXECUTABLE = 0111;
    private static final int PRIVATE = 0600;

    /// A file may come and go between the two ways of opening it, but not for ever.
    private static final int ATTEMPTS = 10;

    private final Path path;
    private final User owner;
    private final Mbox.Refusals refusals;
    private final EnhancedStatus refusal;

    MboxFile(Path path, User owner, Mbox.Refusals refusals) {
        this.path = path;
        this.owner = owner;
        this.refusals = refusals;
        this.refusal = refusals.status();
    }

    /// A file, opened twice. Both are closed at the end only: a process loses its fcntl(2) locks on a file with the
    /// first descriptor of it that it closes.
    record Opened(Descriptor descriptor, FileChannel channel) implements Closeable {

        @Override
        public void close() throws IOException {
            descriptor.close();
            channel.close();
        }
    }

    /// Opens the file for writing, and creates it where it is missing.
    Opened open() throws MailboxException {
        try {
            return opened(descriptor());
        } catch (IOException e) {
            throw failed("cannot open file: ", e);
        }
    }

    private Opened opened(Descriptor file) throws IOException, MailboxException {
        try {
            check(Files.readAttributes(file.path(), "unix:mode,nlink,uid"));
            return new Opened(file, FileChannel.open(file.path(), StandardOpenOption.WRITE));
        } catch (IOException | MailboxException e) {
            file.close();
            throw e;
        }
    }

    private MailboxException failed(String what, IOException why) {
        String words = why instanceof PosixException system ? system.errno().text() : MailboxException.words(why);
        return new MailboxException(refusal, what + words, why);
    }

    private Descriptor descriptor() throws IOException, MailboxException {
        for (int attempt = 1; ; attempt++) {
            try {
                return existing();
            } catch (PosixException e) {
                boolean missing = e.errno().equals(Errno.ENOENT);
                if (!missing || attempt == ATTEMPTS || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
            try {
                return created();
            } catch (PosixException e) {
                if (!e.errno().equals(Errno.EEXIST)) {
                    throw failed("cannot create file exclusively: ", e);
                }
            }
        }
    }

    private Descriptor existing() throws IOException, MailboxException {
        try {
            return Descriptor.appendExisting(path, Links.REFUSED);
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.ELOOP)) {
                throw e;
            }
        }
        if (!isMadeByRoot(path)) {
            throw new MailboxException(refusal, "file is a symbolic link");
        }
        return Descriptor.appendExisting(path, Links.FOLLOWED);
    }

    private static boolean isMadeByRoot(Path link) throws IOException {
        var directory = Files.readAttributes(link.getParent(), "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        return (int) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS) == 0
                && (int) directory.get("uid") == 0
                && ((int) directory.get("mode") & WRITABLE_BY_OTHERS) == 0;
    }

    /// Where root makes it, it is given away.
    private Descriptor created() throws IOException {
        var file = Descriptor.appendNew(path, PRIVATE);
        try {
            if ((int) Files.getAttribute(file.path(), "unix:uid") != owner.uid()) {
                Files.setAttribute(file.path(), "unix:uid", owner.uid());
                Files.setAttribute(file.path(), "unix:gid", owner.gid());
            }
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void check(Map<String, Object> file) throws MailboxException {
        int links = (int) file.get("nlink");
        if (links != 1) {
            throw new MailboxException(refusal, "file has " + links + " hard links");
        }
        if (((int) file.get("mode") & TYPE) != REGULAR) {
            throw new MailboxException(EnhancedStatus.of("5.2.0"), "destination " + path + " is not a regular file");
        }
        if (refusals.use() == Mbox.Use.ANY_FILE && ((int) file.get("mode") & EXECUTABLE) != 0) {
            throw new MailboxException(EnhancedStatus.of("5.7.1"), "file is executable");
        }
        if (refusals.strictOwner() && (int) file.get("uid") != owner.uid()) {
            throw new MailboxException("destination " + path + " is not owned by recipient");
        }
    }
}
