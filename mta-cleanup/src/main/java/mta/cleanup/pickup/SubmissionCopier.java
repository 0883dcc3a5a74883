package mta.cleanup.pickup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.mail.ReversePath;
import mta.core.mail.SendOption;
import mta.core.message.MailDate;
import mta.queue.FileStatus;
import mta.queue.QueueFile;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.queue.submission.Submission;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupResult;
import mta.service.client.LocalService;

/// Copies one file of `maildrop` to cleanup(8): envelope, a `Received:` header and the content, extracted.
///
/// Files that `postsuper -r` put there are whole queue files; what an earlier run of cleanup(8) added is left out.
final class SubmissionCopier {

    /// What becomes of the file.
    enum Fate {
        REMOVE,
        KEEP,
        /// It is no mail of a user that he could send again, but was in the queue before; an operator has to look at
        /// it.
        SET_ASIDE
    }

    private static final Duration CLOCK_DRIFT = Duration.ofHours(2);
    private static final Duration LONG_QUEUED = Duration.ofDays(1);
    private static final int OTHERS_READ = 0004;
    private static final Path SELF = Path.of("/proc/self");

    private final LocalService cleanupService;
    private final PickupConfig config;
    private final MailLog log;
    private final InstantSource clock;

    SubmissionCopier(LocalService cleanupService, PickupConfig config, MailLog log, InstantSource clock) {
        this.cleanupService = cleanupService;
        this.config = config;
        this.log = log;
        this.clock = clock;
    }

    /// Copies a file and waits until the message is queued.
    Fate copy(QueueFile file, FileStatus status) {
        String name = "maildrop/" + file.id();
        try (var cleanup = CleanupClient.open(cleanupService)) {
            cleanup.begin(config.flags());
            try {
                return judge(name, status, cleanup, copy(file, status, cleanup));
            } catch (Unusable e) {
                log.warning(e.getMessage());
                return unusable(status);
            } catch (QueueFileDamaged e) {
                log.warning(malformed(status, -1) + ": " + e.getMessage());
                return unusable(status);
            }
        } catch (IOException e) {
            log.warning(name + ": " + ErrorText.of(e));
            return Fate.KEEP;
        }
    }

    private Fate judge(String name, FileStatus status, CleanupClient cleanup, CleanupResult result) throws IOException {
        return switch (result) {
            case CleanupResult.Queued _ -> Fate.REMOVE;
            case CleanupResult.Refused(var cause, var _, var reason) -> {
                if (reason.isEmpty()) {
                    log.warning(name + ": error writing " + cleanup.queueId() + ": " + cause.text());
                }
                yield switch (cause) {
                    case BAD -> unusable(status);
                    case RECIPIENT -> Fate.REMOVE;
                    default -> Fate.KEEP;
                };
            }
        };
    }

    private Fate unusable(FileStatus status) throws IOException {
        return isRequeued(status) ? Fate.SET_ASIDE : Fate.REMOVE;
    }

    private CleanupResult copy(QueueFile file, FileStatus status, CleanupClient cleanup) throws IOException {
        Instant arrival = arrival(file, status, cleanup);
        if (!config.contentFilter().isEmpty()) {
            cleanup.contentFilter(config.contentFilter());
        }
        var records = file.records();
        var envelope = new Envelope(status, ownedByUs(status));
        for (var record = next(records, status);
                record.type() != RecordType.MESSAGE_START;
                record = next(records, status)) {
            envelope.copy(record, cleanup);
        }
        String sender = envelope.sender.orElseThrow(
                () -> new Unusable(cleanup.queueId() + ": uid=" + envelope.uid + ": no envelope sender"));
        logPickup(file, status, cleanup, envelope.uid, sender);
        cleanup.startContent();
        cleanup.line("Received: by " + config.myHostname() + " (" + config.mailName() + ", from userid " + envelope.uid
                + ")");
        cleanup.line("\tid " + cleanup.queueId() + "; " + MailDate.of(arrival));
        copyContent(records, status, cleanup);
        cleanup.record('X', "");
        for (var record = next(records, status); record.type() != RecordType.END; record = next(records, status)) {
            copyExtracted(record, cleanup);
        }
        return cleanup.finishExtracted();
    }

    private Instant arrival(QueueFile file, FileStatus status, CleanupClient cleanup) {
        Instant now = clock.instant();
        Instant written = status.modified();
        String name = cleanup.queueId() + ": message maildrop/" + file.id();
        if (written.isAfter(now.plus(CLOCK_DRIFT))) {
            log.warning(name + " dated " + Duration.between(now, written).toSeconds() + " seconds into the future");
            return now;
        }
        if (written.isBefore(now.minus(LONG_QUEUED))) {
            log.warning(name + " has been queued for "
                    + Duration.between(written, now).toDays() + " days");
        }
        return written;
    }

    /// Mail of `mail_owner` that others cannot read was put back by postsuper(1).
    private boolean isRequeued(FileStatus status) throws IOException {
        return ownedByUs(status) && (status.mode() & OTHERS_READ) == 0;
    }

    private void logPickup(QueueFile file, FileStatus status, CleanupClient cleanup, int uid, String sender)
            throws IOException {
        if (isRequeued(status)) {
            log.info(cleanup.queueId(), "uid=" + uid + " from=<" + log.shown(sender) + "> orig_id=" + file.id());
        } else {
            log.pickedUp(cleanup.queueId(), uid, ReversePath.ofInternal(sender));
        }
    }

    /// Whether the mail system wrote the file. Without root's rights it does not run as `mail_owner`.
    private boolean ownedByUs(FileStatus status) throws IOException {
        return status.owner() == (int) Files.getAttribute(SELF, "unix:uid")
                || Files.getOwner(status.path(), LinkOption.NOFOLLOW_LINKS)
                        .getName()
                        .equals(config.mailOwner());
    }

    private void copyContent(RecordReader records, FileStatus status, CleanupClient cleanup) throws IOException {
        boolean isFirst = true;
        for (var record = next(records, status);
                record.type() != RecordType.EXTRACTED_START;
                record = next(records, status)) {
            byte[] bytes = record.bytes();
            if (isFirst && bytes.length > 0 && (bytes[0] == ' ' || bytes[0] == '\t')) {
                // Or else it would continue our own header.
                cleanup.line("");
            }
            isFirst = false;
            cleanup.record(record.letter(), bytes, 0, bytes.length);
        }
    }

    private static void copyExtracted(QueueRecord record, CleanupClient cleanup) throws IOException {
        switch (record.type()) {
            case CONTENT_FILTER, REDIRECT, RETURN_RECEIPT, ERRORS_TO -> {}
            case ATTRIBUTE -> {
                if (isAboutRecipient(record.text())) {
                    cleanup.record(record.letter(), record.bytes(), 0, record.bytes().length);
                }
            }
            default -> cleanup.record(record.letter(), oneLine(record.text()));
        }
    }

    /// An address or a name with a line end or a NUL, which older versions of Postfix's postdrop(1) take, is none that
    /// any program behind could use.
    private static String oneLine(String text) {
        return text.replace('\0', ' ').replace('\r', ' ').replace('\n', ' ');
    }

    private static boolean isAboutRecipient(String attribute) {
        return switch (attribute.substring(0, Math.max(0, attribute.indexOf('=')))) {
            case "dsn_orig_rcpt", "notify_flags", "envelope_id", "ret_flags", "create_time" -> true;
            default -> false;
        };
    }

    private static QueueRecord next(RecordReader records, FileStatus status) throws IOException {
        QueueRecord record = records.expect();
        boolean isEarly = record.type() == RecordType.END && records.segment() != Segment.AFTER_END;
        if (isEarly) {
            throw new Unusable(malformed(status, record.letter()));
        }
        return record;
    }

    private static String malformed(FileStatus status, int letter) {
        return "uid=" + status.owner() + ": unexpected or malformed record type " + letter;
    }

    /// The file will never be good for anything.
    private static final class Unusable extends IOException {

        Unusable(String message) {
            super(message);
        }
    }

    /// Copies the envelope, and keeps what the rest has to know.
    private static final class Envelope {

        private final FileStatus status;
        private final boolean isOurs;
        private int uid;
        private Optional<String> sender = Optional.empty();
        private boolean sawTime;

        Envelope(FileStatus status, boolean isOurs) {
            this.status = status;
            this.isOurs = isOurs;
            this.uid = status.owner();
        }

        void copy(QueueRecord record, CleanupClient cleanup) throws IOException {
            switch (record.type()) {
                case CONTENT_FILTER, REDIRECT -> {
                    return;
                }
                case EXTRACTED_START, END, TEXT, UNTERMINATED_TEXT ->
                    throw new Unusable(malformed(status, record.letter()));
                case ATTRIBUTE -> {
                    String name = Submission.USER_ATTRIBUTE + "=";
                    if (record.text().startsWith(name)) {
                        takeUser(record.text().substring(name.length()));
                        return;
                    }
                    if (!isOurs && !Submission.mayAskFor(record.text())) {
                        return;
                    }
                }
                case MESSAGE_SIZE -> {
                    sendOptions(record, cleanup);
                    return;
                }
                case ARRIVAL_TIME -> sawTime = true;
                case SENDER -> {
                    if (sender.isEmpty()) {
                        sender = Optional.of(oneLine(record.text()));
                    }
                    if (!sawTime) {
                        cleanup.arrival(status.modified());
                    }
                }
                default -> {}
            }
            cleanup.record(record.letter(), oneLine(record.text()));
        }

        /// What the sender of a message asked for that was in the queue before.
        private void sendOptions(QueueRecord size, CleanupClient cleanup) throws IOException {
            int requested =
                    isOurs ? SendOption.requested(MessageSize.parse(size).sendOptions()) : 0;
            if (requested != 0) {
                cleanup.attribute(Submission.SEND_OPTIONS, Integer.toString(requested));
            }
        }

        private void takeUser(String number) {
            if (isOurs && number.matches("\\d{1,9}")) {
                uid = Integer.parseInt(number);
            }
        }
    }
}
