package mta.service.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/// One message of the internal protocol: names with values, in order.
///
///     name \0 value \0 name \0 value \0 … \0
///
/// This is the form in which Postfix's own programs talk (its `attr_print0` and `attr_scan0`), so that Debian's
/// postqueue(1) or postdrop(1) can talk to us.
public final class Attributes {

    private final Map<String, String> values = new LinkedHashMap<>();

    /// Adds a value and returns this, so that a message can be written as one expression.
    ///
    /// @throws IllegalArgumentException if either holds a NUL
    public Attributes with(String name, String value) {
        if (name.isEmpty() || name.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
            throw new IllegalArgumentException("attribute " + name + " cannot be sent");
        }
        values.put(name, value);
        return this;
    }

    /// Adds a number.
    public Attributes with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /// A value that must be there.
    ///
    /// @throws ProtocolException if it is not
    public String text(String name) throws ProtocolException {
        String value = values.get(name);
        if (value == null) {
            throw new ProtocolException("missing attribute " + name + " in " + values.keySet());
        }
        return value;
    }

    /// A value that need not be there.
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /// A number that must be there.
    ///
    /// @throws ProtocolException if it is missing or no number
    public long number(String name) throws ProtocolException {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new ProtocolException("attribute " + name + " is no number: " + text(name), e);
        }
    }

    /// Whether a value is there.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// All names and values, in order.
    public Map<String, String> all() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
