package mta.delivery.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mta.core.config.Expander;

/// `luser_relay`: who gets mail for unknown users.
///
/// @param text the address, in which `$user`, `$local`, `$extension` and the like stand for parts of the unknown one;
///     empty for nobody
record LuserRelay(String text) {

    boolean isSet() {
        return !text.isBlank();
    }

    /// The address that mail for an unknown one goes to.
    ///
    /// @param local the unknown address without its domain
    /// @param name the same without extension
    String of(String address, String local, String name) {
        var values = new HashMap<>(Map.of("user", name, "local", local, "recipient", address));
        values.put("domain", address.substring(Math.min(address.length(), local.length() + 1)));
        if (local.length() > name.length()) {
            values.put("recipient_delimiter", local.substring(name.length(), name.length() + 1));
            values.put("extension", local.substring(name.length() + 1));
        }
        return new Expander(key -> Optional.ofNullable(values.get(key)), _ -> {}).expand(text);
    }
}
