package mta.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.RewriteParameters;
import mta.core.config.SmtpdParameters;
import mta.core.config.VerifyParameters;
import mta.core.mail.CaseFolding;
import mta.core.posix.FileName;
import mta.core.table.Lookup;
import mta.core.table.MatchList;
import mta.core.table.MatchList.ParentStyle;
import mta.core.table.TableSearch;
import mta.core.table.TableSearch.Scope;
import mta.core.table.Tables;

/// Chooses transport and next hop for a completed address, as trivial-rewrite(8) documents.
final class TransportChoice {

    private static final String ERROR = "error";
    private static final String DONT_KNOW = "DUNNO";

    /// A transport with a next hop of its own, or none.
    private record Transport(String name, String nexthop) {

        static Transport parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Transport(text, "")
                    : new Transport(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    /// The settings that decide, which are others for address probes.
    record Settings(
            Parameter<String> local,
            Parameter<String> virtual,
            Parameter<String> relay,
            Parameter<String> otherwise,
            Parameter<String> relayhost,
            Parameter<String> maps,
            Parameter<String> senderTransports,
            Parameter<String> senderRelayhosts) {

        static final Settings OF_MAIL = new Settings(
                RewriteParameters.LOCAL_TRANSPORT,
                RewriteParameters.VIRTUAL_TRANSPORT,
                RewriteParameters.RELAY_TRANSPORT,
                RewriteParameters.DEFAULT_TRANSPORT,
                RewriteParameters.RELAYHOST,
                RewriteParameters.TRANSPORT_MAPS,
                RewriteParameters.SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS,
                RewriteParameters.SENDER_DEPENDENT_RELAYHOST_MAPS);

        static final Settings OF_PROBES = new Settings(
                VerifyParameters.ADDRESS_VERIFY_LOCAL_TRANSPORT,
                VerifyParameters.ADDRESS_VERIFY_VIRTUAL_TRANSPORT,
                VerifyParameters.ADDRESS_VERIFY_RELAY_TRANSPORT,
                VerifyParameters.ADDRESS_VERIFY_DEFAULT_TRANSPORT,
                VerifyParameters.ADDRESS_VERIFY_RELAYHOST,
                VerifyParameters.ADDRESS_VERIFY_TRANSPORT_MAPS,
                VerifyParameters.ADDRESS_VERIFY_SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS,
                VerifyParameters.ADDRESS_VERIFY_SENDER_DEPENDENT_RELAYHOST_MAPS);

        /// Their values.
        List<String> values(MainCf main) {
            return Stream.of(local, virtual, relay, otherwise, relayhost, maps, senderTransports, senderRelayhosts)
                    .map(main::get)
                    .toList();
        }
    }

    /// What is known on the way to a decision.
    private record Route(Transport transport, String nexthop, AddressClass addressClass) {}

    /// A table that could not say.
    private static final class LookupFailure extends Exception {

        LookupFailure(String setting) {
            super(setting + " lookup failure");
        }
    }

    private final Settings settings;
    private final Transport localTransport;
    private final Transport virtualTransport;
    private final Transport relayTransport;
    private final Transport defaultTransport;
    private final String relayhost;
    private final MatchList aliasDomains;
    private final MatchList mailboxDomains;
    private final MatchList relayDomains;
    private final TableSearch transportMaps;
    private final TableSearch relocatedMaps;
    private final TableSearch senderTransports;
    private final TableSearch senderRelayhosts;
    private final String nullSenderTransportKey;
    private final String nullSenderRelayhostKey;
    private final boolean relocatedPrefix;
    private final boolean namesTable;
    private final ParentStyle transportParents;
    private final Extensions extensions;
    private final AddressSearch search;
    private final Consumer<String> warnings;

    TransportChoice(
            MainCf main, Tables tables, LocalDomains localDomains, Settings settings, Consumer<String> warnings) {
        this.settings = settings;
        this.localTransport = transport(main, settings.local);
        this.virtualTransport = transport(main, settings.virtual);
        this.relayTransport = transport(main, settings.relay);
        this.defaultTransport = transport(main, settings.otherwise);
        this.relayhost = main.get(settings.relayhost);
        String parents = main.get(RewriteParameters.PARENT_DOMAIN_MATCHES_SUBDOMAINS);
        this.aliasDomains = MatchList.strings(main.get(RewriteParameters.VIRTUAL_ALIAS_DOMAINS), tables);
        this.mailboxDomains = MatchList.strings(main.get(RewriteParameters.VIRTUAL_MAILBOX_DOMAINS), tables);
        this.relayDomains = MatchList.domains(
                main.get(RewriteParameters.RELAY_DOMAINS),
                MatchList.parentStyle(parents, "relay_domains", tables),
                tables);
        this.transportParents = MatchList.parentStyle(parents, "transport_maps", tables);
        this.transportMaps = tables.openAll(main.get(settings.maps));
        this.relocatedMaps = tables.openAll(main.get(RewriteParameters.RELOCATED_MAPS));
        this.senderTransports = tables.openAll(main.get(settings.senderTransports));
        this.senderRelayhosts = tables.openAll(main.get(settings.senderRelayhosts));
        this.nullSenderTransportKey = main.get(RewriteParameters.EMPTY_ADDRESS_DEFAULT_TRANSPORT_MAPS_LOOKUP_KEY);
        this.nullSenderRelayhostKey = main.get(RewriteParameters.EMPTY_ADDRESS_RELAYHOST_MAPS_LOOKUP_KEY);
        this.relocatedPrefix = main.get(RewriteParameters.RELOCATED_PREFIX_ENABLE);
        this.namesTable = main.get(SmtpdParameters.SHOW_USER_UNKNOWN_TABLE_NAME);
        this.extensions = new Extensions(
                main.get(RewriteParameters.RECIPIENT_DELIMITER), main.get(RewriteParameters.OWNER_REQUEST_SPECIAL));
        this.search = new AddressSearch(main, localDomains);
        this.warnings = warnings;
    }

    private static Transport transport(MainCf main, Parameter<String> parameter) {
        var transport = Transport.parse(main.get(parameter));
        if (transport.name.isEmpty()) {
            throw new ConfigException("file " + FileName.bytes(main.directory()) + "/main.cf: parameter "
                    + parameter.name() + ": null transport is not allowed");
        }
        return transport;
    }

    /// @param recipient a completed address in internal form
    /// @param domain its domain
    /// @param isRemote whether that is not one of `mydestination`
    Resolution choose(String sender, String recipient, String domain, boolean isRemote) {
        try {
            String folded = CaseFolding.fold(domain);
            var route = relocated(recipient, mapped(recipient, domain, byClass(sender, folded, domain, isRemote)));
            String local = recipient.substring(0, recipient.length() - domain.length() - 1);
            boolean routed = local.chars().anyMatch(c -> c == '@' || c == '%' || c == '!');
            return new Resolution.Resolved(route.transport.name, route.nexthop, recipient, route.addressClass, routed);
        } catch (LookupFailure failure) {
            return new Resolution.TemporaryFailure(failure.getMessage());
        }
    }

    private Route byClass(String sender, String folded, String domain, boolean isRemote) throws LookupFailure {
        if (!isRemote) {
            return own(localTransport, domain, AddressClass.LOCAL);
        }
        if (isIn(aliasDomains, folded, RewriteParameters.VIRTUAL_ALIAS_DOMAINS)) {
            String text = "5.1.1 User unknown" + (namesTable ? " in virtual alias table" : "");
            return new Route(new Transport(ERROR, text), text, AddressClass.VIRTUAL_ALIAS);
        }
        if (isIn(mailboxDomains, folded, RewriteParameters.VIRTUAL_MAILBOX_DOMAINS)) {
            return own(virtualTransport, domain, AddressClass.VIRTUAL_MAILBOX);
        }
        if (isIn(relayDomains, folded, RewriteParameters.RELAY_DOMAINS)) {
            return own(relayTransport, relay(sender, domain), AddressClass.RELAY);
        }
        var transport = senderSetting(
                        senderTransports, sender.isEmpty() ? nullSenderTransportKey : sender, settings.senderTransports)
                .map(Transport::parse)
                .orElse(defaultTransport);
        return own(transport, relay(sender, domain), AddressClass.DEFAULT);
    }

    /// A next hop that stands beside the transport comes before all others.
    private static Route own(Transport transport, String nexthop, AddressClass addressClass) {
        return new Route(transport, transport.nexthop.isEmpty() ? nexthop : transport.nexthop, addressClass);
    }

    private String relay(String sender, String domain) throws LookupFailure {
        var senders = senderSetting(
                senderRelayhosts, sender.isEmpty() ? nullSenderRelayhostKey : sender, settings.senderRelayhosts);
        return senders.orElse(relayhost.isEmpty() ? domain : relayhost);
    }

    private Optional<String> senderSetting(TableSearch tables, String sender, Parameter<String> parameter)
            throws LookupFailure {
        return switch (search.find(tables, sender).lookup()) {
            case Lookup.Found(var value) when value.equalsIgnoreCase(DONT_KNOW) -> Optional.empty();
            case Lookup.Found(var value) -> Optional.of(value);
            case Lookup.NotFound _ -> Optional.empty();
            case Lookup.TemporaryFailure(var reason) -> throw failed(parameter, reason);
        };
    }

    private boolean isIn(MatchList list, String domain, Parameter<String> parameter) throws LookupFailure {
        return switch (list.contains(domain)) {
            case IN -> true;
            case OUT -> false;
            case UNKNOWN -> throw failed(parameter, domain);
        };
    }

    private LookupFailure failed(Parameter<String> parameter, String detail) {
        warnings.accept(parameter.name() + " lookup failure: " + detail);
        return new LookupFailure(parameter.name());
    }

    private Route mapped(String recipient, String domain, Route route) throws LookupFailure {
        if (route.addressClass == AddressClass.VIRTUAL_ALIAS || transportMaps.isEmpty()) {
            return route;
        }
        var entry = transportEntry(recipient, domain);
        if (entry.isEmpty()) {
            return route;
        }
        var found = Transport.parse(entry.get());
        if (found.name.isEmpty()) {
            return found.nexthop.isEmpty() ? route : new Route(route.transport, found.nexthop, route.addressClass);
        }
        String otherwise = found.name.equals(ERROR) ? "Address is undeliverable" : domain;
        return new Route(found, found.nexthop.isEmpty() ? otherwise : found.nexthop, route.addressClass);
    }

    private Optional<String> transportEntry(String recipient, String domain) throws LookupFailure {
        var found = transportValue(recipient, Scope.ALL);
        if (found.isPresent()) {
            return found;
        }
        String local = recipient.substring(0, recipient.length() - domain.length() - 1);
        var bare = extensions.strip(local);
        if (bare.isPresent()) {
            found = transportValue(bare.get() + "@" + domain, Scope.FIXED_STRINGS_ONLY);
        }
        for (String name : parents(domain)) {
            if (found.isPresent()) {
                return found;
            }
            found = transportValue(name, Scope.FIXED_STRINGS_ONLY);
        }
        return found.isPresent() ? found : transportValue("*", Scope.FIXED_STRINGS_ONLY);
    }

    private List<String> parents(String domain) {
        var names = new ArrayList<String>();
        names.add(domain);
        for (int dot = domain.indexOf('.', 1); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            names.add(domain.substring(transportParents == ParentStyle.PLAIN ? dot + 1 : dot));
        }
        return names;
    }

    private Optional<String> transportValue(String key, Scope scope) throws LookupFailure {
        return switch (transportMaps.find(key, scope)) {
            case Lookup.Found(var value) -> Optional.of(value);
            case Lookup.NotFound _ -> Optional.empty();
            case Lookup.TemporaryFailure(var reason) -> throw failed(settings.maps, reason);
        };
    }

    private Route relocated(String recipient, Route route) throws LookupFailure {
        return switch (search.find(relocatedMaps, recipient).lookup()) {
            case Lookup.Found(var moved) -> {
                String text = relocatedPrefix ? "5.1.6 User has moved to " + moved : moved;
                yield new Route(new Transport(ERROR, text), text, route.addressClass);
            }
            case Lookup.NotFound _ -> route;
            case Lookup.TemporaryFailure(var reason) -> throw failed(RewriteParameters.RELOCATED_MAPS, reason);
        };
    }
}
