package mta.queue.listing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;
import mta.core.mail.ExternalForm;
import mta.core.mail.Printable;
import mta.core.mail.QueueId;
import mta.queue.FileStatus;
import mta.queue.QueueFile;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.listing.ListedMessage.Fate;
import mta.queue.listing.ListedMessage.ListedRecipient;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.Segment;
import mta.queue.status.StatusLog;

/// Lists the mail queue for showq(8), and for postqueue(1) when the mail system is down.
///
/// Recipients with a reason come first, as the defer log has them; then those that were not tried yet. Messages come
/// and go while they are listed, so one may be missed or be shown twice.
public final class QueueLister {

    /// What `main.cf` says about listings.
    ///
    /// @param nullAddress shown for the null sender
    /// @param mostDeferred how many recipients of a message are remembered to be shown only once; 0 for all
    public record Settings(String nullAddress, int mostDeferred) {

        /// Reads the settings.
        public static Settings from(MainCf main) {
            return new Settings(
                    main.get(RewriteParameters.EMPTY_ADDRESS_RECIPIENT),
                    main.get(CleanupParameters.DUPLICATE_FILTER_LIMIT));
        }
    }

    /// Takes the messages, one after the other.
    @FunctionalInterface
    public interface Sink {
        void message(ListedMessage message) throws IOException;
    }

    private static final List<QueueName> QUEUES =
            List.of(QueueName.MAILDROP, QueueName.INCOMING, QueueName.ACTIVE, QueueName.DEFERRED, QueueName.HOLD);

    private final Spool spool;
    private final StatusLog deferLog;
    private final Settings settings;
    private final Consumer<String> warnings;

    /// @param warnings takes what is wrong with a queue file
    public QueueLister(Spool spool, Settings settings, Consumer<String> warnings) {
        this.spool = spool;
        this.deferLog = new StatusLog(spool, QueueName.DEFER, StatusLog.OldForm.LEFT_OUT);
        this.settings = settings;
        this.warnings = warnings;
    }

    /// Hands all messages to the sink.
    public void list(Sink sink) throws IOException {
        for (QueueName queue : QUEUES) {
            try (var scan = spool.scan(queue)) {
                for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                    var message = look(queue, id.get());
                    if (message.isPresent()) {
                        sink.message(message.get());
                    }
                }
            }
        }
    }

    private Optional<ListedMessage> look(QueueName queue, QueueId id) throws IOException {
        var status = spool.status(queue, id);
        if (status.isEmpty() || status.get().state() != FileStatus.State.READY) {
            return Optional.empty();
        }
        try (var file = spool.open(queue, id).orElse(null)) {
            return file == null ? Optional.empty() : read(queue, file, status.get());
        } catch (AccessDeniedException e) {
            warnings.accept("open " + queue + " " + id + ": Permission denied");
            return Optional.empty();
        }
    }

    private Optional<ListedMessage> read(QueueName queue, QueueFile file, FileStatus status) throws IOException {
        var gathered = new Gathered();
        try {
            RecordReader records = file.records();
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                gathered.take(record.get(), file.id(), records);
            }
        } catch (QueueFileDamaged e) {
            warnings.accept(file.id() + ": " + e.getMessage());
        }
        return gathered.sender.map(sender -> new ListedMessage(
                queue.directory(),
                file.id().text(),
                gathered.arrival.orElse(status.modified()).getEpochSecond(),
                gathered.size
                        .map(MessageSize::contentSize)
                        .filter(size -> size > 0)
                        .orElse(status.size()),
                status.isForceExpired() ? Fate.FORCED_TO_EXPIRE : Fate.NORMAL,
                sender,
                gathered.recipients));
    }

    /// What was found in one queue file so far.
    private final class Gathered {

        private Optional<MessageSize> size = Optional.empty();
        private Optional<Instant> arrival = Optional.empty();
        private Optional<String> sender = Optional.empty();
        private final List<ListedRecipient> recipients = new ArrayList<>();
        private final Set<String> shown = new HashSet<>();

        void take(QueueRecord record, QueueId id, RecordReader records) throws IOException {
            switch (record.type()) {
                case MESSAGE_SIZE -> size = size.or(() -> sizeIn(record, id));
                case ARRIVAL_TIME -> arrival = arrivalIn(record);
                case SENDER -> {
                    if (sender.isEmpty()) {
                        addDeferred(id);
                    }
                    sender = Optional.of(shownAs(record.text()));
                }
                case RECIPIENT -> {
                    String address = shownAs(record.text());
                    if (!shown.contains(address)) {
                        recipients.add(new ListedRecipient(address, ""));
                    }
                }
                case MESSAGE_START -> skipContent(records);
                default -> {}
            }
        }

        private Optional<MessageSize> sizeIn(QueueRecord record, QueueId id) {
            try {
                return Optional.of(MessageSize.parse(record));
            } catch (QueueFileDamaged e) {
                warnings.accept(id + ": malformed size record: " + Printable.of(record.text()));
                return Optional.empty();
            }
        }

        private static Optional<Instant> arrivalIn(QueueRecord record) {
            try {
                return Optional.of(Instant.ofEpochSecond(
                        Long.parseLong(record.text().strip().split("\\s+")[0])));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        private void skipContent(RecordReader records) throws IOException {
            if (size.isPresent() && size.get().contentSize() > 0) {
                records.seek(records.position() + size.get().contentSize(), Segment.CONTENT);
            }
        }

        private void addDeferred(QueueId id) throws IOException {
            try (var log = deferLog.open(id).orElse(null)) {
                if (log == null) {
                    return;
                }
                for (var entry = log.next(); entry.isPresent(); entry = log.next()) {
                    String address = shownAs(entry.get().recipient().address().text());
                    if (settings.mostDeferred() == 0 || shown.size() < settings.mostDeferred()) {
                        shown.add(address);
                    }
                    recipients.add(new ListedRecipient(address, entry.get().reason()));
                }
            }
        }
    }

    private String shownAs(String internal) {
        return Printable.of(ExternalForm.of(internal.isEmpty() ? settings.nullAddress() : internal));
    }
}
