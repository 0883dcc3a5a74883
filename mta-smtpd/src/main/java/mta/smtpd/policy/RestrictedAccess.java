package mta.smtpd.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import mta.core.config.AccessParameters;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.QmgrParameters;
import mta.core.config.RewriteParameters;
import mta.core.config.SmtpdParameters;
import mta.core.log.MailLog;
import mta.core.table.ListText;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.core.table.Tables;
import mta.service.client.LocalService;
import mta.service.client.VerifyClient;
import mta.smtp.dns.Resolver;
import mta.smtpd.Environment.Pause;
import mta.smtpd.Peer;

/// The access restrictions of the configuration, list by list (`smtpd_client_restrictions` and so on).
///
/// A list that permits only skips the rest of itself; the next list is asked all the same.
public final class RestrictedAccess implements AccessPolicy {

    private record Named(RestrictionList list, Function<Evaluation, Subject> subject) {}

    private final Named client;
    private final Named helo;
    private final Named sender;
    private final Named first;
    private final Named second;
    private final Named data;
    private final Named endOfData;
    private final Named etrn;
    private final boolean delayed;
    private final boolean checksSenders;
    private final boolean checksRecipients;
    private final AddressRestrictions addresses;
    private final ClientRestrictions clients;
    private final List<String> localClients;
    private final OwnAddresses own;
    private final MatchList bareNewlines;
    private final MatchList verpClients;
    private final MatchList flushed;
    private final Tables tables;

    /// Reads all restrictions.
    ///
    /// @param dns answers questions about domains
    /// @param pause lets clients wait
    /// @param verify knows whether addresses can get mail: verify(8)
    /// @throws ConfigException for a restriction that is not implemented, a table that cannot be opened, and
    ///     lists that would let anybody send mail to anywhere
    public RestrictedAccess(MainCf main, MailLog log, Resolver dns, Pause pause, LocalService verify) {
        this.tables = Tables.ofService(main, log);
        var codes = Codes.from(main);
        var destinations = new Destinations(main, tables, codes, log);
        this.own = OwnAddresses.from(main);
        this.clients = new ClientRestrictions(codes, networks(main, log, CoreParameters.MYNETWORKS, "mynetworks"), own);
        this.addresses = new AddressRestrictions(
                codes, destinations, dns, AddressProbes.of(main, new VerifyClient(verify), pause));
        var source = new AccessChecks.Source(
                tables,
                parents(main, "smtpd_access_maps"),
                main.get(RewriteParameters.RECIPIENT_DELIMITER),
                main.get(AccessParameters.SMTPD_NULL_ACCESS_LOOKUP_KEY),
                destinations,
                codes);
        var parser = new RestrictionParser(main, new GenericRestrictions(codes, pause), clients, addresses, source);
        String relay = main.get(AccessParameters.SMTPD_RELAY_RESTRICTIONS);
        String recipient = main.get(AccessParameters.SMTPD_RECIPIENT_RESTRICTIONS);
        parser.guard().require(relay, recipient);
        var relays = new Named(parser.parse(relay, ListKind.RECIPIENT), Evaluation::recipient);
        var recipients = new Named(parser.parse(recipient, ListKind.RECIPIENT), Evaluation::recipient);
        boolean relayFirst = main.get(AccessParameters.SMTPD_RELAY_BEFORE_RECIPIENT_RESTRICTIONS);
        this.first = relayFirst ? relays : recipients;
        this.second = relayFirst ? recipients : relays;
        this.client = new Named(
                parser.parse(main.get(AccessParameters.SMTPD_CLIENT_RESTRICTIONS), ListKind.CLIENT),
                Evaluation::client);
        this.helo = new Named(
                parser.parse(main.get(AccessParameters.SMTPD_HELO_RESTRICTIONS), ListKind.HELO), Evaluation::helo);
        this.sender = new Named(
                parser.parse(main.get(AccessParameters.SMTPD_SENDER_RESTRICTIONS), ListKind.SENDER),
                Evaluation::sender);
        this.data = new Named(
                parser.parse(main.get(AccessParameters.SMTPD_DATA_RESTRICTIONS), ListKind.NONE),
                _ -> new Subject("DATA", Subject.DATA));
        this.endOfData = new Named(
                parser.parse(main.get(AccessParameters.SMTPD_END_OF_DATA_RESTRICTIONS), ListKind.NONE),
                _ -> new Subject("END-OF-MESSAGE", Subject.END_OF_DATA));
        this.etrn = new Named(
                parser.parse(main.get(AccessParameters.SMTPD_ETRN_RESTRICTIONS), ListKind.ETRN),
                e -> new Subject(e.dialogue().etrnDomain(), Subject.ETRN));
        this.delayed = main.get(AccessParameters.SMTPD_DELAY_REJECT);
        this.checksSenders = main.get(AccessParameters.SMTPD_REJECT_UNLISTED_SENDER);
        this.checksRecipients = main.get(AccessParameters.SMTPD_REJECT_UNLISTED_RECIPIENT);
        this.localClients = ListText.split(main.get(RewriteParameters.LOCAL_HEADER_REWRITE_CLIENTS));
        this.bareNewlines = networks(main, log, SmtpdParameters.SMTPD_FORBID_BARE_NEWLINE_EXCLUSIONS, "mynetworks");
        this.verpClients = networks(
                main,
                log,
                SmtpdParameters.SMTPD_AUTHORIZED_VERP_CLIENTS,
                SmtpdParameters.SMTPD_AUTHORIZED_VERP_CLIENTS.name());
        this.flushed = MatchList.domains(
                main.get(QmgrParameters.FAST_FLUSH_DOMAINS), parents(main, "fast_flush_domains"), tables);
    }

    private MatchList networks(MainCf main, MailLog log, Parameter<String> setting, String list) {
        return MatchList.networks(main.get(setting), parents(main, list), tables, log::warning);
    }

    private MatchList.ParentStyle parents(MainCf main, String list) {
        return MatchList.parentStyle(main.get(RewriteParameters.PARENT_DOMAIN_MATCHES_SUBDOMAINS), list, tables);
    }

    @Override
    public Ruling check(Dialogue dialogue) {
        var evaluation = new Evaluation(dialogue);
        return ruling(
                switch (dialogue.phase()) {
                    case CONNECT -> delayed ? Verdict.DUNNO : client(evaluation);
                    case HELO, EHLO -> delayed ? Verdict.DUNNO : helo(evaluation);
                    case MAIL -> delayed ? Verdict.DUNNO : sender(evaluation);
                    case RCPT, VRFY -> recipient(evaluation);
                    case DATA -> settled(evaluation, ask(evaluation, data));
                    case END_OF_MESSAGE -> settled(evaluation, ask(evaluation, endOfData));
                    case ETRN -> etrn(evaluation);
                });
    }

    private static Ruling ruling(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refuse(var reply) -> new Ruling.Refused(reply);
            case Verdict.Plain.HANG_UP -> Ruling.HangUp.HANG_UP;
            case Verdict.Plain.PERMIT, Verdict.Plain.DUNNO -> Ruling.Accepted.ACCEPTED;
        };
    }

    /// Asks a list, unless the message is thrown away in any case.
    private static Verdict ask(Evaluation evaluation, Named list) {
        if (list.list().restrictions().isEmpty() || evaluation.isDiscarded()) {
            return Verdict.DUNNO;
        }
        evaluation.about(list.subject().apply(evaluation));
        return list.list().apply(evaluation);
    }

    private static boolean isFinal(Verdict verdict) {
        return !verdict.equals(Verdict.DUNNO) && !verdict.equals(Verdict.PERMIT);
    }

    private Verdict client(Evaluation evaluation) {
        evaluation.beginPhase(Optional.empty());
        Verdict verdict = ask(evaluation, client);
        var deferrals = evaluation.dialogue().deferrals();
        deferrals.client(evaluation.ifPermitted());
        // A client may go on without HELO.
        deferrals.helo(evaluation.ifPermitted());
        return verdict;
    }

    private Verdict helo(Evaluation evaluation) {
        var deferrals = evaluation.dialogue().deferrals();
        evaluation.beginPhase(deferrals.client());
        Verdict verdict = ask(evaluation, helo);
        deferrals.helo(evaluation.ifPermitted());
        return verdict;
    }

    private Verdict sender(Evaluation evaluation) {
        var deferrals = evaluation.dialogue().deferrals();
        evaluation.beginPhase(deferrals.helo());
        Verdict verdict = ask(evaluation, sender);
        boolean unchecked = checksSenders && !evaluation.isSenderListed() && !evaluation.isDiscarded();
        if (unchecked && !isFinal(verdict)) {
            verdict = addresses.unlistedSender(evaluation);
        }
        deferrals.sender(evaluation.ifPermitted());
        return verdict;
    }

    private Verdict earlier(Evaluation evaluation) {
        if (!delayed) {
            return Verdict.DUNNO;
        }
        Verdict verdict = client(evaluation);
        return isFinal(verdict) || evaluation.dialogue().helo().isEmpty() ? verdict : helo(evaluation);
    }

    private Verdict recipient(Evaluation evaluation) {
        Verdict verdict = earlier(evaluation);
        if (!isFinal(verdict) && delayed && evaluation.dialogue().sender().isPresent()) {
            verdict = sender(evaluation);
        }
        if (isFinal(verdict)) {
            return verdict;
        }
        evaluation.beginPhase(evaluation.dialogue().deferrals().sender());
        verdict = ask(evaluation, first);
        if (!isFinal(verdict)) {
            verdict = ask(evaluation, second);
        }
        verdict = settled(evaluation, verdict);
        boolean unchecked = checksRecipients && !evaluation.isRecipientListed() && !evaluation.isDiscarded();
        return unchecked && !isFinal(verdict) ? addresses.unlistedRecipient(evaluation) : verdict;
    }

    private Verdict etrn(Evaluation evaluation) {
        Verdict verdict = earlier(evaluation);
        if (isFinal(verdict)) {
            return verdict;
        }
        evaluation.beginPhase(evaluation.dialogue().deferrals().helo());
        return settled(evaluation, ask(evaluation, etrn));
    }

    private static Verdict settled(Evaluation evaluation, Verdict verdict) {
        return isFinal(verdict) ? verdict : evaluation.settle();
    }

    @Override
    public boolean isLocalClient(Peer peer) {
        return localClients.stream().anyMatch(word -> isLocalClient(word, peer));
    }

    private boolean isLocalClient(String word, Peer peer) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "permit_inet_interfaces" -> own.contains(peer.ip());
            case "permit_mynetworks" -> clients.isTrusted(peer);
            default -> false;
        };
    }

    @Override
    public boolean mayUseBareNewlines(Peer peer) {
        return bareNewlines.contains(peer.name(), peer.address()) == Membership.IN;
    }

    @Override
    public Membership mayAskForVerp(Supplier<Peer> named) {
        if (verpClients.isEmpty()) {
            return Membership.OUT;
        }
        var peer = named.get();
        return verpClients.contains(peer.name(), peer.address());
    }

    @Override
    public Membership isFlushed(String domain) {
        return flushed.contains(domain);
    }
}
