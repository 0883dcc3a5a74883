package mta.core.posix;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Signals that operators send.
///
/// Java's own interface for them, `sun.misc.Signal`, is kept for use by everyone (JEP 260), but no program that names
/// it compiles without a warning; so it is found by its name here, and only here.
public final class Signals {

    /// Kinds of signal, with their number.
    public enum Signal {
        HUP(1),
        INT(2),
        KILL(9),
        TERM(15);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    private Signals() {}

    /// Calls an action, on a thread of its own, each time the signal comes.
    public static void handle(Signal signal, Runnable action) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            var lookup = MethodHandles.publicLookup();
            MethodHandle run = lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            Object handler =
                    MethodHandleProxies.asInterfaceInstance(handlers, MethodHandles.dropArguments(run, 0, signals));
            Object which = lookup.findConstructor(signals, MethodType.methodType(void.class, String.class))
                    .invoke(signal.name());
            lookup.findStatic(signals, "handle", MethodType.methodType(handlers, signals, handlers))
                    .invoke(which, handler);
        } catch (Throwable e) {
            throw new LinkageError("this Java cannot handle signals", e);
        }
    }

    /// Lets a signal pass without effect.
    public static void ignore(Signal signal) {
        handle(signal, () -> {});
    }
}
