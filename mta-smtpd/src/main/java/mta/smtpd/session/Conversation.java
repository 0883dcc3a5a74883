package mta.smtpd.session;

import java.util.Optional;
import java.util.function.Supplier;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.smtp.command.MailOptions;
import mta.smtpd.Environment;
import mta.smtpd.Peer;
import mta.smtpd.policy.Deferrals;
import mta.smtpd.policy.Dialogue;
import mta.smtpd.policy.MessageActions;
import mta.smtpd.policy.Phase;

/// What has been said so far: who the client calls itself, and the message under way.
///
/// The log is kept up to date with it, as most lines repeat it.
final class Conversation {

    private final Environment environment;
    private final Peer peer;
    private final Supplier<Peer> named;
    private final SessionLog log;
    private final Deferrals deferrals = new Deferrals();

    private String helo = "";
    private boolean extended;
    private boolean ahead;
    private Optional<Transaction> transaction = Optional.empty();

    /// @param named the peer again, after waiting longer for its name
    Conversation(Environment environment, Peer peer, Supplier<Peer> named, SessionLog log) {
        this.environment = environment;
        this.peer = peer;
        this.named = named;
        this.log = log;
    }

    Peer peer() {
        return peer;
    }

    Supplier<Peer> named() {
        return named;
    }

    /// What the client called itself; empty where it said nothing yet.
    String helo() {
        return helo;
    }

    boolean isGreeted() {
        return !helo.isEmpty();
    }

    void greeted(String name) {
        helo = name;
        log.greeted(protocol(), name);
    }

    /// Whether the client said EHLO, so that it may send several commands at once (RFC 2920).
    boolean isExtended() {
        return extended;
    }

    /// Notes that EHLO was accepted. A later HELO does not take it back, as in Postfix.
    void extended() {
        extended = true;
        log.greeted(protocol(), helo);
    }

    String protocol() {
        return extended ? "ESMTP" : "SMTP";
    }

    /// Notes that the client has sent more than it may before our answer.
    void sentAhead() {
        ahead = true;
    }

    boolean hasMessage() {
        return transaction.isPresent();
    }

    /// The message under way.
    Transaction message() {
        return transaction.orElseThrow(() -> new IllegalStateException("no MAIL command yet"));
    }

    /// Begins a message.
    void begin(ReversePath from, MailOptions options) {
        transaction = Optional.of(new Transaction(environment, peer, helo, protocol(), from, options));
        log.sender(Optional.of(from));
    }

    /// Forgets the message under way.
    void reset() {
        transaction.ifPresent(Transaction::abandon);
        transaction = Optional.empty();
        log.queueId(Optional.empty());
        log.sender(Optional.empty());
    }

    /// What restrictions are told of it.
    ///
    /// @param recipient the recipient in question, or the only one
    /// @param etrnDomain what ETRN asks for; empty otherwise
    Dialogue at(Phase phase, Optional<MailAddress> recipient, String etrnDomain) {
        return new Dialogue(
                phase,
                peer,
                named,
                helo,
                protocol(),
                transaction.map(Transaction::sender),
                recipient,
                transaction.map(Transaction::recipients).orElse(0),
                ahead,
                etrnDomain,
                transaction.map(Transaction::actions).orElseGet(MessageActions::new),
                deferrals,
                log);
    }
}
