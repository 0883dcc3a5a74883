package mta.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of `master.cf`: a service.
///
/// @param name the service name; for `inet` it holds the address and port, such as `127.0.0.1:10025` or `smtp`
/// @param type what kind of endpoint it listens on
/// @param isPrivate whether only our own processes may connect
/// @param unprivileged whether it runs as `mail_owner`
/// @param chroot whether Postfix would confine it to the queue directory
/// @param wakeup how often it is woken up; zero for never
/// @param wakeupOnlyIfUsed whether the timer starts only after the first use (`60?`)
/// @param processLimit the bound on clients served at a time; 0 for none
/// @param command the program, such as `smtpd`
/// @param arguments the words after the command, as they stand
/// @param overrides the `-o name=value` settings among the arguments, in order, unexpanded
/// @param line where the entry starts in the file
public record ServiceEntry(
        String name,
        Type type,
        boolean isPrivate,
        boolean unprivileged,
        boolean chroot,
        Duration wakeup,
        boolean wakeupOnlyIfUsed,
        int processLimit,
        String command,
        List<String> arguments,
        Map<String, String> overrides,
        int line) {

    /// Kinds of endpoint.
    public enum Type {
        INET("inet"),
        UNIX("unix"),
        UNIX_DGRAM("unix-dgram"),
        FIFO("fifo"),
        PASS("pass");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /// As it is written in `master.cf`.
        public String word() {
            return word;
        }
    }

    /// Where it is found: below the queue directory, as in `private/smtp`, or at the address that its name is.
    /// Two services may have the same name, one private and one not.
    public String endpoint() {
        return type == Type.INET ? name : (isPrivate ? "private/" : "public/") + name;
    }

    /// What is wrong with the first `-o` option that is not `name=value`, or that has no value at all, in Postfix's
    /// words. The service cannot start with it; the others can.
    public Optional<String> badOption() {
        var bad = new ArrayList<String>();
        var _ = MasterLine.overrides(
                arguments, (text, reason) -> bad.add("invalid \"-o " + text + "\" option value: " + reason));
        if (MasterLine.endsInOption(arguments)) {
            bad.add("invalid option: o");
        }
        return bad.stream().findFirst();
    }

    /// The same service by another name.
    ServiceEntry named(String other) {
        return at(other, type);
    }

    /// The same service at another kind of endpoint.
    ServiceEntry as(Type other) {
        return at(name, other);
    }

    private ServiceEntry at(String otherName, Type otherType) {
        return new ServiceEntry(
                otherName,
                otherType,
                isPrivate,
                unprivileged,
                chroot,
                wakeup,
                wakeupOnlyIfUsed,
                processLimit,
                command,
                arguments,
                overrides,
                line);
    }

    /// Whether any number of clients may be connected. One process of Postfix's serves any number, so that a
    /// process limit of 1 bounds nothing; postdrop, which is no service there, showq and flush count the clients of
    /// each user themselves, and let those beyond the limit wait.
    public boolean servesManyAtATime() {
        return switch (command) {
            case "pickup", "qmgr", "verify", "postdrop", "showq", "flush" -> true;
            default -> false;
        };
    }
}
