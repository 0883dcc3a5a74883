package mta.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import mta.core.log.Delays;
import mta.core.log.Delivery;
import mta.core.log.Delivery.Status;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.Recipient;
import mta.service.client.BounceClient;
import mta.service.client.DeliveryRequest;
import mta.service.client.DeliveryRequest.Flag;
import mta.service.client.RecipientStatus;

/// Writes down what became of the recipients of one request: in the logs from which notices are made, and in the mail
/// log.
///
/// Decides nothing: when something is written, and what follows where it cannot be, is up to [DeliveryJob].
///
/// @param bounces keeps the bounce, defer and trace logs of the message
/// @param started when the work for the request began
record OutcomeLogs(DeliveryRequest request, BounceClient bounces, MailLog log, InstantSource clock, Instant started) {

    /// Whether whatever happens is reported to the sender.
    boolean isRecorded() {
        return request.flags().contains(Flag.RECORD);
    }

    /// Keeps an outcome for a report. Mail does not wait for reports: where this fails, there will be none.
    void record(Recipient recipient, Outcome outcome, String action, Relay relay) {
        if (!isTraced(recipient, outcome, action, relay)) {
            log.warning(request.id(), "no delivery report can be sent for <" + recipient.address() + ">");
        }
    }

    /// Appends an outcome to the trace log.
    ///
    /// @return whether it is there
    boolean isTraced(Recipient recipient, Outcome outcome, String action, Relay relay) {
        String via = relay.name().equals(Relay.NONE.name()) ? "" : "delivery via " + relay.name() + ": ";
        return isAppended(BounceClient.Log.TRACE, status(recipient, outcome, action, via + outcome.text()));
    }

    /// Appends an outcome to the bounce or defer log.
    ///
    /// @param action the word of RFC 3464 section 2.3.3
    /// @return whether it is there
    boolean isAppended(BounceClient.Log which, Recipient recipient, Outcome outcome, String action) {
        return isAppended(which, status(recipient, outcome, action, outcome.text()));
    }

    private boolean isAppended(BounceClient.Log which, RecipientStatus status) {
        try {
            bounces.append(which, request.id(), status);
            return true;
        } catch (IOException e) {
            log.warning(request.id(), which.service() + " service: " + e.getMessage());
            return false;
        }
    }

    private static RecipientStatus status(Recipient recipient, Outcome outcome, String action, String text) {
        var remote = outcome.saidBy();
        return new RecipientStatus(
                recipient,
                outcome.status(),
                action,
                remote.diagnosticType(),
                remote.diagnostic(),
                remote.name().isEmpty() ? "" : "dns",
                remote.name(),
                text);
    }

    /// Writes the line of a delivery into the mail log.
    void logLine(Recipient recipient, Relay relay, EnhancedStatus dsn, Status status, String text) {
        var original = recipient.original();
        boolean differs = !original.isEmpty()
                && !original.equalsIgnoreCase(recipient.address().text());
        log.delivery(new Delivery(
                request.id(),
                recipient.address(),
                differs ? Optional.of(new MailAddress(original)) : Optional.empty(),
                relay.name(),
                relay.connectionUse(),
                delays(relay),
                dsn,
                status,
                text));
    }

    private Delays delays(Relay relay) {
        var times = request.times();
        var now = clock.instant();
        var connected = relay.connected().filter(when -> when.isAfter(started)).orElse(started);
        return new Delays(
                Duration.between(times.arrival(), times.active()),
                Duration.between(times.active(), started),
                Duration.between(started, connected),
                Duration.between(connected, now));
    }
}
