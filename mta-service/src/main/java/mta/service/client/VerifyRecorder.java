package mta.service.client;

import java.io.IOException;
import java.util.function.Function;
import mta.core.config.MainCf;
import mta.core.config.VerifyParameters;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.service.client.VerifyClient.Standing;

/// Tells verify(8) what became of an address probe: for the address that was asked about, and for what it became by
/// aliases.
public final class VerifyRecorder {

    /// Whether it is known now.
    public enum Outcome {
        KEPT,
        /// `address_verify_negative_cache` says that failures are not kept.
        NOT_KEPT,
        FAILED
    }

    private final VerifyClient client;
    private final String service;
    private final boolean keepsFailures;
    private final MailLog log;

    private VerifyRecorder(VerifyClient client, String service, boolean keepsFailures, MailLog log) {
        this.client = client;
        this.service = service;
        this.keepsFailures = keepsFailures;
        this.log = log;
    }

    /// As configured.
    ///
    /// @param services a service, by its configured name
    public static VerifyRecorder of(MainCf main, Function<String, LocalService> services, MailLog log) {
        String service = main.get(VerifyParameters.ADDRESS_VERIFY_SERVICE_NAME);
        return new VerifyRecorder(
                new VerifyClient(services.apply(service)),
                service,
                main.get(VerifyParameters.ADDRESS_VERIFY_NEGATIVE_CACHE),
                log);
    }

    /// Tells what became of a probe.
    public Outcome record(QueueId id, Recipient recipient, Standing standing, String reason) {
        if (standing != Standing.DELIVERABLE && !keepsFailures) {
            return Outcome.NOT_KEPT;
        }
        String address = recipient.address().text();
        String original = recipient.original();
        try {
            if (!original.isEmpty()) {
                client.update(original, standing, reason);
            }
            if (!original.equals(address)) {
                client.update(address, standing, reason);
            }
            return Outcome.KEPT;
        } catch (IOException e) {
            log.warning(e.getMessage());
            log.warning(id, service + " service failure");
            return Outcome.FAILED;
        }
    }
}
