package mta.delivery.local;

import mta.core.table.Lookup;
import mta.core.table.TableSearch;

/// Where mail for accounts goes instead of a mailbox, and mail for those that do not exist.
///
/// @param transports `mailbox_transport_maps`
/// @param transport `mailbox_transport`; empty for none
/// @param commands `mailbox_command_maps`
/// @param command `mailbox_command`; empty for none
/// @param fallbacks `fallback_transport_maps`
/// @param fallback `fallback_transport`; empty for none
record AccountRoutes(
        TableSearch transports,
        String transport,
        TableSearch commands,
        String command,
        TableSearch fallbacks,
        String fallback) {

    /// A way.
    sealed interface Route {

        /// None but the usual one.
        enum Usual implements Route {
            NONE
        }

        /// Another delivery agent.
        ///
        /// @param service a service of `master.cf`
        /// @param nexthop where that sends to; empty for what the queue manager said
        record Transport(String service, String nexthop) implements Route {

            static Transport of(String setting) {
                int colon = setting.indexOf(':');
                return colon < 0
                        ? new Transport(setting, "")
                        : new Transport(setting.substring(0, colon), setting.substring(colon + 1));
            }
        }

        /// A command, with the user's rights.
        record Command(String line) implements Route {}

        /// Nobody can say now.
        record Unknown(String why) implements Route {}
    }

    /// Where mail for an account goes.
    Route ofAccount(String name) {
        var agent = transport(transports, transport, name);
        if (agent != Route.Usual.NONE) {
            return agent;
        }
        return switch (commands.find(name)) {
            case Lookup.Found(var line) -> new Route.Command(line);
            case Lookup.NotFound _ -> command.isBlank() ? Route.Usual.NONE : new Route.Command(command);
            case Lookup.TemporaryFailure(var why) -> new Route.Unknown(why);
        };
    }

    /// Where mail for somebody goes who has no account here: the agent for all mailboxes may know better.
    Route ofUnknown(String name) {
        var agent = transport(transports, transport, name);
        return agent == Route.Usual.NONE ? transport(fallbacks, fallback, name) : agent;
    }

    private static Route transport(TableSearch table, String otherwise, String name) {
        return switch (table.find(name)) {
            case Lookup.Found(var setting) -> Route.Transport.of(setting);
            case Lookup.NotFound _ -> otherwise.isBlank() ? Route.Usual.NONE : Route.Transport.of(otherwise);
            case Lookup.TemporaryFailure(var why) -> new Route.Unknown(why);
        };
    }
}
