package mta.testkit.disk;

import java.time.Instant;

/// A change that goes through the journal of a file system: what is where, and what is said of a file. Changes
/// reach the disk in their order.
sealed interface Change {

    /// A file or directory comes to be, without content.
    record Create(long directory, String name, long inode, boolean isDirectory, int mode, Instant modified)
            implements Change {}

    /// A name goes away.
    record Remove(long directory, String name, long inode) implements Change {}

    /// A name is changed, in one step.
    record Rename(long directory, String name, long inode, long newDirectory, String newName) implements Change {}

    /// A file's rights change.
    record Mode(long inode, int mode) implements Change {}

    /// A file's time changes.
    record Time(long inode, Instant modified) implements Change {}

    /// Whether it is no more than a statement about that file.
    default boolean isAboutStatusOf(long file) {
        return switch (this) {
            case Mode mode -> mode.inode == file;
            case Time time -> time.inode == file;
            case Create _ -> false;
            case Remove _ -> false;
            case Rename _ -> false;
        };
    }

    /// Whether it makes a directory somewhere else than in that one.
    default boolean isDirectoryOutside(long parent) {
        return this instanceof Create create && create.isDirectory && create.directory != parent;
    }

    /// Whether a sync of that file or directory is to bring it onto the disk, with all that came before.
    default boolean concerns(long file) {
        return isAboutStatusOf(file)
                || switch (this) {
                    case Mode _ -> false;
                    case Time _ -> false;
                    case Create create -> create.directory == file || create.inode == file;
                    case Remove remove -> remove.directory == file || remove.inode == file;
                    case Rename rename ->
                        rename.directory == file || rename.newDirectory == file || rename.inode == file;
                };
    }
}
