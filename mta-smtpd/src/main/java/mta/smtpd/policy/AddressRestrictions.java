package mta.smtpd.policy;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.core.rewrite.Resolution;
import mta.smtp.command.Domains;
import mta.smtp.dns.Answer;
import mta.smtp.dns.Family;
import mta.smtp.dns.MailExchanger;
import mta.smtp.dns.Resolver;

/// Restrictions that look at HELO names, senders and recipients.
record AddressRestrictions(Codes codes, Destinations destinations, Resolver dns, AddressProbes probes) {

    /// The restriction of that name, in lower case.
    Optional<Restriction> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "reject_invalid_helo_hostname", "reject_invalid_hostname" -> this::invalidHelo;
                    case "reject_non_fqdn_helo_hostname", "reject_non_fqdn_hostname" -> this::nonFqdnHelo;
                    case "reject_non_fqdn_sender" -> e -> nonFqdn(e, e.sender(), senderOf(e));
                    case "reject_non_fqdn_recipient" -> e -> nonFqdn(e, e.recipient(), recipientOf(e));
                    case "reject_unknown_sender_domain", "reject_unknown_address" ->
                        e -> unknownDomain(e, e.sender(), senderOf(e));
                    case "reject_unknown_recipient_domain" -> e -> unknownDomain(e, e.recipient(), recipientOf(e));
                    case "reject_unlisted_sender" -> this::unlistedSender;
                    case "reject_unlisted_recipient", "check_recipient_maps" -> this::unlistedRecipient;
                    case "reject_unverified_sender" -> e -> probes.checkSender(e, senderOf(e));
                    case "reject_unverified_recipient" -> e -> probes.checkRecipient(e, recipientOf(e));
                    case "permit_auth_destination" -> e -> atDestination(e, _ -> Verdict.PERMIT, _ -> Verdict.DUNNO);
                    case "reject_unauth_destination" -> e -> unauthorized(e, codes.relay(), "5.7.1");
                    case "defer_unauth_destination" -> e -> unauthorized(e, codes.relay() - 100, "4.7.1");
                    default -> null;
                });
    }

    Verdict unlistedSender(Evaluation e) {
        e.senderListed();
        String sender = senderOf(e);
        return sender.isEmpty() ? Verdict.DUNNO : destinations.unlisted(e, sender, e.sender(), sender);
    }

    Verdict unlistedRecipient(Evaluation e) {
        e.recipientListed();
        String recipient = recipientOf(e);
        return recipient.isEmpty() ? Verdict.DUNNO : destinations.unlisted(e, senderOf(e), e.recipient(), recipient);
    }

    private Verdict unauthorized(Evaluation e, int code, String status) {
        return atDestination(
                e,
                _ -> Verdict.DUNNO,
                _ -> e.refuse(code, status, "<" + e.recipient().name() + ">: Relay access denied"));
    }

    private Verdict atDestination(
            Evaluation e, Function<Evaluation, Verdict> ours, Function<Evaluation, Verdict> elsewhere) {
        String recipient = recipientOf(e);
        if (recipient.isEmpty()) {
            return Verdict.DUNNO;
        }
        return switch (destinations.resolve(senderOf(e), recipient)) {
            case Resolution.TemporaryFailure(var reason) -> e.lookupFailed(recipient, reason);
            case Resolution.BadSyntax _ -> elsewhere.apply(e);
            case Resolution.Resolved resolved -> (destinations.isOurs(resolved) ? ours : elsewhere).apply(e);
        };
    }

    private Verdict invalidHelo(Evaluation e) {
        String name = e.dialogue().helo();
        if (name.isEmpty()) {
            return Verdict.DUNNO;
        }
        if (name.startsWith("[")) {
            return Domains.isBracketedLiteral(name) ? Verdict.DUNNO : invalid(e, "invalid ip address");
        }
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return Domains.isHostName(bare) || Domains.isIpv4(bare) ? Verdict.DUNNO : invalid(e, "Invalid name");
    }

    private Verdict invalid(Evaluation e, String why) {
        return e.refuse(codes.invalidHostname(), "5.5.2", e.helo().rejected(why));
    }

    private Verdict nonFqdnHelo(Evaluation e) {
        String name = e.dialogue().helo();
        if (name.isEmpty()) {
            return Verdict.DUNNO;
        }
        if (name.startsWith("[")) {
            return Domains.isBracketedLiteral(name) ? Verdict.DUNNO : invalid(e, "invalid ip address");
        }
        return isQualified(name)
                ? Verdict.DUNNO
                : e.refuse(codes.nonFqdn(), "5.5.2", e.helo().rejected("need fully-qualified hostname"));
    }

    private Verdict nonFqdn(Evaluation e, Subject subject, String address) {
        // Everybody has to take mail for the postmaster (RFC 5321 section 4.5.1), but not from there.
        boolean recipient = subject.kind().equals(Subject.RECIPIENT);
        if (address.isEmpty() || (recipient && address.equalsIgnoreCase("postmaster"))) {
            return Verdict.DUNNO;
        }
        String domain = domainOf(address);
        return domain.startsWith("[") || isQualified(domain)
                ? Verdict.DUNNO
                : e.refuse(codes.nonFqdn(), "5.5.2", subject.rejected("need fully-qualified address"));
    }

    private static boolean isQualified(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return Domains.isHostName(bare) && bare.indexOf('.') >= 0;
    }

    private Verdict unknownDomain(Evaluation e, Subject subject, String address) {
        if (address.isEmpty()) {
            return Verdict.DUNNO;
        }
        return switch (destinations.resolve("", address)) {
            case Resolution.TemporaryFailure(var reason) -> e.lookupFailed(address, reason);
            case Resolution.BadSyntax _ -> Verdict.DUNNO;
            case Resolution.Resolved resolved -> {
                String domain = domainOf(resolved.recipient());
                boolean known = domain.isEmpty() || domain.startsWith("[") || destinations.endsHere(resolved);
                yield known ? Verdict.DUNNO : unknownHost(e, subject, domain);
            }
        };
    }

    private Verdict unknownHost(Evaluation e, Subject subject, String domain) {
        boolean sender = subject.kind().equals(Subject.SENDER);
        Answer<MailExchanger> mx = dns.mx(domain);
        return switch (mx) {
            case Answer.Records<MailExchanger> _ -> Verdict.DUNNO;
            case Answer.NullMx<MailExchanger> _ ->
                e.refuse(
                        sender ? 550 : 556,
                        sender ? "5.7.27" : "5.1.10",
                        subject.rejected("Domain " + domain + " does not accept mail (nullMX)"));
            case Answer.NoRecords<MailExchanger> _,
                    Answer.NoSuchName<MailExchanger> _,
                    Answer.Unknown<MailExchanger> _ -> {
                Answer<InetAddress> v4 = dns.addresses(domain, Family.IPV4);
                Answer<InetAddress> v6 = v4.orNone().isEmpty() ? dns.addresses(domain, Family.IPV6) : v4;
                yield v6.orNone().isEmpty() ? notFound(e, subject, mx, v4, v6) : Verdict.DUNNO;
            }
        };
    }

    private Verdict notFound(
            Evaluation e, Subject subject, Answer<MailExchanger> mx, Answer<InetAddress> v4, Answer<InetAddress> v6) {
        boolean unsure = mx instanceof Answer.Unknown || v4 instanceof Answer.Unknown || v6 instanceof Answer.Unknown;
        String text = subject.rejected("Domain not found");
        String status = subject.kind().equals(Subject.SENDER) ? "4.1.8" : "4.1.2";
        return unsure
                ? e.deferIfPermitted(450, EnhancedStatus.of(status), text)
                : e.refuse(codes.unknownAddress(), status, text);
    }

    private static String senderOf(Evaluation e) {
        return e.dialogue().sender().map(ReversePath::text).orElse("");
    }

    private static String recipientOf(Evaluation e) {
        return e.dialogue().recipient().map(MailAddress::text).orElse("");
    }

    private static String domainOf(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1);
    }
}
