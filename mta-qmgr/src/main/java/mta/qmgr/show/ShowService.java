package mta.qmgr.show;

import java.io.IOException;
import java.time.Duration;
import mta.core.config.ServiceParameters;
import mta.core.net.Connection;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.listing.QueueLister;
import mta.service.client.MailQueueList;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;

/// showq(8) — lists the mail queue.
///
/// ## Description
/// Sends a listing of all messages to whoever connects, for postqueue(1) to format. It is written while the queue is
/// read, so a long queue costs no memory. Takes no input from the client.
/// ## Diagnostics
/// Damaged queue files are warned about and shown as far as they can be read.
/// ## Bugs
/// Runs with the rights of `mail_owner`, and so cannot show what users other than that left in `maildrop` with mode
/// 0700.
public final class ShowService implements Service {

    private final QueueLister lister;
    private final Duration patience;

    private ShowService(QueueLister lister, Duration patience) {
        this.lister = lister;
        this.patience = patience;
    }

    /// Builds the service; a `Program` of a host.
    public static Service start(ServiceContext context) {
        var spool = Spool.open(SpoolConfig.from(context.main()), context.clock());
        var settings = QueueLister.Settings.from(context.main());
        return new ShowService(
                new QueueLister(spool, settings, context.log()::warning),
                context.main().get(ServiceParameters.IPC_TIMEOUT));
    }

    @Override
    public void serve(Connection connection) throws IOException {
        connection.timeout(patience);
        var client = AttributeStream.over(connection);
        MailQueueList.greet(client);
        lister.list(message -> MailQueueList.send(client, message));
        MailQueueList.end(client);
    }
}
