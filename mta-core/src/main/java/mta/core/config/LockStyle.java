package mta.core.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A way to lock a mailbox, as `mailbox_delivery_lock` and `virtual_mailbox_lock` name it.
public enum LockStyle {
    /// flock(2).
    FLOCK,
    /// fcntl(2).
    FCNTL,
    /// A file `NAME.lock`.
    DOTLOCK;

    /// Reads a list of them.
    ///
    /// @throws ConfigException where a word is none
    public static Set<LockStyle> parse(String list) {
        var styles = EnumSet.noneOf(LockStyle.class);
        for (String word : list.split("[\\s,]+")) {
            if (!word.isEmpty()) {
                styles.add(named(word, list));
            }
        }
        return styles;
    }

    private static LockStyle named(String word, String list) {
        for (LockStyle style : values()) {
            if (word.equals(style.name().toLowerCase(Locale.ROOT))) {
                return style;
            }
        }
        throw new ConfigException("unknown mailbox_delivery_lock value \"" + word + "\" in \"" + list + "\"");
    }
}
