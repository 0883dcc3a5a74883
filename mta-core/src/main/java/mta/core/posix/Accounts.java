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
///
/// That may be a directory on the network, so a virtual thread leaves the call to a thread of the system.
public final class Accounts {

    private static final int BUFFER = 64 * 1024;
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
    ///
    /// @throws PosixException where nobody knows, such as while a directory on the network is down
    public static Optional<User> user(String name) throws PosixException {
        return WaitingCall.run(() -> {
            try (var arena = Arena.ofConfined()) {
                var key = arena.allocateFrom(name);
                return entry(arena, "getpwnam", PASSWD_SIZE, (entry, buffer, result) ->
                                (int) ByName.USER.invokeExact(key, entry, buffer, (long) BUFFER, result))
                        .map(Accounts::user);
            }
        });
    }

    /// The user with that id; nobody where that cannot be found out.
    public static Optional<User> user(int uid) {
        return known(() -> {
            try (var arena = Arena.ofConfined()) {
                return entry(arena, "getpwuid", PASSWD_SIZE, (entry, buffer, result) ->
                                (int) ById.USER.invokeExact(uid, entry, buffer, (long) BUFFER, result))
                        .map(Accounts::user);
            }
        });
    }

    /// The id of the group of that name; nothing where that cannot be found out.
    public static OptionalInt group(String name) {
        var found = known(() -> {
            try (var arena = Arena.ofConfined()) {
                var key = arena.allocateFrom(name);
                return entry(arena, "getgrnam", GROUP_SIZE, (entry, buffer, result) ->
                                (int) Groups.BY_NAME.invokeExact(key, entry, buffer, (long) BUFFER, result))
                        .map(entry -> entry.get(ValueLayout.JAVA_INT, GROUP_GID));
            }
        });
        return found.isPresent() ? OptionalInt.of(found.get()) : OptionalInt.empty();
    }

    /// The name of the group with that id; nothing where that cannot be found out.
    public static Optional<String> groupName(int gid) {
        return known(() -> {
            try (var arena = Arena.ofConfined()) {
                return entry(arena, "getgrgid", GROUP_SIZE, (entry, buffer, result) ->
                                (int) ById.GROUP.invokeExact(gid, entry, buffer, (long) BUFFER, result))
                        .map(entry -> text(entry, 0));
            }
        });
    }

    /// Where the answer is only for show or for a setting, none will do.
    private static <T> Optional<T> known(WaitingCall.Work<Optional<T>> lookup) {
        try {
            return WaitingCall.run(lookup);
        } catch (PosixException _) {
            return Optional.empty();
        }
    }

    private static Optional<MemorySegment> entry(Arena arena, String call, int size, Lookup lookup)
            throws PosixException {
        var entry = arena.allocate(size, 8);
        var result = arena.allocate(Kernel.POINTER);
        int error;
        try {
            error = lookup.into(entry, arena.allocate(BUFFER), result);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("a lookup of an account threw", e);
        }
        return found(call, error, result.get(Kernel.POINTER, 0).address()) ? Optional.of(entry) : Optional.empty();
    }

    /// An error is no answer: mail of an account that cannot be looked up right now must not be returned.
    static boolean found(String call, int error, long result) throws PosixException {
        if (error != 0) {
            throw new PosixException(call, new Errno(error));
        }
        return result != 0;
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
