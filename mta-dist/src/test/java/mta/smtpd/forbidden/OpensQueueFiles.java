package mta.smtpd.forbidden;

import java.io.IOException;
import java.util.Optional;
import mta.core.mail.QueueId;
import mta.queue.QueueFile;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.status.StatusLog;
import mta.queue.status.StatusReader;

/// What no class of the SMTP server may do, in several ways; the rule is tried with it.
final class OpensQueueFiles {

    private OpensQueueFiles() {}

    static Optional<QueueFile> ofTheQueue(Spool spool, QueueId id) throws IOException {
        return spool.openForUpdate(QueueName.ACTIVE, id);
    }

    static Optional<QueueRecord> ofRecords(RecordReader reader) throws IOException {
        return reader.next();
    }

    static Optional<StatusReader> ofStatus(StatusLog log, QueueId id) throws IOException {
        return log.open(id);
    }
}
