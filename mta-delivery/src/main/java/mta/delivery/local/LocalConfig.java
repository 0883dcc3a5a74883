package mta.delivery.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.delivery.Outcome;

/// What local(8) does for accounts.
///
/// @param homeMailbox the mailbox below the home directory; empty for the spool directory
/// @param mailSpoolDirectory where mailboxes are otherwise; one that ends in a slash holds maildirs
/// @param unbuilt parameters that are set and not built, with their values
record LocalConfig(String homeMailbox, String mailSpoolDirectory, Map<String, String> unbuilt) {

    private static final List<Parameter<String>> UNBUILT = List.of(
            LocalParameters.MAILBOX_COMMAND,
            LocalParameters.MAILBOX_COMMAND_MAPS,
            LocalParameters.MAILBOX_TRANSPORT,
            LocalParameters.MAILBOX_TRANSPORT_MAPS,
            LocalParameters.FALLBACK_TRANSPORT,
            LocalParameters.FALLBACK_TRANSPORT_MAPS,
            LocalParameters.LUSER_RELAY);

    static LocalConfig from(MainCf main) {
        var unbuilt = new TreeMap<String, String>();
        for (var parameter : UNBUILT) {
            String value = main.get(parameter);
            if (!value.isBlank()) {
                unbuilt.put(parameter.name(), value);
            }
        }
        return new LocalConfig(
                main.get(LocalParameters.HOME_MAILBOX), main.get(LocalParameters.MAIL_SPOOL_DIRECTORY), unbuilt);
    }

    /// A deferral, where one of these parameters is set: it asks for something that is not built.
    Optional<Outcome> needed(String... parameters) {
        for (var parameter : parameters) {
            if (unbuilt.containsKey(parameter)) {
                return Optional.of(Outcome.deferred("4.3.5", parameter + " is not implemented"));
            }
        }
        return Optional.empty();
    }
}
