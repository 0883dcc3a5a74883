package mta.cleanup.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mta.cleanup.map.MappingFailed.Kind;
import mta.core.config.AddressUse;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.mail.CaseFolding;
import mta.core.mail.ExternalForm;
import mta.core.message.AddressList;
import mta.core.rewrite.AddressRewriter;
import mta.core.rewrite.AddressRewriter.Context;
import mta.core.rewrite.AddressSearch;
import mta.core.rewrite.LocalDomains;
import mta.core.table.Lookup;
import mta.core.table.TableSearch;
import mta.core.table.Tables;

/// Turns addresses into the form in which they are queued: standard form, then canonical tables, then masquerading;
/// and says whom a recipient stands for (`virtual_alias_maps`).
///
/// All addresses are in internal form. Used by many threads at once.
public final class AddressMapper {

    private static final int CANONICAL_NESTING = 10;

    private final AddressRewriter rewriter;
    private final AddressSearch search;
    private final Masquerade masquerade;
    private final Consumer<String> warnings;
    private final MappingConfig config;
    private final TableSearch senderCanonical;
    private final TableSearch recipientCanonical;
    private final TableSearch canonical;
    private final TableSearch virtualAliases;
    private final TableSearch senderCopies;
    private final TableSearch recipientCopies;
    private final String mailerDaemon;

    /// @param main the settings
    /// @param tables opens tables
    /// @param warnings where odd entries of tables are told
    /// @throws mta.core.config.ConfigException if a table cannot be opened
    public AddressMapper(MainCf main, Tables tables, Consumer<String> warnings) {
        this.rewriter = new AddressRewriter(main);
        this.search = new AddressSearch(main, LocalDomains.from(main, tables));
        this.masquerade = Masquerade.from(main, tables);
        this.warnings = warnings;
        this.config = MappingConfig.from(main);
        this.senderCanonical = tables.openAll(main.get(CleanupParameters.SENDER_CANONICAL_MAPS));
        this.recipientCanonical = tables.openAll(main.get(CleanupParameters.RECIPIENT_CANONICAL_MAPS));
        this.canonical = tables.openAll(main.get(CleanupParameters.CANONICAL_MAPS));
        this.virtualAliases = tables.openAll(main.get(CleanupParameters.VIRTUAL_ALIAS_MAPS));
        this.senderCopies = tables.openAll(main.get(CleanupParameters.SENDER_BCC_MAPS));
        this.recipientCopies = tables.openAll(main.get(CleanupParameters.RECIPIENT_BCC_MAPS));
        this.mailerDaemon = rewriter.rewriteInternal(Context.LOCAL, "MAILER-DAEMON");
    }

    /// An envelope sender; mail from the mail system itself is from nobody.
    ///
    /// @param isMapped whether the client asked for more than standard form
    public String sender(String address, boolean isMapped) throws MappingFailed {
        String clean = rewriter.rewriteInternal(Context.LOCAL, address);
        if (clean.equalsIgnoreCase(mailerDaemon)) {
            clean = "";
        }
        return isMapped
                ? mapped(clean, senderCanonical, config.senderCanonicalUses(), AddressUse.ENVELOPE_SENDER)
                : clean;
    }

    /// An envelope recipient.
    ///
    /// @param isMapped whether the client asked for more than standard form
    public String recipient(String address, boolean isMapped) throws MappingFailed {
        String clean = rewriter.rewriteInternal(Context.LOCAL, address);
        return isMapped
                ? mapped(clean, recipientCanonical, config.recipientCanonicalUses(), AddressUse.ENVELOPE_RECIPIENT)
                : clean;
    }

    /// An address in a header such as `From:`.
    public String headerSender(Context context, String address, boolean isMapped) throws MappingFailed {
        String clean = rewriter.rewriteInternal(context, address);
        return isMapped
                ? mapped(clean, senderCanonical, config.senderCanonicalUses(), AddressUse.HEADER_SENDER)
                : clean;
    }

    /// An address in a header such as `To:`.
    public String headerRecipient(Context context, String address, boolean isMapped) throws MappingFailed {
        String clean = rewriter.rewriteInternal(context, address);
        return isMapped
                ? mapped(clean, recipientCanonical, config.recipientCanonicalUses(), AddressUse.HEADER_RECIPIENT)
                : clean;
    }

    private String mapped(String address, TableSearch special, Set<AddressUse> specialUses, AddressUse use)
            throws MappingFailed {
        String clean = address;
        if (specialUses.contains(use)) {
            clean = canonical(special, clean);
        }
        if (config.canonicalUses().contains(use)) {
            clean = canonical(canonical, clean);
        }
        return config.masqueradeUses().contains(use) ? masquerade.hide(clean) : clean;
    }

    /// Follows a table until an address stands for itself.
    private String canonical(TableSearch table, String address) throws MappingFailed {
        String current = address;
        for (int count = 0; count < CANONICAL_NESTING; count++) {
            var found = lookup(table, "canonical", current, config.propagatesCanonical());
            if (found.isEmpty()) {
                return current;
            }
            if (found.size() > 1) {
                warnings.accept("multi-valued canonical entry for " + current);
            }
            boolean isItself = found.getFirst().equalsIgnoreCase(current);
            current = found.getFirst();
            if (isItself) {
                return current;
            }
        }
        throw new MappingFailed(Kind.EXPANSION, "unreasonable canonical map nesting for " + current);
    }

    /// The addresses that a recipient stands for: itself, or those of its virtual alias, and of theirs.
    public List<String> expand(String recipient) throws MappingFailed {
        var addresses = new ArrayList<String>();
        addresses.add(recipient);
        if (virtualAliases.isEmpty()) {
            return addresses;
        }
        Set<String> itself = new HashSet<>();
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.size() > config.expansionLimit()) {
                throw new MappingFailed(
                        Kind.EXPANSION, "unreasonable virtual_alias_maps map expansion size for " + recipient);
            }
            expand(addresses, i, itself, recipient);
        }
        return addresses;
    }

    private void expand(List<String> addresses, int i, Set<String> itself, String recipient) throws MappingFailed {
        for (int count = 0; !itself.contains(fold(addresses.get(i))); count++) {
            if (count >= config.recursionLimit()) {
                throw new MappingFailed(Kind.EXPANSION, "unreasonable virtual_alias_maps map nesting for " + recipient);
            }
            String address = addresses.get(i);
            var found = lookup(virtualAliases, "virtual_alias_maps", address, config.propagatesVirtual());
            if (found.isEmpty()) {
                return;
            }
            for (String target : found) {
                if (target.length() > config.addressLimit()) {
                    throw new MappingFailed(
                            Kind.EXPANSION,
                            "unreasonable virtual_alias_maps result " + target.substring(0, 300) + "...");
                }
                if (target.equalsIgnoreCase(address)) {
                    itself.add(fold(address));
                }
            }
            addresses.set(i, found.getFirst());
            addresses.addAll(found.subList(1, found.size()));
        }
    }

    /// Who gets copies of mail from a sender.
    public Optional<String> senderCopy(String sender) throws MappingFailed {
        return copy(senderCopies, CleanupParameters.SENDER_BCC_MAPS, sender);
    }

    /// Who gets copies of mail to a recipient.
    public Optional<String> recipientCopy(String recipient) throws MappingFailed {
        return copy(recipientCopies, CleanupParameters.RECIPIENT_BCC_MAPS, recipient);
    }

    private Optional<String> copy(TableSearch table, Parameter<String> setting, String address) throws MappingFailed {
        return switch (search.find(table, address).lookup()) {
            case Lookup.Found(var value) -> Optional.of(value);
            case Lookup.NotFound _ -> Optional.empty();
            case Lookup.TemporaryFailure _ -> throw lookupProblem(setting.name(), address);
        };
    }

    /// The addresses that stand beside an address, in standard form and with its extension; empty for none.
    private List<String> lookup(TableSearch table, String title, String address, boolean propagates)
            throws MappingFailed {
        var match = search.find(table, address);
        return switch (match.lookup()) {
            case Lookup.Found(var value) -> addresses(value, address, match.unmatchedExtension(), propagates);
            case Lookup.NotFound _ -> List.of();
            case Lookup.TemporaryFailure _ -> throw lookupProblem(title, address);
        };
    }

    private List<String> addresses(String value, String address, String extension, boolean propagates) {
        String text = value;
        if (value.length() > 1 && value.startsWith("@")) {
            int at = address.lastIndexOf('@');
            String local = at < 0 ? address : address.substring(0, at);
            text = ExternalForm.of(local.substring(0, local.length() - extension.length()) + value);
        }
        var result = new ArrayList<String>();
        for (String found : AddressList.parse(text).addresses()) {
            String clean = rewriter.rewriteInternal(Context.LOCAL, found);
            result.add(propagates ? withExtension(clean, extension) : clean);
        }
        return result;
    }

    private static String withExtension(String address, String extension) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address + extension : address.substring(0, at) + extension + address.substring(at);
    }

    private static MappingFailed lookupProblem(String title, String address) {
        return new MappingFailed(Kind.TABLE, title + " map lookup problem for " + address);
    }

    private static String fold(String address) {
        return CaseFolding.fold(address);
    }
}
