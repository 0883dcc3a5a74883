package mta.smtpd.policy;

import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;
import mta.core.config.NoticeClass;
import mta.core.config.RewriteParameters;
import mta.core.config.SmtpdParameters;
import mta.core.config.VirtualParameters;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.rewrite.AddressClass;
import mta.core.rewrite.AddressResolver;
import mta.core.rewrite.AddressRewriter;
import mta.core.rewrite.AddressSearch;
import mta.core.rewrite.LocalDomains;
import mta.core.rewrite.Resolution;
import mta.core.table.Lookup;
import mta.core.table.TableSearch;
import mta.core.table.Tables;

/// Knows which addresses end here or pass through here, and which of those do not exist.
final class Destinations {

    private final AddressRewriter rewriter;
    private final AddressResolver resolver;
    private final AddressSearch search;
    private final TableSearch rewriting;
    private final TableSearch localRecipients;
    private final TableSearch mailboxes;
    private final TableSearch relayRecipients;
    private final Codes codes;
    private final boolean namesTable;
    private final boolean trustsRouting;
    private final String doubleBounce;

    Destinations(MainCf main, Tables tables, Codes codes, MailLog log) {
        var localDomains = LocalDomains.from(main, tables);
        this.rewriter = new AddressRewriter(main);
        this.resolver = new AddressResolver(main, tables, log::warning);
        this.search = new AddressSearch(main, localDomains);
        this.rewriting = open(
                tables,
                main.get(CleanupParameters.RECIPIENT_CANONICAL_MAPS) + " "
                        + main.get(CleanupParameters.CANONICAL_MAPS) + " "
                        + main.get(CleanupParameters.VIRTUAL_ALIAS_MAPS));
        this.localRecipients = open(tables, main.get(RewriteParameters.LOCAL_RECIPIENT_MAPS));
        this.mailboxes = open(tables, main.get(VirtualParameters.VIRTUAL_MAILBOX_MAPS));
        this.relayRecipients = open(tables, main.get(RewriteParameters.RELAY_RECIPIENT_MAPS));
        this.codes = codes;
        this.namesTable = main.get(SmtpdParameters.SHOW_USER_UNKNOWN_TABLE_NAME);
        this.trustsRouting = main.get(RewriteParameters.ALLOW_UNTRUSTED_ROUTING);
        this.doubleBounce = main.get(RewriteParameters.DOUBLE_BOUNCE_SENDER);
    }

    /// proxymap(8) only saves Postfix processes from opening tables one by one; a process that serves all sessions
    /// needs it not, and opens what stands behind it.
    private static TableSearch open(Tables tables, String setting) {
        return tables.openAll(setting.replace("proxy:", ""));
    }

    /// Where mail for an address goes.
    Resolution resolve(String sender, String address) {
        return resolver.resolve(sender, rewriter.rewriteInternal(AddressRewriter.Context.LOCAL, address));
    }

    /// Whether mail for an address is our business.
    boolean isOurs(Resolution.Resolved resolved) {
        return !isUntrusted(resolved) && resolved.addressClass() != AddressClass.DEFAULT;
    }

    /// Whether another system could read the address as one of somewhere else.
    boolean isUntrusted(Resolution.Resolved resolved) {
        return resolved.routed() && !trustsRouting;
    }

    /// Whether mail for an address is delivered by this system.
    boolean endsHere(Resolution.Resolved resolved) {
        return switch (resolved.addressClass()) {
            case LOCAL, VIRTUAL_ALIAS, VIRTUAL_MAILBOX -> true;
            case RELAY, DEFAULT -> false;
        };
    }

    /// Refuses an address that does not exist in a domain whose addresses we know.
    Verdict unlisted(Evaluation evaluation, String sender, Subject subject, String address) {
        return switch (resolve(sender, address)) {
            case Resolution.TemporaryFailure(var reason) -> evaluation.lookupFailed(address, reason);
            case Resolution.BadSyntax _ -> Verdict.DUNNO;
            case Resolution.Resolved resolved -> unlisted(evaluation, subject, resolved);
        };
    }

    private Verdict unlisted(Evaluation evaluation, Subject subject, Resolution.Resolved resolved) {
        String address = resolved.recipient();
        switch (search.find(rewriting, address).lookup()) {
            case Lookup.Found _ -> {
                return Verdict.DUNNO;
            }
            case Lookup.TemporaryFailure(var reason) -> {
                return evaluation.lookupFailed(address, reason);
            }
            case Lookup.NotFound _ -> {}
        }
        if (resolved.transport().equals("error")) {
            int code = resolved.addressClass() == AddressClass.VIRTUAL_ALIAS ? codes.unknownVirtualAlias() : 550;
            return failing(evaluation, subject, code, resolved.nexthop());
        }
        if (resolved.transport().equals("retry")) {
            return failing(evaluation, subject, 450, resolved.nexthop());
        }
        return switch (resolved.addressClass()) {
            case LOCAL ->
                isReserved(address)
                        ? Verdict.DUNNO
                        : listed(
                                evaluation, subject, address, localRecipients, codes.unknownLocal(), "local recipient");
            case VIRTUAL_MAILBOX ->
                listed(evaluation, subject, address, mailboxes, codes.unknownVirtualMailbox(), "virtual mailbox");
            case RELAY ->
                listed(evaluation, subject, address, relayRecipients, codes.unknownRelay(), "relay recipient");
            case VIRTUAL_ALIAS, DEFAULT -> Verdict.DUNNO;
        };
    }

    /// Says at once what the agent of a transport would say that delivers nothing.
    private static Verdict failing(Evaluation evaluation, Subject subject, int code, String text) {
        int blank = text.indexOf(' ');
        var status = EnhancedStatus.parse(blank < 0 ? text : text.substring(0, blank));
        String words = status.isPresent() ? text.substring(blank + 1).strip() : text;
        return evaluation.refuse(
                NoticeClass.BOUNCE,
                code,
                status.map(given -> evaluation.fitted(given, subject)).orElseGet(() -> unknown(subject)),
                subject.rejected(words));
    }

    /// That an address does not exist: a status of its own tells that of a sender.
    private static EnhancedStatus unknown(Subject subject) {
        return EnhancedStatus.of(subject.kind().equals(Subject.SENDER) ? "5.1.0" : "5.1.1");
    }

    /// Addresses that the mail system itself takes care of.
    private boolean isReserved(String address) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        return local.equalsIgnoreCase("postmaster")
                || local.equalsIgnoreCase("mailer-daemon")
                || local.equalsIgnoreCase(doubleBounce);
    }

    private Verdict listed(
            Evaluation evaluation, Subject subject, String address, TableSearch table, int code, String kind) {
        if (table.isEmpty()) {
            return Verdict.DUNNO;
        }
        return switch (search.find(table, address).lookup()) {
            case Lookup.Found _ -> Verdict.DUNNO;
            case Lookup.TemporaryFailure(var reason) -> evaluation.lookupFailed(address, reason);
            case Lookup.NotFound _ ->
                evaluation.refuse(
                        NoticeClass.BOUNCE,
                        code,
                        unknown(subject),
                        subject.rejected("User unknown" + (namesTable ? " in " + kind + " table" : "")));
        };
    }
}
