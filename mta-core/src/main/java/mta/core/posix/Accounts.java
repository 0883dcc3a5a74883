package mta.core.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// Looks up users and groups, as the C library does: whatever nsswitch.conf(5) names is asked.
public final class Accounts {

    private static final int BUFFER = 64 * 1024;
    private static final int MOST_GROUPS = 65_536 / 4;
    private static final MemoryLayout INT = ValueLayout.JAVA_INT;

    // struct passwd: name, password, uid, gid, gecos, dir, shell.
    private static final int PASSWD_SIZE = 48;
    private static final int PASSWD_UID = 16;
    private static final int PASSWD_GID = 20;
    private static final int PASSWD_GECOS = 24;
    private static final int PASSWD_DIR = 32;
    private static final int PASSWD_SHELL = 40;

    // struct group: name, password, gid, members.
    private static final int GROUP_SIZE = 32;
    private static final int GROUP_GID = 16;

    private Accounts() {}

    /// Each is linked at its first use.
    private static final class ByName {
        static final MethodHandle USER = function("getpwnam_r", Kernel.POINTER);
    }

    private static final class ById {
        static final MethodHandle USER = function("getpwuid_r", INT);
        static final MethodHandle GROUP = function("getgrgid_r", INT);
    }

    private static final class Groups {
        static final MethodHandle BY_NAME = function("getgrnam_r", Kernel.POINTER);
    }

    private static final class Membership {
        static final MethodHandle LIST = Kernel.function(
                "getgrouplist",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, Kernel.POINTER, ValueLayout.JAVA_INT, Kernel.POINTER, Kernel.POINTER));
    }

    private static MethodHandle function(String name, MemoryLayout key) {
        return Kernel.function(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        key,
                        Kernel.POINTER,
                        Kernel.POINTER,
                        ValueLayout.JAVA_LONG,
                        Kernel.POINTER));
    }

    @FunctionalInterface
    private interface Lookup {
        int into(MemorySegment entry, MemorySegment buffer, MemorySegment result) throws Throwable;
    }

    /// The user of that name.
    public static Optional<User> user(String name) {
        try (var arena = Arena.ofConfined()) {
            var key = arena.allocateFrom(name);
            return entry(arena, PASSWD_SIZE, (entry, buffer, result) ->
                            (int) ByName.USER.invokeExact(key, entry, buffer, (long) BUFFER, result))
                    .map(Accounts::user);
        }
    }

    /// The user with that id.
    public static Optional<User> user(int uid) {
        try (var arena = Arena.ofConfined()) {
            return entry(arena, PASSWD_SIZE, (entry, buffer, result) ->
                            (int) ById.USER.invokeExact(uid, entry, buffer, (long) BUFFER, result))
                    .map(Accounts::user);
        }
    }

    /// The id of the group of that name.
    public static OptionalInt group(String name) {
        try (var arena = Arena.ofConfined()) {
            var key = arena.allocateFrom(name);
            var found = entry(arena, GROUP_SIZE, (entry, buffer, result) ->
                    (int) Groups.BY_NAME.invokeExact(key, entry, buffer, (long) BUFFER, result));
            return found.isPresent()
                    ? OptionalInt.of(found.get().get(ValueLayout.JAVA_INT, GROUP_GID))
                    : OptionalInt.empty();
        }
    }

    /// The name of the group with that id.
    public static Optional<String> groupName(int gid) {
        try (var arena = Arena.ofConfined()) {
            return entry(arena, GROUP_SIZE, (entry, buffer, result) ->
                            (int) ById.GROUP.invokeExact(gid, entry, buffer, (long) BUFFER, result))
                    .map(entry -> text(entry, 0));
        }
    }

    /// All groups that a user is in, the main one included.
    public static int[] groups(User user) {
        try (var arena = Arena.ofConfined()) {
            var list = arena.allocate(ValueLayout.JAVA_INT, MOST_GROUPS);
            var count = arena.allocateFrom(ValueLayout.JAVA_INT, MOST_GROUPS);
            int result = (int) Membership.LIST.invokeExact(arena.allocateFrom(user.name()), user.gid(), list, count);
            if (result < 0) {
                throw new IllegalStateException(user.name() + " is in more than " + MOST_GROUPS + " groups");
            }
            return list.asSlice(0, 4L * count.get(ValueLayout.JAVA_INT, 0)).toArray(ValueLayout.JAVA_INT);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("getgrouplist threw", e);
        }
    }

    private static Optional<MemorySegment> entry(Arena arena, int size, Lookup lookup) {
        var entry = arena.allocate(size, 8);
        var result = arena.allocate(Kernel.POINTER);
        try {
            int error = lookup.into(entry, arena.allocate(BUFFER), result);
            boolean found = error == 0 && result.get(Kernel.POINTER, 0).address() != 0;
            return found ? Optional.of(entry) : Optional.empty();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("a lookup of an account threw", e);
        }
    }

    private static User user(MemorySegment entry) {
        return new User(
                text(entry, 0),
                entry.get(ValueLayout.JAVA_INT, PASSWD_UID),
                entry.get(ValueLayout.JAVA_INT, PASSWD_GID),
                text(entry, PASSWD_GECOS),
                Path.of(text(entry, PASSWD_DIR)),
                text(entry, PASSWD_SHELL));
    }

    private static String text(MemorySegment entry, int offset) {
        var pointer = entry.get(Kernel.POINTER, offset);
        return pointer.address() == 0 ? "" : pointer.reinterpret(BUFFER).getString(0);
    }
}
