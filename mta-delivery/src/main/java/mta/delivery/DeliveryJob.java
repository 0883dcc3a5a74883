package mta.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import mta.core.log.Delivery.Status;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Recipient;
import mta.service.client.BounceClient;
import mta.service.client.DeliveryRequest;
import mta.service.client.DeliveryRequest.Flag;
import mta.service.client.FlushRecorder;
import mta.service.client.VerifyClient.Standing;
import mta.service.client.VerifyRecorder;

/// One request of qmgr(8) while it is worked on: the message, the recipients that are left, and what became of the
/// others.
///
/// [#settle] is the one place where an outcome becomes fact, in an order that a crash at any point survives: what the
/// sender has to be told is in the bounce or defer log before the recipient is marked done in the queue file, and
/// a delivered recipient is marked before anything else is done.
public final class DeliveryJob {

    private final DeliveryRequest request;
    private final QueuedMessage message;
    private final MailLog log;
    private final OutcomeLogs logs;
    private final FlushRecorder flush;
    private final VerifyRecorder verify;
    private final boolean softBounce;
    private final UnaryOperator<Outcome> filter;
    private final InstantSource clock;
    private final Instant started;
    private final Duration timeLimit;
    private final List<Recipient> waiting;
    private boolean anyLeft;

    DeliveryJob(
            DeliveryRequest request, QueuedMessage message, List<Recipient> waiting, DeliveryService.Setting setting) {
        this.request = request;
        this.message = message;
        this.waiting = new ArrayList<>(waiting);
        this.log = setting.log();
        this.flush = setting.flush();
        this.verify = setting.verify();
        this.softBounce = setting.softBounce();
        this.filter = setting.filter();
        this.clock = setting.clock();
        this.started = clock.instant();
        this.logs = new OutcomeLogs(request, setting.bounces(), log, clock, started);
        this.timeLimit = setting.timeLimit();
    }

    /// What was asked.
    public DeliveryRequest request() {
        return request;
    }

    /// The message itself.
    public QueuedMessage message() {
        return message;
    }

    /// The recipients that are not settled yet.
    public List<Recipient> waiting() {
        return List.copyOf(waiting);
    }

    /// Whether the request only asks what would happen; then nothing is delivered.
    public boolean isProbe() {
        return request.flags().contains(Flag.USER_PROBE) || request.flags().contains(Flag.ADDRESS_PROBE);
    }

    /// How much of `daemon_timeout` is left; zero where it is over, and nobody else should be asked to take the
    /// message.
    public Duration timeLeft() {
        var left = timeLimit.minus(Duration.between(started, clock.instant()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Writes a line about this message into the mail log.
    public void note(String text) {
        log.info(request.id(), text);
    }

    /// Writes a warning into the mail log.
    void warn(String text) {
        log.warning(text);
    }

    /// Settles all that are left in the same way.
    public void settleAll(Outcome outcome, Relay relay) {
        waiting().forEach(recipient -> settle(recipient, outcome, relay));
    }

    /// Makes an outcome fact: in the queue file, in the message's logs, and in the mail log.
    ///
    /// @param found what the agent came to; what counts is what the administrator makes of it
    public void settle(Recipient recipient, Outcome found, Relay relay) {
        take(recipient);
        var outcome = filter.apply(found);
        if (isProbe()) {
            settleProbe(recipient, outcome, relay);
            return;
        }
        if (outcome instanceof Outcome.Delivered) {
            markDone(recipient);
        }
        if (isSettled(recipient, outcome, relay) && outcome instanceof Outcome.Bounced) {
            markDone(recipient);
        }
    }

    private void take(Recipient recipient) {
        if (!waiting.remove(recipient)) {
            throw new IllegalArgumentException(recipient + " was settled before");
        }
    }

    /// Tells everybody who is to know; false where it is tried again.
    private boolean isSettled(Recipient recipient, Outcome outcome, Relay relay) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> {
                tellDelivered(recipient, delivered, relay);
                yield true;
            }
            case Outcome.Deferred deferred -> {
                settleDeferred(recipient, deferred, relay, Status.DEFERRED);
                yield false;
            }
            case Outcome.Bounced bounced
            when softBounce -> {
                settleDeferred(
                        recipient,
                        new Outcome.Deferred(
                                bounced.status().as(EnhancedStatus.Kind.TEMPORARY), bounced.text(), bounced.remote()),
                        relay,
                        Status.SOFTBOUNCE);
                yield false;
            }
            case Outcome.Bounced bounced -> isTold(recipient, bounced, relay);
        };
    }

    /// What became of one of several addresses that a recipient stands for.
    ///
    /// @param address whom the log and notices name
    /// @param first whether they name nobody else, as for whoever is on a list with an owner
    public record Part(MailAddress address, Outcome outcome, boolean first) {}

    /// Makes fact what became of a recipient who stands for others: it is done when none of them has to wait.
    ///
    /// @param parts at least one: where nothing was done, nothing is
    public void settle(Recipient recipient, List<Part> parts, Relay relay) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing became of " + recipient.address());
        }
        if (isProbe() || (parts.size() == 1 && parts.getFirst().address().equals(recipient.address()))) {
            settle(recipient, parts.getFirst().outcome(), relay);
            return;
        }
        take(recipient);
        if (tellOthers(recipient, parts, relay)) {
            markDone(recipient);
        }
    }

    /// Tells what became of the others that a recipient stands for, before another agent has the recipient itself.
    ///
    /// @return whether none of them has to wait; only then may the recipient be marked as done, by whomever
    public boolean tellOthers(Recipient recipient, List<Part> parts, Relay relay) {
        boolean done = true;
        for (var part : parts) {
            done &= isSettled(named(recipient, part), filter.apply(part.outcome()), relay);
        }
        return done;
    }

    /// Is through with a recipient that was not settled here: another agent had it, or it waits.
    ///
    /// @param done whether it has been marked as done
    public void leave(Recipient recipient, boolean done) {
        take(recipient);
        anyLeft |= !done;
    }

    /// Whether an outcome means that the recipient waits, whatever the agent itself makes of it.
    public boolean waitsAfter(Outcome found) {
        return switch (filter.apply(found)) {
            case Outcome.Delivered _ -> false;
            case Outcome.Deferred _ -> true;
            case Outcome.Bounced _ -> softBounce;
        };
    }

    private static Recipient named(Recipient recipient, Part part) {
        if (part.first()) {
            return new Recipient(part.address(), "", recipient.offset(), "", recipient.dsnNotify());
        }
        String original = recipient.original().isEmpty() ? recipient.address().text() : recipient.original();
        return new Recipient(
                part.address(), original, recipient.offset(), recipient.dsnOriginal(), recipient.dsnNotify());
    }

    /// Goes on with a recipient who stands for others, of whose success nobody hears.
    ///
    /// @return whom to settle from now on; the same where nobody wanted to hear of success, or for a probe
    public Recipient withoutSuccess(Recipient recipient) {
        if (isProbe() || !recipient.dsnNotify().contains(Notify.SUCCESS)) {
            return recipient;
        }
        var rest = EnumSet.copyOf(recipient.dsnNotify());
        rest.remove(Notify.SUCCESS);
        var other = new Recipient(
                recipient.address(),
                recipient.original(),
                recipient.offset(),
                recipient.dsnOriginal(),
                rest.isEmpty() ? Set.of(Notify.NEVER) : rest);
        waiting.set(waiting.indexOf(recipient), other);
        return other;
    }

    /// Tells the sender that a recipient stood for others.
    ///
    /// @param list whether that is a list, with which the message has reached whom it was for
    public void tellExpanded(Recipient recipient, boolean list, Relay relay) {
        logs.record(recipient, Outcome.delivered("2.0.0", "alias expanded"), list ? "delivered" : "expanded", relay);
    }

    /// Whether every recipient has been settled for good.
    boolean isDone() {
        return waiting.isEmpty() && !anyLeft;
    }

    private void tellDelivered(Recipient recipient, Outcome.Delivered delivered, Relay relay) {
        boolean asked = recipient.dsnNotify().contains(Notify.SUCCESS)
                && delivered.handling() != Outcome.Handling.RELAYED_WITH_DSN;
        if (asked || logs.isRecorded() || request.flags().contains(Flag.DELAY_CLEARED)) {
            logs.record(recipient, delivered, delivered.handling().action(), relay);
        }
        logs.logLine(recipient, relay, delivered.status(), Status.SENT, delivered.text());
    }

    private void settleDeferred(Recipient recipient, Outcome.Deferred deferred, Relay relay, Status word) {
        anyLeft = true;
        if (logs.isRecorded()) {
            logs.record(recipient, deferred, "delayed", relay);
        }
        if (!logs.isAppended(BounceClient.Log.DEFER, recipient, deferred, "delayed")) {
            log.warning(request.id(), "the reason why <" + recipient.address() + "> waits is not in the defer log");
        }
        logs.logLine(recipient, relay, deferred.status(), word, deferred.text());
        flush.waits(request.id(), recipient.address());
    }

    private boolean isTold(Recipient recipient, Outcome.Bounced bounced, Relay relay) {
        // Recipients of whom nobody wants to hear as well: the postmaster may. The notice to the sender leaves them
        // out.
        if (!logs.isAppended(BounceClient.Log.BOUNCE, recipient, bounced, "failed")) {
            // The sender would never hear of it: try again when bounce(8) is back.
            anyLeft = true;
            logs.logLine(recipient, relay, EnhancedStatus.of("4.3.0"), Status.DEFERRED, "bounce failed");
            return false;
        }
        if (logs.isRecorded()) {
            logs.record(recipient, bounced, "failed", relay);
        }
        logs.logLine(recipient, relay, bounced.status(), Status.BOUNCED, bounced.text());
        return true;
    }

    /// A probe is never tried again unless nobody would hear of its outcome.
    private void settleProbe(Recipient recipient, Outcome outcome, Relay relay) {
        boolean deliverable = outcome instanceof Outcome.Delivered;
        var word = deliverable ? Status.DELIVERABLE : Status.UNDELIVERABLE;
        if (request.flags().contains(Flag.ADDRESS_PROBE)) {
            switch (verify.record(request.id(), recipient, standing(outcome), outcome.text())) {
                case KEPT -> {}
                case NOT_KEPT -> word = Status.UNDELIVERABLE_BUT_NOT_CACHED;
                case FAILED -> {
                    anyLeft = true;
                    return;
                }
            }
        } else if (!logs.isTraced(recipient, outcome, word.word(), relay)) {
            anyLeft = true;
            return;
        }
        logs.logLine(recipient, relay, outcome.status(), word, outcome.text());
        markDone(recipient);
    }

    private static Standing standing(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> Standing.DELIVERABLE;
            case Outcome.Deferred _ -> Standing.DEFERRED;
            case Outcome.Bounced _ -> Standing.UNDELIVERABLE;
        };
    }

    private void markDone(Recipient recipient) {
        try {
            message.markDone(recipient);
        } catch (IOException e) {
            anyLeft = true;
            log.error(request.id() + ": <" + recipient.address() + "> cannot be marked as done and may get the message"
                    + " again: " + e.getMessage());
        }
    }
}
