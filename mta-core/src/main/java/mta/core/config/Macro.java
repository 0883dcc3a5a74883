package mta.core.config;

/// A piece of a parameter's value: literal text, or something that `$` begins.
///
/// Operands are kept as text; they are parsed when they are needed, as Postfix does it, so that an error in a branch
/// that is not taken goes unnoticed.
public sealed interface Macro {

    /// Text that stands for itself.
    record Literal(String text) implements Macro {}

    /// `$name`, `${name}`, `$(name)`.
    record Value(String name) implements Macro {}

    /// `${name?{yes}:{no}}` and its short forms, where the branch that is not written is empty.
    record Choice(Test test, String yes, String no) implements Macro {}

    /// `${function{argument}}`.
    record Call(String function, String argument) implements Macro {}

    /// What a [Choice] depends on.
    sealed interface Test {}

    /// Whether a parameter is set to something.
    record NonEmpty(String name) implements Test {}

    /// `{left} operator {right}`.
    record Comparison(String left, Relation relation, String right) implements Test {}
}
