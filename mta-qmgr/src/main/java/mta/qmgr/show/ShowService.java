package mta.qmgr.show;

import java.io.IOException;
import java.time.Duration;
import mta.core.config.MasterCf;
import mta.core.config.ServiceParameters;
import mta.core.net.ClientConnection;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.listing.QueueLister;
import mta.service.client.MailQueueList;
import mta.service.daemon.LocalCallers;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.daemon.UserTurns;
import mta.service.protocol.AttributeStream;

/// showq(8) — lists the mail queue.
///
/// ## Description
/// Sends a listing of all messages to whoever connects, for postqueue(1) to format. It is written while the queue is
/// read, so a long queue costs no memory. Takes no input from the client.
///
/// Everybody may connect, and need not read: of one user, half the process limit is served at a time ([UserTurns]).
///
/// At a second socket, `public/showq-full`, it tells more than the postqueue(1) of Postfix 3.7 understands.
/// ## Diagnostics
/// Damaged queue files are warned about and shown as far as they can be read.
/// ## Bugs
/// Runs with the rights of `mail_owner`, and so cannot show what users other than that left in `maildrop` with mode
/// 0700.
public final class ShowService implements Service {

    private final QueueLister lister;
    private final MailQueueList.Form form;
    private final LocalCallers callers;
    private final UserTurns turns;
    private final Duration patience;

    private ShowService(
            QueueLister lister, MailQueueList.Form form, LocalCallers callers, UserTurns turns, Duration patience) {
        this.lister = lister;
        this.form = form;
        this.callers = callers;
        this.turns = turns;
        this.patience = patience;
    }

    /// Builds the service; a `Program` of a host.
    public static Service start(ServiceContext context) {
        var spool = Spool.open(SpoolConfig.from(context.main()), context.clock());
        var settings = QueueLister.Settings.from(context.main());
        return new ShowService(
                new QueueLister(spool, settings, context.log()::warning),
                context.entry().name().endsWith(MasterCf.FULL) ? MailQueueList.Form.FULL : MailQueueList.Form.PLAIN,
                LocalCallers.whoMayList(context),
                UserTurns.of(context, "listings"),
                context.main().get(ServiceParameters.IPC_TIMEOUT));
    }

    @Override
    public boolean mayHangUp() {
        return true;
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        connection.timeout(patience);
        var client = AttributeStream.over(connection);
        MailQueueList.greet(client, form);
        if (!callers.allow(connection)) {
            // Without the end of the list, postqueue(1) sees that this was not all.
            return;
        }
        var turn = turns.takeUnlessOurs(connection);
        if (turn.isPresent()) {
            try (var _ = turn.get()) {
                lister.list(MailQueueList.sendTo(client, form));
                MailQueueList.end(client);
            }
        }
    }
}
