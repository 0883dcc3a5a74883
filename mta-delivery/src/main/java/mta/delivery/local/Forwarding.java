package mta.delivery.local;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.ExternalForm;
import mta.core.mail.Notify;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.core.mail.SendOption;
import mta.core.message.MailDate;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.QueuedMessage;
import mta.delivery.UnreadableMessageException;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupRecipient;
import mta.service.client.CleanupResult;
import mta.service.client.DeliveryRequest;
import mta.service.client.LocalService;

/// Sends a message on to other addresses, as a message of its own.
///
/// @param cleanup takes it
/// @param hostname `myhostname`
/// @param mailName `mail_name`
record Forwarding(LocalService cleanup, String hostname, String mailName, InstantSource clock, MailLog log) {

    /// A message of its own.
    ///
    /// @param sender to whom it is returned
    /// @param deliveredTo the address by which a loop is known; empty for none
    /// @param listed whether it goes to a list, whose members are its first recipients
    record Copy(ReversePath sender, String deliveredTo, boolean listed) {}

    /// Sends it; delivered is what is in the queue.
    ///
    /// @param recipient whose mail it is
    Outcome send(DeliveryJob job, Recipient recipient, Copy copy, List<String> addresses) {
        var request = job.request();
        try (var client = CleanupClient.open(cleanup)) {
            var now = clock.instant();
            begin(client, request, now);
            client.sender(copy.sender());
            for (String address : addresses) {
                client.recipient(recipient(recipient, copy, address));
            }
            client.startContent();
            client.line("Received: by " + hostname + " (" + mailName + ")");
            client.line("\tid " + client.queueId().text() + "; " + MailDate.of(now));
            if (!copy.deliveredTo().isEmpty()) {
                client.line("Delivered-To: " + ExternalForm.of(copy.deliveredTo()));
            }
            job.message().copyTo(new Lines(client));
            return outcome(client.finish());
        } catch (UnreadableMessageException e) {
            log.warning(request.id(), "queue file: " + e.getMessage());
            return Outcome.deferred("4.3.0", "queue file read error");
        } catch (IOException e) {
            log.warning(request.id(), "forward message: " + e.getMessage());
            return Outcome.deferred("4.3.0", "unable to forward message");
        }
    }

    /// What the new message inherits of the old one.
    private static void begin(CleanupClient client, DeliveryRequest request, Instant now) throws IOException {
        var flags = EnumSet.copyOf(CleanupFlag.INTERNAL);
        if (SendOption.SMTPUTF8_REQUESTED.isIn(request.sendOptions())) {
            flags.add(CleanupFlag.SMTPUTF8);
        }
        client.begin(flags);
        client.arrival(now);
        attribute(client, "encoding", request.encoding());
        attribute(client, "rewrite_context", request.rewriteContext());
        attribute(client, "log_client_name", request.client().name());
        attribute(client, "log_client_address", request.client().address());
        attribute(client, "log_protocol_name", request.client().protocol());
        attribute(client, "log_helo_name", request.client().helo());
        attribute(client, "envelope_id", request.envelopeId());
        attribute(
                client,
                "ret_flags",
                request.ret().map(ret -> Integer.toString(ret.number())).orElse(""));
        attribute(client, "sendopts", request.requiresTls() ? Integer.toString(SendOption.REQUIRETLS.bit()) : "");
    }

    private static void attribute(CleanupClient client, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            client.attribute(name, value);
        }
    }

    private static CleanupRecipient recipient(Recipient recipient, Copy copy, String address) {
        int notify = Notify.bits(recipient.dsnNotify());
        return copy.listed()
                ? new CleanupRecipient(address, "", "", notify)
                : new CleanupRecipient(address, original(recipient), recipient.dsnOriginal(), notify);
    }

    private static String original(Recipient recipient) {
        return recipient.original().isEmpty() ? recipient.address().text() : recipient.original();
    }

    private static Outcome outcome(CleanupResult result) {
        return switch (result) {
            case CleanupResult.Queued(var id) ->
                // Reports that the sender asked for are made where the new message arrives.
                new Outcome.Delivered(
                        EnhancedStatus.of("2.0.0"),
                        "forwarded as " + id,
                        Outcome.Handling.RELAYED_WITH_DSN,
                        Outcome.Remote.NONE);
            case CleanupResult.Refused(var cause, var _, var reason) ->
                Outcome.deferred("4.3.0", "unable to forward message: " + (reason.isEmpty() ? cause.text() : reason));
        };
    }

    private record Lines(CleanupClient client) implements QueuedMessage.Lines {

        @Override
        public void line(byte[] bytes, int offset, int length) throws IOException {
            client.line(bytes, offset, length);
        }

        @Override
        public void part(byte[] bytes, int offset, int length) throws IOException {
            client.partOfLine(bytes, offset, length);
        }
    }
}
