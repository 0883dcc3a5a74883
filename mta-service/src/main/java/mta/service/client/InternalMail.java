package mta.service.client;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import mta.core.config.CleanupParameters;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.table.ListText;

/// Mail that the mail system itself makes. Its content is not inspected, unless `internal_mail_filter_classes` says so.
public enum InternalMail {
    /// Notices to senders, and their copies for the postmaster.
    BOUNCE("bounce"),
    /// Reports of trouble in sessions.
    NOTIFY("notify");

    private final String word;

    InternalMail(String word) {
        this.word = word;
    }

    /// What cleanup(8) is to do with such mail.
    ///
    /// @throws ConfigException if `internal_mail_filter_classes` names something else
    public Set<CleanupFlag> flags(MainCf main) {
        String text = main.get(CleanupParameters.INTERNAL_MAIL_FILTER_CLASSES);
        var flags = EnumSet.copyOf(CleanupFlag.INTERNAL);
        for (String word : ListText.split(text)) {
            if (find(word, text) == this) {
                flags.add(CleanupFlag.FILTER);
                flags.add(CleanupFlag.MILTER);
            }
        }
        return flags;
    }

    private static InternalMail find(String word, String text) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "unknown internal_mail_filter_classes value \"" + word + "\" in \"" + text + "\""));
    }
}
