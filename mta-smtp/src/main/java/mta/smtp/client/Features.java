package mta.smtp.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// What a server offers in its answer to EHLO or LHLO.
///
/// @param keywords upper case, each with the text that follows it
public record Features(Map<String, String> keywords) {

    /// What a server has that only knows HELO.
    public static final Features NONE = new Features(Map.of());

    public Features {
        keywords = Map.copyOf(keywords);
    }

    /// Reads the texts of an answer; the first is a greeting and no keyword.
    ///
    /// @param discarded keywords not to use, in lower case
    public static Features of(List<String> texts, Set<String> discarded) {
        var keywords = new HashMap<String, String>();
        for (var text : texts.subList(1, texts.size())) {
            // AUTH=LOGIN is an old spelling of AUTH LOGIN.
            var words = text.strip().split("[ =]", 2);
            if (!discarded.contains(words[0].toLowerCase(Locale.ROOT))) {
                keywords.putIfAbsent(words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1].strip() : "");
            }
        }
        return new Features(keywords);
    }

    /// Several commands may be sent without waiting (RFC 2920).
    public boolean pipelining() {
        return keywords.containsKey("PIPELINING");
    }

    /// Bodies with bytes above 127 are taken (RFC 6152).
    public boolean eightBitMime() {
        return keywords.containsKey("8BITMIME");
    }

    /// `RET`, `ENVID`, `NOTIFY` and `ORCPT` are understood (RFC 3461).
    public boolean dsn() {
        return keywords.containsKey("DSN");
    }

    /// Addresses and headers may hold UTF-8 (RFC 6531).
    public boolean smtpUtf8() {
        return keywords.containsKey("SMTPUTF8");
    }

    /// `SIZE=` is understood (RFC 1870).
    public boolean size() {
        return keywords.containsKey("SIZE");
    }

    /// The most bytes that the server takes, if it says so.
    public OptionalLong sizeLimit() {
        var text = keywords.getOrDefault("SIZE", "");
        boolean limited = text.matches("\\d{1,18}") && Long.parseLong(text) > 0;
        return limited ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
