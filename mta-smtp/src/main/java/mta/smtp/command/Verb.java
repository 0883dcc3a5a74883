package mta.smtp.command;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The first word of a command, in the order in which Postfix counts them in its `disconnect` line.
public enum Verb {
    HELO,
    EHLO,
    XCLIENT,
    XFORWARD,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    BDAT,
    RSET,
    NOOP,
    VRFY,
    ETRN,
    QUIT,
    HELP,
    /// Anything else.
    UNKNOWN;

    private static final Map<String, Verb> BY_WORD = Stream.of(values())
            .filter(verb -> verb != UNKNOWN)
            .collect(Collectors.toUnmodifiableMap(Verb::name, Function.identity()));

    private final String lowerCase = name().toLowerCase(Locale.ROOT);

    /// The verb that a word stands for, in any case.
    public static Verb of(String word) {
        Verb exact = BY_WORD.get(word);
        return exact != null ? exact : BY_WORD.getOrDefault(word.toUpperCase(Locale.ROOT), UNKNOWN);
    }

    /// As it stands in the `disconnect` line.
    public String lowerCase() {
        return lowerCase;
    }
}
