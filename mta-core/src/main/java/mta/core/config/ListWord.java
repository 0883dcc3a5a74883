package mta.core.config;

import java.util.Locale;

/// A word that a setting may list, such as `flock` in `mailbox_delivery_lock`: the constants of an enum are the words
/// there are.
public interface ListWord {

    /// The name of the constant.
    String name();

    /// As it is written in `main.cf`.
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
