package mta.qmgr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mta.core.mail.CaseFolding;
import mta.core.mail.MailAddress;
import mta.core.mail.Recipient;
import mta.core.rewrite.AddressClass;
import mta.core.rewrite.AddressResolver;
import mta.core.rewrite.Resolution;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.destination.Window;
import mta.qmgr.schedule.Route;
import mta.qmgr.schedule.Schedule;
import mta.service.client.DeliveryRequest.Flag;

/// Decides by which transport and to which next hop each recipient goes, and groups recipients that go together.
///
/// Where a destination or transport is dead, or the recipient has no good address, recipients go to retry(8) or
/// error(8) with the reason as their next hop, so that all failures are logged and recorded in one way.
final class Router {

    /// Recipients that go the same way, sorted so that those of one domain are next to each other.
    record Group(Route route, List<Recipient> recipients) {}

    /// Where somebody goes, and under which address.
    private record Hop(String transport, String nexthop, String address) {}

    private static final Comparator<Recipient> BY_DOMAIN = Comparator.comparing((Recipient recipient) ->
                    CaseFolding.fold(recipient.address().domain()))
            .thenComparing(recipient -> recipient.address().text());

    private final QmgrConfig config;
    private final AddressResolver resolver;
    private final Schedule schedule;

    Router(QmgrConfig config, AddressResolver resolver, Schedule schedule) {
        this.config = config;
        this.resolver = resolver;
        this.schedule = schedule;
    }

    /// The ways of some of a message's recipients.
    ///
    /// @param probes how many address probes are active
    List<Group> route(ActiveMessage message, List<Recipient> recipients, int probes, Instant now) {
        var groups = new LinkedHashMap<Route, List<Recipient>>();
        for (var recipient : recipients) {
            add(message, recipient, probes, now, groups);
        }
        var sorted = new ArrayList<Group>(groups.size());
        groups.forEach((route, members) -> {
            members.sort(BY_DOMAIN);
            sorted.add(new Group(route, members));
        });
        return sorted;
    }

    private void add(
            ActiveMessage message, Recipient recipient, int probes, Instant now, Map<Route, List<Recipient>> groups) {
        var hop = allowed(message, hop(message, recipient), probes);
        var address = hop.address.equals(recipient.address().text()) ? recipient : renamed(recipient, hop.address);
        var route = alive(message, route(hop, address), now);
        groups.computeIfAbsent(route, _ -> new ArrayList<>()).add(address);
    }

    /// A redirection overrides everything, and a content filter all but that; a question whether an address is good
    /// is none for a content filter.
    private Hop hop(ActiveMessage message, Recipient recipient) {
        var envelope = message.envelope();
        String sender = envelope.sender().text();
        if (envelope.redirect().isPresent()) {
            return resolved(sender, envelope.redirect().get());
        }
        String address = recipient.address().text();
        return envelope.filter().isPresent() && !isProbe(message)
                ? filtered(envelope.filter().get(), recipient)
                : message.envelope().flags().contains(Flag.ADDRESS_PROBE)
                        ? hop(resolver.resolveProbe(sender, address), address)
                        : resolved(sender, address);
    }

    private static boolean isProbe(ActiveMessage message) {
        var flags = message.envelope().flags();
        return flags.contains(Flag.ADDRESS_PROBE) || flags.contains(Flag.USER_PROBE);
    }

    private Hop resolved(String sender, String address) {
        return hop(resolver.resolve(sender, address), address);
    }

    private Hop hop(Resolution resolution, String address) {
        return switch (resolution) {
            case Resolution.Resolved resolved
            when isDoubleBounce(resolved) ->
                new Hop("discard", "undeliverable postmaster notification discarded", resolved.recipient());
            case Resolution.Resolved resolved ->
                new Hop(resolved.transport(), resolved.nexthop(), resolved.recipient());
            case Resolution.BadSyntax _ -> new Hop(config.errorService(), "5.1.3 bad address syntax", address);
            case Resolution.TemporaryFailure _ ->
                new Hop(config.retryService(), "4.3.0 address resolver failure", address);
        };
    }

    private Hop filtered(String filter, Recipient recipient) {
        int colon = filter.indexOf(':');
        String transport = colon < 0 ? filter : filter.substring(0, colon);
        String nexthop = colon < 0 ? "" : filter.substring(colon + 1);
        if (nexthop.isEmpty()) {
            nexthop = config.defaultFilterNexthop();
        }
        if (nexthop.isEmpty()) {
            nexthop = recipient.address().domain();
        }
        return new Hop(
                transport,
                nexthop.isEmpty() ? config.hostname() : nexthop,
                recipient.address().text());
    }

    private boolean isDoubleBounce(Resolution.Resolved resolved) {
        return resolved.addressClass() == AddressClass.LOCAL
                && new MailAddress(resolved.recipient()).localPart().equalsIgnoreCase(config.doubleBounceSender());
    }

    /// What an operator or a limit wants to be kept waiting, or to be given up.
    private Hop allowed(ActiveMessage message, Hop hop, int probes) {
        if (message.envelope().flags().contains(Flag.ADDRESS_PROBE) && probes > config.probeLimit()) {
            return new Hop(config.retryService(), "4.3.2 Too many address verification requests", hop.address);
        }
        if (message.isForceExpired()) {
            return new Hop(config.retryService(), "4.7.0 message is administratively expired", hop.address);
        }
        return message.urgency() == ActiveMessage.Urgency.NORMAL
                        && config.deferTransports().contains(hop.transport)
                ? new Hop(config.retryService(), "4.3.2 deferred transport", hop.address)
                : hop;
    }

    /// With one recipient in a delivery, each recipient has a window of its own, whatever extension its address has.
    private Route route(Hop hop, Recipient recipient) {
        String nexthop = CaseFolding.fold(hop.nexthop);
        boolean toNobody = hop.transport.equals(config.errorService()) || hop.transport.equals(config.retryService());
        if (toNobody || schedule.limits(hop.transport).recipients() != 1) {
            return new Route(hop.transport, hop.nexthop, nexthop);
        }
        String local = recipient.address().localPart();
        String mailbox = config.extensions().strip(local).orElse(local);
        return new Route(hop.transport, hop.nexthop, CaseFolding.fold(mailbox) + "@" + nexthop);
    }

    private Route alive(ActiveMessage message, Route route, Instant now) {
        if (route.transport().equals(config.retryService())) {
            return route;
        }
        if (message.urgency() == ActiveMessage.Urgency.ASKED_FOR) {
            schedule.revive(route.transport(), route.destination());
        }
        return schedule.suspension(route.transport(), route.destination(), now)
                .map(this::retry)
                .orElse(route);
    }

    /// The way of mail that has to wait.
    Route retry(Window.Closed why) {
        return Route.to(config.retryService(), why.status() + " " + why.reason());
    }

    private static Recipient renamed(Recipient recipient, String address) {
        return new Recipient(
                new MailAddress(address),
                recipient.original(),
                recipient.offset(),
                recipient.dsnOriginal(),
                recipient.dsnNotify());
    }
}
