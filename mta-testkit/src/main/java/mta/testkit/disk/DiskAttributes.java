package mta.testkit.disk;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What is said of a file of a [ForgetfulDisk]. There is one user.
final class DiskAttributes implements PosixFileAttributes {

    private record Owner(String getName) implements GroupPrincipal {}

    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;

    private static final Map<PosixFilePermission, Integer> BITS = Map.of(
            PosixFilePermission.OWNER_READ, 0400,
            PosixFilePermission.OWNER_WRITE, 0200,
            PosixFilePermission.OWNER_EXECUTE, 0100,
            PosixFilePermission.GROUP_READ, 0040,
            PosixFilePermission.GROUP_WRITE, 0020,
            PosixFilePermission.GROUP_EXECUTE, 0010,
            PosixFilePermission.OTHERS_READ, 0004,
            PosixFilePermission.OTHERS_WRITE, 0002,
            PosixFilePermission.OTHERS_EXECUTE, 0001);

    private final ForgetfulDisk disk;
    private final long inode;

    DiskAttributes(ForgetfulDisk disk, long inode) {
        this.disk = disk;
        this.inode = inode;
    }

    static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (var permission : permissions) {
            mode |= BITS.get(permission);
        }
        return mode;
    }

    /// As the view `unix` has it.
    Map<String, Object> unix() {
        var status = disk.status(inode);
        return Map.of(
                "mode",
                status.mode() | (status.isDirectory() ? DIRECTORY : REGULAR),
                "size",
                size(),
                "lastModifiedTime",
                lastModifiedTime(),
                "ino",
                inode,
                "uid",
                0,
                "nlink",
                1);
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        int mode = disk.status(inode).mode();
        BITS.forEach((permission, bit) -> {
            if ((mode & bit) != 0) {
                permissions.add(permission);
            }
        });
        return permissions;
    }

    @Override
    public FileTime lastModifiedTime() {
        return FileTime.from(disk.status(inode).modified());
    }

    @Override
    public FileTime lastAccessTime() {
        return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
        return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
        return !isDirectory();
    }

    @Override
    public boolean isDirectory() {
        return disk.status(inode).isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
        return false;
    }

    @Override
    public boolean isOther() {
        return false;
    }

    @Override
    public long size() {
        return disk.content(inode).seen().length;
    }

    @Override
    public Object fileKey() {
        return inode;
    }

    @Override
    public UserPrincipal owner() {
        return new Owner("owner");
    }

    @Override
    public GroupPrincipal group() {
        return new Owner("group");
    }
}
