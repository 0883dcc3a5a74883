package mta.service.client;

import java.io.IOException;
import java.util.function.Function;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.log.MailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.table.Tables;

/// Has flush(8) remember that a message waits for the destination of one of its recipients, where that is among the
/// `fast_flush_domains`.
///
/// Nothing depends on it: where it fails, the message is tried again at its time, and only ETRN does not find it.
public final class FlushRecorder {

    private final FlushDomains domains;
    private final FlushClient client;
    private final String service;
    private final MailLog log;

    private FlushRecorder(FlushDomains domains, FlushClient client, String service, MailLog log) {
        this.domains = domains;
        this.client = client;
        this.service = service;
        this.log = log;
    }

    /// As configured.
    ///
    /// @param services a service, by its configured name
    public static FlushRecorder of(MainCf main, Function<String, LocalService> services, MailLog log) {
        String service = main.get(ServiceParameters.FLUSH_SERVICE_NAME);
        return new FlushRecorder(
                FlushDomains.of(main, Tables.ofService(main, log)),
                new FlushClient(services.apply(service)),
                service,
                log);
    }

    /// Notes that mail for a recipient waits.
    public void waits(QueueId id, MailAddress recipient) {
        String site = recipient.domain();
        if (site.isEmpty() || !domains.contains(site)) {
            return;
        }
        try {
            switch (client.add(site, id)) {
                case DONE, NOT_CONFIGURED -> {}
                case FAILED, BAD_REQUEST -> log.warning(id, service + " service failure");
            }
        } catch (IOException e) {
            log.warning(e.getMessage());
            log.warning(id, service + " service failure");
        }
    }
}
