package mta.smtpd.policy;

import java.util.Optional;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.core.rewrite.Resolution;
import mta.core.table.Lookup;
import mta.core.table.MatchList.ParentStyle;
import mta.core.table.Tables;
import mta.smtpd.Peer;

/// The restrictions `check_…_access type:table`.
final class AccessChecks {

    /// What such a restriction looks up.
    enum Target {
        CLIENT("check_client_access"),
        REVERSE_NAME("check_reverse_client_hostname_access"),
        HELO("check_helo_access"),
        SENDER("check_sender_access"),
        RECIPIENT("check_recipient_access"),
        ETRN("check_etrn_access");

        private final String restriction;

        Target(String restriction) {
            this.restriction = restriction;
        }

        /// The target of a restriction of that name, in lower case.
        static Optional<Target> named(String name) {
            for (Target target : values()) {
                if (target.restriction.equals(name)) {
                    return Optional.of(target);
                }
            }
            return Optional.empty();
        }
    }

    /// What all tables are opened and asked with.
    ///
    /// @param tables opens them
    /// @param parents whether `example.com` stands for what is under it
    /// @param delimiters what separates an extension in a local part
    /// @param nullSender the key that stands for the empty sender
    /// @param destinations completes addresses before they are looked up
    /// @param codes the reply codes of the configuration
    record Source(
            Tables tables,
            ParentStyle parents,
            String delimiters,
            String nullSender,
            Destinations destinations,
            Codes codes) {}

    private final Source source;
    private final AccessAction action;

    AccessChecks(Source source, AccessAction.Lists lists) {
        this.source = source;
        this.action = new AccessAction(source.codes(), lists);
    }

    /// Makes a restriction.
    ///
    /// @param kind the list that it stands in
    /// @throws mta.core.config.ConfigException if the table cannot be opened
    Restriction check(Target target, String typeAndName, ListKind kind) {
        var table = new AccessTable(
                source.tables().open(typeAndName.replaceFirst("^proxy:", "")),
                source.parents(),
                source.delimiters(),
                source.nullSender());
        var used = new Used(table, typeAndName, kind);
        return switch (target) {
            case CLIENT ->
                e -> {
                    Peer peer = e.dialogue().named().get();
                    return act(e, e.client(), table.client(peer.name(), peer.address()), used, peer.address());
                };
            case REVERSE_NAME ->
                e -> {
                    String name = e.dialogue().named().get().reverseName();
                    var subject = new Subject(name, "Unverified Client host");
                    return act(e, subject, table.host(name), used, name);
                };
            case HELO ->
                e -> {
                    String name = e.dialogue().helo();
                    return name.isEmpty() ? Verdict.DUNNO : act(e, e.helo(), table.host(name), used, name);
                };
            case ETRN ->
                e -> {
                    String domain = e.dialogue().etrnDomain();
                    return act(e, new Subject(domain, Subject.ETRN), table.host(domain), used, domain);
                };
            case SENDER ->
                e -> e.dialogue().sender().map(path -> sender(e, used, path)).orElse(Verdict.DUNNO);
            case RECIPIENT ->
                e -> e.dialogue().recipient().map(to -> recipient(e, used, to)).orElse(Verdict.DUNNO);
        };
    }

    /// A table as one restriction uses it.
    ///
    /// @param name its type and name, for complaints
    /// @param kind the list in which it is asked
    private record Used(AccessTable table, String name, ListKind kind) {}

    private Verdict sender(Evaluation e, Used used, ReversePath path) {
        return address(e, e.sender(), used, "", path.text());
    }

    private Verdict recipient(Evaluation e, Used used, MailAddress to) {
        String sender = e.dialogue().sender().map(ReversePath::text).orElse("");
        return address(e, e.recipient(), used, sender, to.text());
    }

    private Verdict address(Evaluation e, Subject subject, Used used, String sender, String address) {
        var table = used.table();
        if (address.isEmpty()) {
            return act(e, subject, table.address(""), used, address);
        }
        return switch (source.destinations().resolve(sender, address)) {
            case Resolution.TemporaryFailure(var reason) -> e.lookupFailed(address, reason);
            case Resolution.BadSyntax(var completed) -> act(e, subject, table.address(completed), used, completed);
            case Resolution.Resolved resolved -> {
                Verdict verdict = act(e, subject, table.address(resolved.recipient()), used, resolved.recipient());
                // Who may pass must not be decided by an address that another system would read differently.
                boolean uncertain =
                        verdict.equals(Verdict.PERMIT) && source.destinations().isUntrusted(resolved);
                yield uncertain ? Verdict.DUNNO : verdict;
            }
        };
    }

    private Verdict act(Evaluation e, Subject subject, Lookup answer, Used used, String key) {
        return switch (answer) {
            case Lookup.Found(var value)
            when value.isBlank() -> {
                e.dialogue().log().warning(used.name() + " lookup of " + key + " returns an empty string result");
                yield e.unanswered(subject, used.name() + " should return NO RESULT in case of NOT FOUND");
            }
            case Lookup.Found(var value) -> action.apply(e, subject, value, used.name(), key, used.kind());
            case Lookup.NotFound _ -> Verdict.DUNNO;
            case Lookup.TemporaryFailure(var reason) -> e.unanswered(subject, reason);
        };
    }
}
