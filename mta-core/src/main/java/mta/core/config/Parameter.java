package mta.core.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// One parameter of `main.cf`: its name, kind, default and limits, and what it is for, in one sentence.
///
/// Parameters are constants of the catalogue ([Catalogue]), one class for each program. Values are read with
/// [MainCf#get].
///
/// @param name as it is written in `main.cf`
/// @param kind how its text is read and checked
/// @param defaultText the default as `postconf -d` prints it; may hold `$name` and `${…}`
/// @param limits lowest and highest value of numbers, of times in seconds, and of the length of text
/// @param support whether this program honours it
/// @param summary one sentence, ending in a period
/// @param reader turns expanded text into a value
/// @param <T> the type of its values
public record Parameter<T>(
        String name, Kind kind, String defaultText, Limits limits, Support support, String summary, Reader<T> reader) {

    /// How the text of a parameter is read; the words of Postfix's own tables.
    public enum Kind {
        /// Text in which `$name` is expanded when the configuration is read.
        TEXT,
        /// Text in which `$name` is kept for expansion at run time.
        RAW,
        /// `yes` or `no`.
        BOOLEAN,
        /// A whole number.
        INTEGER,
        /// A whole number that may exceed 32 bits.
        LONG,
        /// A number with a unit: `s`, `m`, `h`, `d`, `w`.
        TIME
    }

    /// Whether this program honours a parameter; what is not honoured is said at start-up.
    public enum Support {
        /// Honoured.
        FULL,
        /// Not built yet: setting it is warned about.
        NOT_YET,
        /// Not built yet, and it protects: setting it to something else than its default refuses the start.
        NOT_YET_AND_PROTECTS
    }

    /// Turns the expanded text of a parameter into its value, or throws [ConfigException].
    ///
    /// @param <T> the type of the value
    @FunctionalInterface
    public interface Reader<T> {
        /// @param parameter whose name and limits count
        /// @param text the value, expanded
        T read(Parameter<?> parameter, String text);
    }

    /// Lowest and highest value allowed; empty where there is no limit.
    ///
    /// For text, the bounds on its length; for times, seconds.
    ///
    /// @param lowest the smallest value allowed
    /// @param highest the largest value allowed
    public record Limits(Optional<Long> lowest, Optional<Long> highest) {

        /// No limit on either side.
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

        /// At least this.
        public static Limits from(long lowest) {
            return new Limits(Optional.of(lowest), Optional.empty());
        }

        /// At most this.
        public static Limits upTo(long highest) {
            return new Limits(Optional.empty(), Optional.of(highest));
        }

        /// Between the two, inclusive.
        public static Limits between(long lowest, long highest) {
            return new Limits(Optional.of(lowest), Optional.of(highest));
        }
    }

    /// Text with `$name` expanded, that may be empty.
    public static Parameter<String> text(String name, String defaultText, String summary) {
        return text(name, defaultText, Limits.NONE, summary);
    }

    /// Text with `$name` expanded, of limited length.
    public static Parameter<String> text(String name, String defaultText, Limits length, String summary) {
        return new Parameter<>(name, Kind.TEXT, defaultText, length, Support.FULL, summary, Values::text);
    }

    /// Text that keeps its `$name`, and may be empty.
    public static Parameter<String> raw(String name, String defaultText, String summary) {
        return raw(name, defaultText, Limits.NONE, summary);
    }

    /// Text that keeps its `$name`, of limited length.
    public static Parameter<String> raw(String name, String defaultText, Limits length, String summary) {
        return new Parameter<>(name, Kind.RAW, defaultText, length, Support.FULL, summary, Values::text);
    }

    /// `yes` or `no`.
    public static Parameter<Boolean> bool(String name, String defaultText, String summary) {
        return new Parameter<>(name, Kind.BOOLEAN, defaultText, Limits.NONE, Support.FULL, summary, Values::bool);
    }

    /// A whole number of 32 bits.
    public static Parameter<Integer> integer(String name, String defaultText, Limits limits, String summary) {
        return new Parameter<>(name, Kind.INTEGER, defaultText, limits, Support.FULL, summary, Values::integer);
    }

    /// A whole number of 64 bits.
    public static Parameter<Long> longInteger(String name, String defaultText, Limits limits, String summary) {
        return new Parameter<>(name, Kind.LONG, defaultText, limits, Support.FULL, summary, Values::longInteger);
    }

    /// A time; the unit of its default is the unit of a bare number.
    public static Parameter<Duration> time(String name, String defaultText, Limits limits, String summary) {
        return new Parameter<>(name, Kind.TIME, defaultText, limits, Support.FULL, summary, Values::time);
    }

    /// The value that expanded text stands for.
    ///
    /// @throws ConfigException in Postfix's words, if the text is malformed or outside the limits
    public T read(String text) {
        return reader.read(this, text);
    }

    /// The same parameter, a list in which only these words may stand.
    public <E extends Enum<E> & ListWord> Parameter<Set<E>> listOf(Set<E> words) {
        return new Parameter<>(
                name,
                kind,
                defaultText,
                limits,
                support,
                summary,
                (parameter, text) -> Values.words(parameter, text, words));
    }

    /// The same parameter, which takes only these values.
    ///
    /// @param complaint what is said of others, a format for the name and the text
    public Parameter<T> oneOf(String complaint, String... values) {
        var known = Set.of(values);
        return checked((parameter, text) -> {
            if (!known.contains(text)) {
                throw new ConfigException(complaint.formatted(parameter.name(), text));
            }
        });
    }

    private Parameter<T> checked(BiConsumer<Parameter<?>, String> check) {
        return new Parameter<>(name, kind, defaultText, limits, support, summary, (parameter, text) -> {
            T value = reader.read(parameter, text);
            check.accept(parameter, text);
            return value;
        });
    }

    /// The same parameter, marked as not built yet.
    public Parameter<T> notYet() {
        return new Parameter<>(name, kind, defaultText, limits, Support.NOT_YET, summary, reader);
    }

    /// The same parameter, marked as not built yet and too important to be ignored.
    public Parameter<T> notYetAndProtects() {
        return new Parameter<>(name, kind, defaultText, limits, Support.NOT_YET_AND_PROTECTS, summary, reader);
    }

    /// The same parameter for another service: another name and default, read and limited alike.
    Parameter<T> withName(String otherName, String otherDefault, String otherSummary) {
        return new Parameter<>(otherName, kind, otherDefault, limits, support, otherSummary, reader);
    }

    /// What values it takes, for readers: `time, from 1s`.
    public String values() {
        return switch (kind) {
            case TEXT -> "text" + (limits.lowest().isPresent() ? ", not empty" : "");
            case RAW -> "text, expanded when used" + (limits.lowest().isPresent() ? ", not empty" : "");
            case BOOLEAN -> "yes or no";
            case INTEGER, LONG -> "number" + bounds("");
            case TIME -> "time" + bounds("s");
        };
    }

    private String bounds(String unit) {
        return limits.lowest().map(lowest -> ", from " + lowest + unit).orElse("")
                + limits.highest().map(highest -> ", up to " + highest + unit).orElse("");
    }
}
