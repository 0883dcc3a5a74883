package mta.qmgr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mta.core.mail.MailAddress;
import mta.core.mail.Recipient;
import mta.core.rewrite.AddressResolver;
import mta.core.rewrite.Resolution;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.active.Envelope;
import mta.qmgr.schedule.Batch;
import mta.qmgr.schedule.Schedule;

/// Decides by which transport and to which next hop each recipient goes, and groups recipients that go together.
///
/// Where a destination or transport is dead, or the recipient has no good address, recipients go to retry(8) or
/// error(8)
/// with the reason as their next hop, so that all failures are logged and recorded in one way.
final class Router {

    private record Route(String transport, String nexthop) {}

    private record Group(Route route, String destination) {}

    private final QmgrConfig config;
    private final AddressResolver resolver;
    private final Schedule schedule;

    Router(QmgrConfig config, AddressResolver resolver, Schedule schedule) {
        this.config = config;
        this.resolver = resolver;
        this.schedule = schedule;
    }

    /// The deliveries that bring a message to some of its recipients.
    List<Batch> route(ActiveMessage message, List<Recipient> recipients, Instant now) {
        var groups = new LinkedHashMap<Group, List<Recipient>>();
        for (var recipient : recipients) {
            add(message, recipient, now, groups);
        }
        var batches = new ArrayList<Batch>();
        groups.forEach((group, members) -> {
            var route = group.route;
            int limit = schedule.limits(route.transport).recipients();
            int step = limit == 0 ? members.size() : limit;
            for (int from = 0; from < members.size(); from += step) {
                var some = members.subList(from, Math.min(from + step, members.size()));
                batches.add(new Batch(message, route.transport, route.nexthop, group.destination, List.copyOf(some)));
            }
        });
        return batches;
    }

    private void add(ActiveMessage message, Recipient recipient, Instant now, Map<Group, List<Recipient>> groups) {
        var envelope = message.envelope();
        String address = envelope.redirect().orElse(recipient.address().text());
        var resolution = resolver.resolve(envelope.sender().text(), address);
        var route = switch (resolution) {
            case Resolution.Resolved resolved -> allowed(filtered(envelope, resolved));
            case Resolution.BadSyntax _ -> new Route(config.errorService(), "5.1.3 bad address syntax");
            case Resolution.TemporaryFailure _ -> new Route(config.retryService(), "4.3.0 address resolver failure");
        };
        var resolved =
                resolution instanceof Resolution.Resolved found ? renamed(recipient, found.recipient()) : recipient;
        if (isDoubleBounce(resolved)) {
            route = new Route("discard", "undeliverable postmaster notification discarded");
        }
        String destination = destination(route, resolved);
        var suspended = schedule.suspension(route.transport, destination, now);
        if (suspended.isPresent() && !route.transport.equals(config.retryService())) {
            route = new Route(
                    config.retryService(),
                    suspended.get().status() + " delivery temporarily suspended: "
                            + suspended.get().reason());
            destination = destination(route, resolved);
        }
        groups.computeIfAbsent(new Group(route, destination), _ -> new ArrayList<>())
                .add(resolved);
    }

    private Route filtered(Envelope envelope, Resolution.Resolved resolved) {
        boolean isError = resolved.transport().equals(config.errorService());
        if (envelope.filter().isEmpty() || isError) {
            return new Route(resolved.transport(), resolved.nexthop());
        }
        String filter = envelope.filter().get();
        int colon = filter.indexOf(':');
        String transport = colon < 0 ? filter : filter.substring(0, colon);
        String nexthop = colon < 0 ? "" : filter.substring(colon + 1);
        if (!nexthop.isEmpty()) {
            return new Route(transport, nexthop);
        }
        String domain = resolved.recipient().substring(resolved.recipient().lastIndexOf('@') + 1);
        return new Route(transport, config.defaultFilterNexthop().isEmpty() ? domain : config.defaultFilterNexthop());
    }

    private Route allowed(Route route) {
        return config.deferTransports().contains(route.transport)
                ? new Route(config.retryService(), "4.3.2 deferred transport")
                : route;
    }

    private boolean isDoubleBounce(Recipient recipient) {
        return recipient.address().text().equalsIgnoreCase(config.doubleBounce());
    }

    /// With one recipient in a delivery, each recipient has a window of its own.
    private String destination(Route route, Recipient recipient) {
        String nexthop = route.nexthop.toLowerCase(Locale.ROOT);
        return schedule.limits(route.transport).recipients() == 1
                ? recipient.address().localPart() + "@" + nexthop
                : nexthop;
    }

    private static Recipient renamed(Recipient recipient, String address) {
        return recipient.address().text().equals(address)
                ? recipient
                : new Recipient(
                        new MailAddress(address),
                        recipient.original(),
                        recipient.offset(),
                        recipient.dsnOriginal(),
                        recipient.dsnNotify());
    }
}
