package mta.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `name`, `name/type` or `name/type/what` on the command line, where `*` matches everything.
///
/// @param text as it was given
/// @param parts as many as were asked for; `*` for those that were left out
record ServicePattern(String text, List<String> parts) {

    private static final String ANY = "*";

    /// Reads a pattern.
    ///
    /// @return nothing if it has fewer parts than `least` or more than `most`, or a `*` that does not stand alone
    static Optional<ServicePattern> parse(String text, int least, int most) {
        var parts = new ArrayList<String>();
        for (String part : text.split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        boolean badStar = parts.stream().anyMatch(part -> part.contains(ANY) && !part.equals(ANY));
        if (text.startsWith("/") || parts.size() < least || parts.size() > most || badStar) {
            return Optional.empty();
        }
        while (parts.size() < most) {
            parts.add(ANY);
        }
        return Optional.of(new ServicePattern(text, List.copyOf(parts)));
    }

    boolean matches(String name, String type) {
        return fits(parts.getFirst(), name) && fits(parts.get(1), type);
    }

    boolean matches(ServiceLine service) {
        return matches(service.name(), service.type());
    }

    /// The third part.
    String what() {
        return parts.get(2);
    }

    boolean isAnything() {
        return what().equals(ANY);
    }

    private static boolean fits(String pattern, String text) {
        return pattern.equals(ANY) || pattern.equals(text);
    }
}
