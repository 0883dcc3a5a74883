package mta.core.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.mail.InternationalDomain;

/// Expands `$name` and `${…}` in values, and in what they stand for.
///
/// A parameter that is not defined expands to nothing. A parameter that is defined through itself is an error.
public final class Expander {

    private static final int DEEPEST = 100;

    private final Scope scope;
    private final Consumer<String> undefined;

    /// @param scope where names are looked up
    public Expander(Scope scope) {
        this(scope, _ -> {});
    }

    /// @param scope where names are looked up
    /// @param undefined told each name whose value is asked for and that is not defined
    public Expander(Scope scope, Consumer<String> undefined) {
        this.scope = scope;
        this.undefined = undefined;
    }

    /// Where names are looked up.
    @FunctionalInterface
    public interface Scope {

        /// The value of a parameter, unexpanded; nothing if it is not defined.
        Optional<String> find(String name);
    }

    /// Expands a value.
    ///
    /// @throws ExpansionException if it is malformed or refers to itself
    public String expand(String value) {
        return expand(value, 0);
    }

    /// Tells each name that a value refers to, in both branches of each choice, without looking it up.
    ///
    /// @throws ExpansionException if it is malformed
    public static void scan(String value, Consumer<String> names) {
        if (value.indexOf('$') < 0) {
            return;
        }
        for (Macro piece : MacroParser.parse(value)) {
            switch (piece) {
                case Macro.Literal _ -> {}
                case Macro.Value(var name) -> names.accept(name);
                case Macro.Call call -> scan(call.argument(), names);
                case Macro.Choice(var test, var yes, var no) -> {
                    scan(test, names);
                    scan(yes, names);
                    scan(no, names);
                }
            }
        }
    }

    private static void scan(Macro.Test test, Consumer<String> names) {
        switch (test) {
            case Macro.NonEmpty(var name) -> names.accept(name);
            case Macro.Comparison comparison -> {
                scan(comparison.left(), names);
                scan(comparison.right(), names);
            }
        }
    }

    private String expand(String value, int depth) {
        if (value.indexOf('$') < 0) {
            return value;
        }
        var expanded = new StringBuilder();
        for (Macro piece : MacroParser.parse(value)) {
            switch (piece) {
                case Macro.Literal(var text) -> expanded.append(text);
                case Macro.Value(var name) -> {
                    guard(name, depth);
                    Optional<String> found = scope.find(name);
                    if (found.isEmpty()) {
                        undefined.accept(name);
                    }
                    expanded.append(expand(found.orElse(""), depth + 1));
                }
                case Macro.Choice(var test, var yes, var no) ->
                    expanded.append(expand(holds(test, depth) ? yes : no, depth + 1));
                case Macro.Call(var function, var argument) -> expanded.append(call(function, expand(argument, depth)));
            }
        }
        return expanded.toString();
    }

    private boolean holds(Macro.Test test, int depth) {
        return switch (test) {
            case Macro.NonEmpty(var name) -> {
                guard(name, depth);
                yield scope.find(name).filter(value -> !value.isEmpty()).isPresent();
            }
            case Macro.Comparison(var left, var relation, var right) -> {
                guard(left, depth);
                yield relation.holds(expand(left, depth + 1), expand(right, depth + 1));
            }
        };
    }

    private static void guard(String name, int depth) {
        if (depth > DEEPEST) {
            throw new ExpansionException("unreasonable macro call nesting: \"" + name + "\"");
        }
    }

    private static String call(String function, String argument) {
        if (!function.equals("domain_to_ascii")) {
            throw new ExpansionException("unknown function name: \"" + function + "\"");
        }
        return InternationalDomain.ascii(argument)
                .orElseThrow(() -> new ExpansionException("domain_to_ascii: bad domain name: \"" + argument + "\""))
                .toLowerCase(Locale.ROOT);
    }
}
