package mta.cleanup.rewrite;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mta.core.log.MailLog;
import mta.core.net.ClientConnection;
import mta.core.net.Connection;
import mta.core.rewrite.AddressResolver;
import mta.core.rewrite.AddressRewriter;
import mta.core.rewrite.AddressRewriter.Context;
import mta.core.rewrite.Resolution;
import mta.core.table.Tables;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// trivial-rewrite(8) — brings addresses into standard form, and says where mail for them goes.
///
/// ## Description
/// The programs of this mail system do that by themselves; this service answers others, in Postfix's protocol. The
/// request `rewrite` makes `user` into `user@myorigin` and the like, by the rule `local` or `remote`; `resolve` tells
/// transport, next hop and recipient; `verify` tells them as they are for address probes.
///
/// An address that is malformed resolves to the transport `error`, and one of which a table cannot tell now, to
/// `retry`; the flags say so, too.
///
/// On `postfix reload` and `postfix stop` it hangs up at once, as nothing is lost: clients connect again.
/// ## Diagnostics
/// A request that is not understood is warned about, and ends the connection.
public final class RewriteService implements Service {

    private static final Attributes GREETING = new Attributes().with("protocol", "trivial_rewrite_protocol");

    /// That the service is still the one that the client began to talk to.
    private static final Attributes UNCHANGED = new Attributes().with("flags", 0);

    /// What no address can be longer than, together with the names of a request.
    private static final int LONGEST_REQUEST = 1 << 17;

    // Flags of a resolved address, beside that of its class.
    private static final int ROUTED = 1 << 1;
    private static final int MALFORMED = 1 << 2;
    private static final int UNKNOWN_NOW = 1 << 3;

    private final AddressRewriter rewriter;
    private final AddressResolver resolver;
    private final MailLog log;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private RewriteService(ServiceContext context) {
        this.log = context.log();
        this.rewriter = new AddressRewriter(context.main());
        this.resolver =
                new AddressResolver(context.main(), Tables.ofService(context.main(), log), context.log()::warning);
    }

    /// Builds the service; a `Program` of a host.
    public static Service start(ServiceContext context) {
        return new RewriteService(context);
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        open.add(connection);
        try {
            if (!stopped) {
                converse(AttributeStream.over(connection));
            }
        } catch (ProtocolException e) {
            if (!stopped) {
                log.warning(e.getMessage());
            }
        } catch (IOException e) {
            if (!stopped) {
                throw e;
            }
        } finally {
            open.remove(connection);
        }
    }

    private void converse(AttributeStream client) throws IOException {
        client.send(GREETING);
        for (var request = client.next(LONGEST_REQUEST); request.isPresent(); request = client.next(LONGEST_REQUEST)) {
            client.send(UNCHANGED, answer(request.get()));
        }
    }

    /// Hangs up: clients keep their connections, and would go on to be answered by former settings. They ask again.
    @Override
    public void stop() {
        stopped = true;
        open.forEach(Connection::close);
    }

    @Override
    public boolean mayHangUp() {
        return true;
    }

    private Attributes answer(Attributes request) throws ProtocolException {
        String address = request.text("address", "");
        return switch (request.text("request")) {
            case "rewrite" ->
                new Attributes().with("address", rewriter.rewriteExternal(context(request.text("rule")), address));
            case "resolve" -> resolved(resolver.resolve(request.text("sender"), address));
            case "verify" -> resolved(resolver.resolveProbe(request.text("sender"), address));
            default -> throw new ProtocolException("bad command " + request.text("request"));
        };
    }

    private static Context context(String rule) throws ProtocolException {
        return switch (rule) {
            case "local" -> Context.LOCAL;
            case "remote" -> Context.REMOTE;
            default -> throw new ProtocolException("unknown rewriting context: " + rule);
        };
    }

    private static Attributes resolved(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved(var transport, var nexthop, var recipient, var addressClass, var routed) ->
                resolved(transport, nexthop, recipient, addressClass.flag() | (routed ? ROUTED : 0));
            case Resolution.BadSyntax(var recipient) ->
                resolved("error", "5.1.3 bad address syntax", recipient, MALFORMED);
            case Resolution.TemporaryFailure(var reason) -> resolved("retry", "4.3.0 " + reason, "", UNKNOWN_NOW);
        };
    }

    private static Attributes resolved(String transport, String nexthop, String recipient, int flags) {
        return new Attributes()
                .with("transport", transport)
                .with("nexthop", nexthop)
                .with("recipient", recipient)
                .with("flags", flags);
    }
}
