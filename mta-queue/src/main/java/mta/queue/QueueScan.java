package mta.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import mta.core.mail.QueueId;

/// Walks through the files of one queue, however many there are, in no order.
///
/// Hash directories, which have names of one character, are entered. A file that comes or goes meanwhile may or may
/// not be seen; one that is renamed may be seen twice. So each id has to be looked at again before it is used.
public final class QueueScan implements Closeable {

    private final Deque<DirectoryStream<Path>> open = new ArrayDeque<>();
    private final Deque<Iterator<Path>> levels = new ArrayDeque<>();

    QueueScan(Path directory) throws IOException {
        enter(directory);
    }

    /// The next message or log; nothing at the end. Files that have no queue id as a name are passed over.
    public Optional<QueueId> next() throws IOException {
        while (true) {
            var path = nextPath();
            if (path.isEmpty()) {
                return Optional.empty();
            }
            var id = QueueId.parse(path.get().getFileName().toString());
            if (id.isPresent()) {
                return id;
            }
        }
    }

    /// The next file of any name; nothing at the end.
    public Optional<Path> nextPath() throws IOException {
        try {
            while (!levels.isEmpty()) {
                if (!levels.peek().hasNext()) {
                    levels.pop();
                    open.pop().close();
                    continue;
                }
                Path path = levels.peek().next();
                if (path.getFileName().toString().length() > 1) {
                    return Optional.of(path);
                }
                enter(path);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Optional.empty();
    }

    private void enter(Path directory) throws IOException {
        try {
            // Not Files.newDirectoryStream: Error Prone would want it closed here, where it has to stay open.
            open.push(directory.getFileSystem().provider().newDirectoryStream(directory, _ -> true));
            levels.push(open.peek().iterator());
        } catch (NoSuchFileException | NotDirectoryException e) {
            if (levels.isEmpty()) {
                throw e;
            }
            // A hash directory that was removed meanwhile, or a stray file: nothing to list.
        }
    }

    @Override
    public void close() throws IOException {
        levels.clear();
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
