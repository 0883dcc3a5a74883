package mta.delivery.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mta.core.config.ConfigException;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.RewriteParameters;
import mta.core.log.MailLog;
import mta.core.rewrite.Extensions;
import mta.core.table.TableSearch;
import mta.core.table.Tables;
import mta.delivery.Outcome;

/// What `main.cf` says about local(8).
///
/// @param aliases the alias tables; nothing where one of them cannot be used, so that no mail misses its alias
/// @param extensions what separates an extension from a login name
/// @param homeMailbox the mailbox below the home directory; empty for the spool directory
/// @param mailSpoolDirectory where mailboxes are otherwise; one that ends in a slash holds maildirs
/// @param forwardFiles where users say that mail goes
/// @param unbuilt parameters that are set and not built, with their values
record LocalConfig(
        Optional<TableSearch> aliases,
        Extensions extensions,
        String homeMailbox,
        String mailSpoolDirectory,
        ForwardFiles forwardFiles,
        Map<String, String> unbuilt) {

    private static final List<Parameter<String>> UNBUILT = List.of(
            LocalParameters.MAILBOX_COMMAND,
            LocalParameters.MAILBOX_COMMAND_MAPS,
            LocalParameters.MAILBOX_TRANSPORT,
            LocalParameters.MAILBOX_TRANSPORT_MAPS,
            LocalParameters.FALLBACK_TRANSPORT,
            LocalParameters.FALLBACK_TRANSPORT_MAPS,
            LocalParameters.LUSER_RELAY);

    static LocalConfig from(MainCf main, MailLog log) {
        var unbuilt = new TreeMap<String, String>();
        for (var parameter : UNBUILT) {
            String value = main.get(parameter);
            if (!value.isBlank()) {
                unbuilt.put(parameter.name(), value);
            }
        }
        var extensions = new Extensions(
                main.get(RewriteParameters.RECIPIENT_DELIMITER), main.get(RewriteParameters.OWNER_REQUEST_SPECIAL));
        return new LocalConfig(
                aliases(main, log),
                extensions,
                main.get(LocalParameters.HOME_MAILBOX),
                main.get(LocalParameters.MAIL_SPOOL_DIRECTORY),
                new ForwardFiles(main.get(LocalParameters.FORWARD_PATH), extensions),
                unbuilt);
    }

    private static Optional<TableSearch> aliases(MainCf main, MailLog log) {
        try {
            return Optional.of(Tables.ofService(main, log).openAll(main.get(LocalParameters.ALIAS_MAPS)));
        } catch (ConfigException e) {
            log.warning("alias_maps: " + e.getMessage() + "; local mail will wait");
            return Optional.empty();
        }
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
