package mta.smtpd.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.config.AccessParameters;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.table.ListText;

/// Turns the text of a restriction list into restrictions.
///
/// A name that Postfix has and we have not is refused at start, because leaving out a check that somebody relies on is
/// worse than not starting. A name that nobody knows is refused when it is reached, as Postfix does.
final class RestrictionParser {

    /// Restrictions that are built later.
    private static final Set<String> NOT_IMPLEMENTED = Set.of(
            "reject_plaintext_session",
            "check_policy_service",
            "permit_tls_clientcerts",
            "permit_tls_all_clientcerts",
            "reject_rbl_client",
            "reject_rbl",
            "permit_dnswl_client",
            "reject_rhsbl_client",
            "permit_rhswl_client",
            "reject_rhsbl_reverse_client",
            "check_ccert_access",
            "check_sasl_access",
            "check_client_a_access",
            "check_client_mx_access",
            "check_client_ns_access",
            "check_reverse_client_hostname_a_access",
            "check_reverse_client_hostname_mx_access",
            "check_reverse_client_hostname_ns_access",
            "reject_unknown_helo_hostname",
            "reject_unknown_hostname",
            "reject_rhsbl_helo",
            "check_helo_a_access",
            "check_helo_mx_access",
            "check_helo_ns_access",
            "reject_sender_login_mismatch",
            "reject_authenticated_sender_login_mismatch",
            "reject_known_sender_login_mismatch",
            "reject_unauthenticated_sender_login_mismatch",
            "reject_rhsbl_sender",
            "check_sender_a_access",
            "check_sender_mx_access",
            "check_sender_ns_access",
            "permit_mx_backup",
            "reject_rhsbl_recipient",
            "check_recipient_a_access",
            "check_recipient_mx_access",
            "check_recipient_ns_access");

    /// Restrictions that Postfix 3.9 removed, with what it says should stand there instead.
    private static final Map<String, String> REMOVED = Map.of(
            "permit_naked_ip_address", "permit_mynetworks\" or \"permit_sasl_authenticated",
            "check_relay_domains", "permit_mynetworks, reject_unauth_destination",
            "reject_maps_rbl", "reject_rbl_client domain-name");

    private final MainCf main;
    private final GenericRestrictions generic;
    private final ClientRestrictions clients;
    private final AddressRestrictions addresses;
    private final AccessChecks tables;
    private final Set<String> classes;

    RestrictionParser(
            MainCf main,
            GenericRestrictions generic,
            ClientRestrictions clients,
            AddressRestrictions addresses,
            AccessChecks.Source source) {
        this.main = main;
        this.generic = generic;
        this.clients = clients;
        this.addresses = addresses;
        this.classes = new HashSet<>(ListText.split(main.get(AccessParameters.SMTPD_RESTRICTION_CLASSES)));
        this.tables = new AccessChecks(source, this::parseLate);
    }

    /// Sees to it that lists do not relay for everybody.
    RelayGuard guard() {
        return new RelayGuard(classes, this::inClass);
    }

    private String inClass(String name) {
        return main.get(Parameter.text(name, "", "A restriction class of the operator."));
    }

    /// Reads what stands in a table, which is seen only when it is found there: a client waits for an answer.
    private Restriction parseLate(String text, String table, ListKind kind) {
        try {
            return parse(text, kind);
        } catch (ConfigException e) {
            return evaluation -> evaluation.misconfigured("access table " + table + ": " + e.getMessage());
        }
    }

    /// Reads a list.
    ///
    /// @param kind what a table without a name in front is asked about
    /// @throws ConfigException for a restriction that is not implemented, and for a table that cannot be opened
    RestrictionList parse(String text, ListKind kind) {
        return parse(text, kind, Set.of());
    }

    /// @param within the restriction classes that this list is in
    private RestrictionList parse(String text, ListKind kind, Set<String> within) {
        var words = new ArrayList<>(ListText.split(text));
        var restrictions = new ArrayList<Restriction>();
        while (!words.isEmpty()) {
            restrictions.add(next(words, kind, within));
        }
        return new RestrictionList(restrictions);
    }

    private Restriction next(List<String> words, ListKind kind, Set<String> within) {
        String word = words.removeFirst();
        String name = word.toLowerCase(Locale.ROOT);
        if (name.equals("warn_if_reject")) {
            if (words.isEmpty()) {
                return _ -> Verdict.DUNNO;
            }
            Restriction quiet = next(words, kind, within);
            return evaluation -> evaluation.warnInsteadOf(quiet);
        }
        if (name.equals("sleep")) {
            return generic.sleep(words.isEmpty() ? "" : words.removeFirst());
        }
        var target = AccessChecks.Target.named(name);
        if (target.isPresent()) {
            return words.isEmpty() ? incomplete(word) : tables.check(target.get(), words.removeFirst(), kind);
        }
        return generic.named(name)
                .map(restriction -> words.isEmpty() ? restriction : beforeOthers(restriction, name, words.getFirst()))
                .or(() -> clients.named(name))
                .or(() -> addresses.named(name))
                .or(() -> restrictionClass(word, kind, within))
                .or(() -> bareTable(word, kind))
                .orElseGet(() -> unknown(word, name));
    }

    /// One that always decides makes what follows it pointless, which is more often a mistake than meant.
    private static Restriction beforeOthers(Restriction restriction, String name, String next) {
        return switch (name) {
            case "permit", "reject", "defer" ->
                evaluation -> {
                    Verdict verdict = restriction.apply(evaluation);
                    if (!verdict.equals(Verdict.DUNNO)) {
                        evaluation
                                .dialogue()
                                .log()
                                .warning("restriction `" + next + "' after `" + name + "' is ignored");
                    }
                    return verdict;
                };
            default -> restriction;
        };
    }

    /// The same class means another thing in another list, where it holds a table without a name in front.
    private Optional<Restriction> restrictionClass(String word, ListKind kind, Set<String> within) {
        if (!classes.contains(word)) {
            return Optional.empty();
        }
        if (within.contains(word)) {
            return Optional.of(e -> e.misconfigured("restriction class " + word + " refers to itself"));
        }
        var inside = new HashSet<>(within);
        inside.add(word);
        return Optional.of(parse(inClass(word), kind, inside));
    }

    private Optional<Restriction> bareTable(String word, ListKind kind) {
        if (word.indexOf(':') < 0) {
            return Optional.empty();
        }
        return Optional.of(kind.target()
                .map(target -> tables.check(target, word, kind))
                .orElse(e -> e.misconfigured("specify one of (check_client_access,"
                        + " check_reverse_client_hostname_access, check_helo_access, check_sender_access,"
                        + " check_recipient_access, check_etrn_access) before "
                        + e.subject().kind() + " restriction \"" + word + "\"")));
    }

    private static Restriction incomplete(String word) {
        return e -> e.misconfigured("restriction " + word + " requires a table");
    }

    private static Restriction unknown(String word, String name) {
        if (NOT_IMPLEMENTED.contains(name)) {
            throw new ConfigException("restriction " + word + " is not implemented");
        }
        String instead = REMOVED.get(name);
        return instead == null
                ? e -> e.misconfigured("unknown smtpd restriction: \"" + word + "\"")
                : e -> e.misconfigured("support for restriction \"" + word
                        + "\" has been removed in Postfix 3.9; instead, specify \"" + instead + "\"");
    }
}
