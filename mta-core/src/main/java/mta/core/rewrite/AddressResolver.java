package mta.core.rewrite;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;
import mta.core.mail.ExternalForm;
import mta.core.mail.InternationalDomain;
import mta.core.rewrite.AddressRewriter.Context;
import mta.core.rewrite.TransportChoice.Settings;
import mta.core.table.Membership;
import mta.core.table.NetworkPattern;
import mta.core.table.Tables;

/// Says where mail for a recipient goes: transport, next hop, and class of its domain, in the way of
/// trivial-rewrite(8).
///
/// 1. Domains of ours are stripped, and `%`, `!` and a quoted `@` in what is left are followed, until the domain is not
///    ours or nothing is left to follow.
/// 2. The domain's class gives a transport; for mail to other systems, `sender_dependent_default_transport_maps`,
///    `sender_dependent_relayhost_maps` and `relayhost` change it.
/// 3. `transport_maps` change either part; `relocated_maps` turn it into an error.
///
/// Immutable, and safe for use by many threads.
public final class AddressResolver {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

    private final AddressRewriter rewriter;
    private final LocalDomains localDomains;
    private final TransportChoice transports;
    private final TransportChoice probeTransports;
    private final boolean stripsNullDomain;
    private final boolean bracketsNumbers;
    private final boolean followsQuoted;
    private final boolean swapsBangs;
    private final boolean swapsPercents;
    private final boolean allowsLeadingDash;
    private final boolean allowsUtf8;
    private final String hostname;
    private final String emptyRecipient;

    /// @param main the settings
    /// @param tables opens what the settings name
    /// @param warnings where contradictions in the settings are told
    /// @throws mta.core.config.ConfigException if a table cannot be opened, or a transport is not named
    public AddressResolver(MainCf main, Tables tables, Consumer<String> warnings) {
        this.rewriter = new AddressRewriter(main);
        this.localDomains = LocalDomains.from(main, tables);
        this.transports = new TransportChoice(main, tables, localDomains, Settings.OF_MAIL, warnings);
        this.probeTransports = Settings.OF_PROBES.values(main).equals(Settings.OF_MAIL.values(main))
                ? transports
                : new TransportChoice(main, tables, localDomains, Settings.OF_PROBES, warnings);
        this.stripsNullDomain = main.get(RewriteParameters.RESOLVE_NULL_DOMAIN);
        this.bracketsNumbers = main.get(RewriteParameters.RESOLVE_NUMERIC_DOMAIN);
        this.followsQuoted = main.get(RewriteParameters.RESOLVE_DEQUOTED_ADDRESS);
        this.swapsBangs = main.get(RewriteParameters.SWAP_BANGPATH);
        this.swapsPercents = main.get(RewriteParameters.ALLOW_PERCENT_HACK);
        this.allowsUtf8 = main.get(CoreParameters.SMTPUTF8_ENABLE);
        this.allowsLeadingDash = main.get(CoreParameters.ALLOW_MIN_USER);
        this.hostname = main.get(CoreParameters.MYHOSTNAME);
        this.emptyRecipient = main.get(RewriteParameters.EMPTY_ADDRESS_RECIPIENT);
    }

    /// Resolves a recipient.
    ///
    /// @param sender internal form; empty for the null sender
    /// @param recipient internal form
    public Resolution resolve(String sender, String recipient) {
        return resolve(transports, sender, recipient);
    }

    /// Resolves a recipient of an address probe, for which the settings `address_verify_…` count.
    ///
    /// @param sender internal form; empty for the null sender
    /// @param recipient internal form
    public Resolution resolveProbe(String sender, String recipient) {
        return resolve(probeTransports, sender, recipient);
    }

    private Resolution resolve(TransportChoice choice, String sender, String recipient) {
        var stripping = new Stripping(recipient);
        if (!stripping.run()) {
            return new Resolution.TemporaryFailure(RewriteParameters.MYDESTINATION.name() + " lookup failure");
        }
        String completed = stripping.address.internal();
        int at = completed.lastIndexOf('@');
        String domain = completed.substring(at + 1);
        if (bracketsNumbers && NetworkPattern.bytes(domain).isPresent()) {
            domain = domain.indexOf(':') >= 0 ? "[IPv6:" + domain + "]" : "[" + domain + "]";
            completed = completed.substring(0, at + 1) + domain;
        }
        if (!isValid(domain)) {
            return new Resolution.BadSyntax(completed);
        }
        var resolution = choice.choose(sender, completed, domain, stripping.isRemote);
        if (!allowsLeadingDash && completed.startsWith("-")) {
            return new Resolution.BadSyntax(completed);
        }
        return resolution;
    }

    private boolean isValid(String domain) {
        if (domain.startsWith("[")) {
            String inside = domain.endsWith("]") ? domain.substring(1, domain.length() - 1) : "";
            boolean prefixed = inside.regionMatches(true, 0, "IPv6:", 0, 5);
            return NetworkPattern.bytes(prefixed ? inside.substring(5) : inside).isPresent();
        }
        if (domain.isEmpty()
                || domain.length() > 255
                || NetworkPattern.bytes(domain).isPresent()) {
            return false;
        }
        var ascii = allowsUtf8 ? InternationalDomain.ascii(domain) : Optional.of(domain);
        if (ascii.isEmpty()) {
            return false;
        }
        boolean allDigits = true;
        for (String label : ascii.get().split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
            allDigits &= label.chars().allMatch(Character::isDigit);
        }
        return !allDigits;
    }

    /// Takes domains of ours off an address, one after another.
    private final class Stripping {

        private AddressTokens address;
        private Optional<AddressTokens> stripped = Optional.empty();
        private boolean isRemote;
        private int roundsLeft;

        Stripping(String recipient) {
            this.address = AddressTokens.scan(ExternalForm.of(recipient));
            this.roundsLeft = recipient.length() + 10;
        }

        /// @return whether it is known what is ours
        boolean run() {
            boolean again = true;
            while (again && roundsLeft-- > 0) {
                if (address.endsInLooseDot() && address.has('@')) {
                    address.removeLast();
                }
                if (stripsNullDomain && !address.isEmpty() && address.last().is('@')) {
                    address.removeLast();
                }
                switch (domain()) {
                    case OUT -> {
                        isRemote = true;
                        return true;
                    }
                    case UNKNOWN -> {
                        return false;
                    }
                    case IN -> again = followed();
                }
            }
            if (stripped.isPresent()) {
                address.addAll(stripped.get());
            } else if (!address.has('@')) {
                address.add(AddressTokens.special('@'));
                address.addAll(AddressTokens.scan(hostname));
            }
            return true;
        }

        /// Takes the domain off if it is ours; an address without one is ours.
        private Membership domain() {
            int at = address.last('@');
            if (at < 0) {
                return Membership.IN;
            }
            if (at + 1 < address.size()) {
                var membership = localDomains.contains(address.from(at + 1).internal());
                if (membership != Membership.IN) {
                    return membership;
                }
            }
            stripped = Optional.of(address.from(at));
            address = address.before(at);
            return Membership.IN;
        }

        /// Follows what is left once the domain is off; false where there is nothing more to follow.
        private boolean followed() {
            if (address.has('@') || (swapsBangs && address.has('!')) || (swapsPercents && address.has('%'))) {
                address = rewriter.rewrite(Context.LOCAL, address);
                return true;
            }
            boolean quoted = address.size() == 1 && address.at(0).kind() == AddressTokens.Kind.QUOTED;
            if (quoted && followsQuoted && opened(address.at(0).text())) {
                return true;
            }
            if (address.isEmpty() || (quoted && address.at(0).text().isEmpty())) {
                address = AddressTokens.scan(emptyRecipient);
                return true;
            }
            if (stripped.isEmpty()) {
                address.add(AddressTokens.special('@'));
                address.addAll(AddressTokens.scan(hostname));
                return true;
            }
            return false;
        }

        /// Looks into a quoted local part for operators. That is against the letter of RFC 5322, and needed to keep
        /// others from relaying through us.
        private boolean opened(String local) {
            int at = local.lastIndexOf('@');
            int percent = swapsPercents ? local.lastIndexOf('%') : -1;
            int bang = swapsBangs ? local.lastIndexOf('!') : -1;
            if (at < 0 && percent < 0 && bang < 0) {
                return false;
            }
            String open = local;
            if (at < 0 && percent >= 0) {
                open = local.substring(0, percent) + "@" + local.substring(percent + 1);
            }
            boolean hasDomain = at >= 0 || percent >= 0;
            address = rewriter.rewrite(Context.LOCAL, AddressTokens.scan(hasDomain ? ExternalForm.of(open) : open));
            return true;
        }
    }
}
