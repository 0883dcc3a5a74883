package mta.cli.config;

import java.nio.file.Path;
import java.util.Optional;
import mta.core.config.Deprecations;

/// Warns about parameters that Postfix is going to remove, and about those it has removed.
final class Deprecation {

    private final Complaints complaints;
    private boolean told;

    Deprecation(Complaints complaints) {
        this.complaints = complaints;
    }

    /// Warns if a name is deprecated.
    ///
    /// @param used whether it still has an effect
    /// @return whether there was something to say
    boolean tell(String name, boolean used, Path path) {
        Optional<String> advice = Deprecations.advice(name);
        if (advice.isEmpty()) {
            return false;
        }
        complaints.warn("%s: support for parameter \"%s\" %s; instead, %s"
                .formatted(path, name, used ? "will be removed" : "has been removed", advice.get()));
        told = true;
        return true;
    }

    /// Says where to read on, if there was a warning.
    void finish() {
        if (told) {
            complaints.warn("See https://www.postfix.org/DEPRECATION_README.html for details");
        }
    }
}
