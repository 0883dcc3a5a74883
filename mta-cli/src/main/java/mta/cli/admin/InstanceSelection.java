package mta.cli.admin;

/// Which instances a command is about.
sealed interface InstanceSelection {

    /// Nothing is said.
    record None() implements InstanceSelection {}

    /// `-a`.
    record All() implements InstanceSelection {}

    /// `-g group`.
    record Group(String name) implements InstanceSelection {}

    /// `-i name`: a name with or without its prefix, a configuration directory, or `-` for the primary instance.
    record Named(String name) implements InstanceSelection {

        private boolean isNameOf(Instance instance) {
            if (instance.primary() && name.equals("-")) {
                return true;
            }
            String own = name.startsWith("/") ? "" : instance.name().orElse("");
            if (own.isEmpty()) {
                return name.equals(instance.directory());
            }
            boolean isShort = !name.startsWith(Instance.PREFIX) && own.startsWith(Instance.PREFIX);
            return name.equals(isShort ? own.substring(Instance.PREFIX.length()) : own);
        }
    }

    /// Whether it is about this one.
    default boolean matches(Instance instance) {
        return switch (this) {
            case None _ -> false;
            case All _ -> true;
            case Group(String name) -> instance.group().filter(name::equals).isPresent();
            case Named named -> named.isNameOf(instance);
        };
    }
}
