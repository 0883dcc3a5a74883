package mta.testkit.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// An open file of a [ForgetfulDisk].
final class DiskChannel extends FileChannel {

    private final ForgetfulDisk disk;
    private final long inode;
    private final boolean atEnd;
    private int position;

    /// @param atEnd whether everything is written at the end
    DiskChannel(ForgetfulDisk disk, long inode, boolean atEnd) {
        this.disk = disk;
        this.inode = inode;
        this.atEnd = atEnd;
    }

    private void checkOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = read(target, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int read(ByteBuffer target, long at) throws IOException {
        checkOpen();
        byte[] bytes = disk.content(inode).seen();
        if (at >= bytes.length) {
            return -1;
        }
        int count = Math.min(target.remaining(), bytes.length - (int) at);
        target.put(bytes, (int) at, count);
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = write(source, atEnd ? size() : position);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
        checkOpen();
        var bytes = new byte[source.remaining()];
        source.get(bytes);
        if (bytes.length > 0) {
            disk.write(inode, (int) at, bytes);
        }
        return bytes.length;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long newPosition) {
        position = (int) newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        checkOpen();
        return disk.content(inode).seen().length;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        checkOpen();
        disk.truncate(inode, (int) size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        checkOpen();
        disk.sync(inode, metaData);
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() {}
}
