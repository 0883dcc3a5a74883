package mta.core.config;

/// A `$` expression that cannot be expanded. The message is the warning that Postfix logs before it gives up.
public final class ExpansionException extends RuntimeException {

    public ExpansionException(String message) {
        super(message);
    }
}
