package mta.core.config;

/// The configuration asks for something that is not built. Other mistakes in a setting may be worked around until
/// somebody mends them; this one is said, and not worked around.
public final class NotImplementedException extends ConfigException {

    public NotImplementedException(String message) {
        super(message);
    }
}
