package mta.testkit.disk;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/// Changes what is said of a file of a [ForgetfulDisk]; the file is looked for when that is done.
final class DiskView implements PosixFileAttributeView {

    private final ForgetfulDisk disk;
    private final DiskPath path;

    DiskView(ForgetfulDisk disk, DiskPath path) {
        this.disk = disk;
        this.path = path;
    }

    @Override
    public String name() {
        return "posix";
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
        return new DiskAttributes(disk, disk.find(path));
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
        disk.mode(disk.find(path), DiskAttributes.mode(permissions));
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
        if (modified != null) {
            disk.modified(disk.find(path), modified.toInstant());
        }
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
        return readAttributes().owner();
    }

    @Override
    public void setOwner(UserPrincipal owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setGroup(GroupPrincipal group) {
        throw new UnsupportedOperationException();
    }
}
