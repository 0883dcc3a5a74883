package mta.core.config;

/// The configuration cannot be used. The message is the operator's: it names the parameter, and file and line
/// where they are known, in Postfix's words. A program that gets one logs it as fatal and ends.
public class ConfigException extends RuntimeException {

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
