package mta.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which release's defaults the administrator has accepted: `0`, `1`, `2`, `3.6`, `3.11`.
///
/// A level is a version, so `3.10` is higher than `3.9`; parts that are not written are zero.
///
/// @param major the first number
/// @param minor the second
/// @param patch the third
public record CompatibilityLevel(int major, int minor, int patch) implements Comparable<CompatibilityLevel> {

    /// The level that knows all present defaults.
    public static final CompatibilityLevel LATEST = new CompatibilityLevel(3, 11, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3})(?:\\.(\\d{1,3}))?)?");
    private static final Comparator<CompatibilityLevel> ORDER = Comparator.comparingInt(CompatibilityLevel::major)
            .thenComparingInt(CompatibilityLevel::minor)
            .thenComparingInt(CompatibilityLevel::patch);

    /// Reads a level.
    ///
    /// @throws IllegalArgumentException in Postfix's words if it is not of the form `3`, `3.11` or `3.11.2`
    public static CompatibilityLevel parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("malformed compatibility level syntax: \"" + text + "\"");
        }
        return new CompatibilityLevel(part(form.group(1)), part(form.group(2)), part(form.group(3)));
    }

    private static int part(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /// What `postfix start` and `postfix reload` say where a level is lower than [#LATEST].
    public List<String> startNotes() {
        if (compareTo(LATEST) >= 0) {
            return List.of();
        }
        return List.of(
                "Postfix is using backwards-compatible default settings",
                "See http://www.postfix.org/COMPATIBILITY_README.html for details",
                "To disable backwards compatibility use \"postconf compatibility_level=" + LATEST
                        + "\" and \"postfix reload\"");
    }

    @Override
    public int compareTo(CompatibilityLevel other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return patch > 0 ? major + "." + minor + "." + patch : minor > 0 ? major + "." + minor : "" + major;
    }
}
