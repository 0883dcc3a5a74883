package mta.testkit.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/// What `java.nio.file.Files` asks of the file system of a [ForgetfulDisk].
final class DiskProvider extends FileSystemProvider {

    private static final Set<PosixFilePermission> USUAL_FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> USUAL_DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

    private final ForgetfulDisk disk;

    DiskProvider(ForgetfulDisk disk) {
        this.disk = disk;
    }

    @Override
    public String getScheme() {
        return "forgetful";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean mayCreate = options.contains(StandardOpenOption.CREATE);
        if (options.contains(StandardOpenOption.CREATE_NEW)) {
            return opened(disk.create((DiskPath) path, false, mode(attributes, USUAL_FILE)), options);
        }
        try {
            long inode = disk.find((DiskPath) path);
            if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                disk.truncate(inode, 0);
            }
            return opened(inode, options);
        } catch (NoSuchFileException e) {
            if (mayCreate) {
                return opened(disk.create((DiskPath) path, false, mode(attributes, USUAL_FILE)), options);
            }
            throw e;
        }
    }

    private FileChannel opened(long inode, Set<? extends OpenOption> options) {
        return new DiskChannel(disk, inode, options.contains(StandardOpenOption.APPEND));
    }

    private static int mode(FileAttribute<?>[] attributes, Set<PosixFilePermission> usual) {
        int mode = DiskAttributes.mode(usual);
        for (var attribute : attributes) {
            if (attribute.value() instanceof Set<?> permissions) {
                mode = 0;
                for (var permission : permissions) {
                    mode |= DiskAttributes.mode(Set.of((PosixFilePermission) permission));
                }
            }
        }
        return mode;
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        long inode = disk.find((DiskPath) directory);
        if (!disk.status(inode).isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
        var paths = disk.list(inode).stream().map(directory::resolve).toList();
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return paths.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        disk.create((DiskPath) directory, true, mode(attributes, USUAL_DIRECTORY));
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.remove((DiskPath) path);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        if (options.length == 0) {
            throw new FileAlreadyExistsException("only atomic moves are modelled");
        }
        disk.rename((DiskPath) source, (DiskPath) target);
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return one.equals(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        return new DiskStore(disk.type());
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk.find((DiskPath) path);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return type.cast(new DiskView(disk, (DiskPath) path));
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(new DiskAttributes(disk, disk.find((DiskPath) path)));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return new DiskAttributes(disk, disk.find((DiskPath) path)).unix();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
