package mta.core.mail;

import java.util.Arrays;
import java.util.Optional;

/// How much of a message goes back with a notice, as its sender may say (`RET=` of RFC 3461 section 4.3).
///
/// In queue files and between programs it is a number, and 0 where nothing was said.
public enum Returned {
    /// All of it.
    FULL(1, "FULL"),
    /// Its headers.
    HEADERS(2, "HDRS");

    private final int number;
    private final String word;

    Returned(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /// What a number stands for; nothing where it is neither of ours.
    public static Optional<Returned> ofNumber(long number) {
        return Arrays.stream(values()).filter(one -> one.number == number).findFirst();
    }

    /// What a word stands for, in upper or lower case.
    public static Optional<Returned> ofWord(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /// The number as it stands in a queue file.
    public static int number(Optional<Returned> returned) {
        return returned.map(Returned::number).orElse(0);
    }

    /// The number as it stands in a queue file.
    public int number() {
        return number;
    }

    /// The word in SMTP.
    public String word() {
        return word;
    }
}
