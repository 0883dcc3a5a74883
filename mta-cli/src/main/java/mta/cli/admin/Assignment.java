package mta.cli.admin;

import java.util.Optional;
import java.util.regex.Pattern;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;

/// The name and the group that an instance is to have: each absent where nothing is said, and empty where it is to
/// have none.
///
/// @param name what `-I` says
/// @param group what `-G` says
record Assignment(Optional<String> name, Optional<String> group) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9!@%_=+:./-]*");

    /// Whether nothing is said.
    boolean isEmpty() {
        return name.isEmpty() && group.isEmpty();
    }

    /// What would change of an instance.
    Assignment changes(Instance instance) {
        return new Assignment(
                name.filter(text -> !text.equals(instance.name().orElse(""))),
                group.filter(text -> !text.equals(instance.group().orElse(""))));
    }

    /// Refuses what would be misunderstood in paths and scripts.
    void check() throws CommandFailed {
        String instance = name.orElse("");
        if (!instance.isEmpty()) {
            if (!isSafe(instance)) {
                throw failure("Unsafe characters in new instance name: '" + instance + "'");
            }
            if (instance.contains("/")) {
                throw failure("Illegal '/' character in new instance name: '" + instance + "'");
            }
            if (!instance.startsWith(Instance.PREFIX)) {
                throw failure("New instance name must start with '" + Instance.PREFIX + "'");
            }
        }
        if (!isSafe(group.orElse(""))) {
            throw failure("Unsafe characters in '-G " + group.orElse("") + "'");
        }
    }

    private static boolean isSafe(String text) {
        return SAFE.matcher(text).matches();
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
