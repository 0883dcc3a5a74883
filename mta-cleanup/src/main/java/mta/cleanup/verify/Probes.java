package mta.cleanup.verify;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Semaphore;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.log.MailLog;
import mta.core.mail.ExternalForm;
import mta.core.message.MailDate;
import mta.core.rewrite.ProbeSender;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupRecipient;
import mta.service.client.CleanupResult;
import mta.service.client.DeliveryRequest.Flag;
import mta.service.client.LocalService;

/// Sends address probes: messages that go the way of mail for an address until somebody would have to keep them.
final class Probes {

    /// So many are handed to cleanup(8) at a time.
    private static final int MOST_AT_A_TIME = 100;

    private final LocalService cleanup;
    private final ProbeSender sender;
    private final String hostname;
    private final String mailName;
    private final MailLog log;
    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(MOST_AT_A_TIME);

    Probes(MainCf main, LocalService cleanup, MailLog log, InstantSource clock) {
        this.cleanup = cleanup;
        this.sender = ProbeSender.of(main);
        this.hostname = main.get(CoreParameters.MYHOSTNAME);
        this.mailName = main.get(CoreParameters.MAIL_NAME);
        this.log = log;
        this.clock = clock;
    }

    /// Sends one, without waiting for it.
    void start(String address) {
        Thread.ofVirtual().name("probe").start(() -> send(address));
    }

    private void send(String address) {
        turns.acquireUninterruptibly();
        try (var client = CleanupClient.open(cleanup)) {
            switch (hand(client, address)) {
                case CleanupResult.Queued _ -> {}
                case CleanupResult.Refused refused ->
                    log.warning("address probe for <" + address + "> refused: " + refused.cause());
            }
        } catch (IOException e) {
            log.warning("address probe for <" + address + ">: " + e.getMessage());
        } finally {
            turns.release();
        }
    }

    private CleanupResult hand(CleanupClient client, String address) throws IOException {
        Instant now = clock.instant();
        var from = sender.at(now);
        client.begin(CleanupFlag.INTERNAL);
        client.arrival(now);
        client.attribute("rewrite_context", "local");
        client.attribute("log_message_origin", "local");
        client.attribute("trace_flags", Integer.toString(Flag.bits(Set.of(Flag.ADDRESS_PROBE))));
        client.sender(from);
        client.recipient(CleanupRecipient.of(address));
        client.startContent();
        client.line("Received: by " + hostname + " (" + mailName + ")");
        client.line("\tid " + client.queueId() + "; " + MailDate.of(now));
        client.line("Date: " + MailDate.of(now));
        client.line("From: " + (from.text().isEmpty() ? "MAILER-DAEMON" : ExternalForm.of(from.text())));
        return client.finish();
    }
}
