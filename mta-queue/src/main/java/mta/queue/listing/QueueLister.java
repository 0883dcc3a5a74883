package mta.queue.listing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.DateTimeException;
import java.time.Instant;
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
import mta.queue.listing.ListedRecipient.WaitsFor;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.Segment;
import mta.queue.status.StatusLog;

/// Lists the mail queue for showq(8), and for postqueue(1) when the mail system is down.
///
/// Recipients with a reason come first, as the defer and bounce logs have them; then those that were not tried yet.
/// Messages come and go while they are listed, so one may be missed or be shown twice.
public final class QueueLister {

    /// What `main.cf` says about listings.
    ///
    /// @param nullAddress shown for the null sender
    /// @param mostRemembered how many recipients of a message are remembered to be shown only once; 0 for all
    public record Settings(String nullAddress, int mostRemembered) {

        /// Reads the settings.
        public static Settings from(MainCf main) {
            return new Settings(
                    main.get(RewriteParameters.EMPTY_ADDRESS_RECIPIENT),
                    main.get(CleanupParameters.DUPLICATE_FILTER_LIMIT));
        }
    }

    private static final List<QueueName> QUEUES =
            List.of(QueueName.MAILDROP, QueueName.ACTIVE, QueueName.INCOMING, QueueName.DEFERRED, QueueName.HOLD);

    private final Spool spool;
    private final StatusLog deferLog;
    private final StatusLog bounceLog;
    private final Settings settings;
    private final Consumer<String> warnings;

    /// @param warnings takes what is wrong with a queue file
    public QueueLister(Spool spool, Settings settings, Consumer<String> warnings) {
        this.spool = spool;
        this.deferLog = new StatusLog(spool, QueueName.DEFER, StatusLog.OldForm.LEFT_OUT);
        this.bounceLog = new StatusLog(spool, QueueName.BOUNCE, StatusLog.OldForm.LEFT_OUT);
        this.settings = settings;
        this.warnings = warnings;
    }

    /// Hands all messages to the sink.
    public void list(ListingSink sink) throws IOException {
        for (QueueName queue : QUEUES) {
            try (var scan = spool.scan(queue)) {
                for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                    look(queue, id.get(), sink);
                }
            }
        }
    }

    private void look(QueueName queue, QueueId id, ListingSink sink) throws IOException {
        var status = spool.status(queue, id);
        if (status.isEmpty() || status.get().state() != FileStatus.State.READY) {
            return;
        }
        try (var file = spool.open(queue, id).orElse(null)) {
            if (file != null) {
                new Look(queue, file, status.get(), sink).run();
            }
        } catch (AccessDeniedException e) {
            warnings.accept("open " + queue + " " + id + ": Permission denied");
        }
    }

    /// One queue file while it is read.
    private final class Look {

        private final QueueName queue;
        private final QueueFile file;
        private final FileStatus status;
        private final ListingSink sink;
        private final Set<String> shown = new HashSet<>();
        private Optional<MessageSize> size = Optional.empty();
        private Optional<Instant> arrival = Optional.empty();
        private String original = "";
        private boolean begun;

        Look(QueueName queue, QueueFile file, FileStatus status, ListingSink sink) {
            this.queue = queue;
            this.file = file;
            this.status = status;
            this.sink = sink;
        }

        void run() throws IOException {
            try {
                RecordReader records = file.records();
                for (var record = records.next(); record.isPresent(); record = records.next()) {
                    take(record.get(), records);
                }
            } catch (QueueFileDamaged e) {
                warnings.accept(file.id() + ": " + Printable.of(e.getMessage()));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                // Anybody may write a file in maildrop by way of a submission; it must not hide all others.
                warnings.accept(file.id() + ": malformed envelope: " + Printable.of(String.valueOf(e.getMessage())));
            }
            if (begun) {
                sink.endMessage();
            }
        }

        private void take(QueueRecord record, RecordReader records) throws IOException {
            switch (record.type()) {
                case MESSAGE_SIZE -> size = size.or(() -> sizeIn(record));
                case ARRIVAL_TIME -> arrival = arrivalIn(record);
                case SENDER -> begin(record.text());
                case ORIGINAL_RECIPIENT -> original = record.text();
                case DONE, CANCELED -> original = "";
                case RECIPIENT -> {
                    waiting(record.text());
                    original = "";
                }
                case MESSAGE_START -> skipContent(records);
                default -> {}
            }
        }

        private void begin(String sender) throws IOException {
            if (begun) {
                return;
            }
            begun = true;
            sink.message(new ListedMessage(
                    queue.directory(),
                    file.id().text(),
                    arrival.orElse(status.modified()).getEpochSecond(),
                    size.map(MessageSize::contentSize)
                            .filter(bytes -> bytes > 0)
                            .orElse(status.size()),
                    status.isForceExpired() ? Fate.FORCED_TO_EXPIRE : Fate.NORMAL,
                    shownAs(sender)));
            explained(deferLog, WaitsFor.DELIVERY);
            explained(bounceLog, WaitsFor.RETURN);
        }

        private void explained(StatusLog statusLog, WaitsFor what) throws IOException {
            try (var entries = statusLog.open(file.id()).orElse(null)) {
                if (entries == null) {
                    return;
                }
                for (var entry = entries.next(); entry.isPresent(); entry = entries.next()) {
                    String address = entry.get().recipient().address().text();
                    String first = entry.get().recipient().original();
                    String shownAddress = shownAs(address);
                    if (settings.mostRemembered() == 0 || shown.size() < settings.mostRemembered()) {
                        shown.add(shownAddress);
                    }
                    sink.recipient(new ListedRecipient(
                            shownAddress,
                            differing(first, address),
                            what,
                            entry.get().reason()));
                }
            }
        }

        private void waiting(String address) throws IOException {
            String shownAddress = shownAs(address);
            if (begun && !shown.contains(shownAddress)) {
                sink.recipient(new ListedRecipient(shownAddress, differing(original, address), WaitsFor.DELIVERY, ""));
            }
        }

        private String differing(String first, String address) {
            return first.isEmpty() || first.equalsIgnoreCase(address) ? "" : shownAs(first);
        }

        private Optional<MessageSize> sizeIn(QueueRecord record) {
            try {
                return Optional.of(MessageSize.parse(record));
            } catch (QueueFileDamaged e) {
                warnings.accept(file.id() + ": malformed size record: " + Printable.of(record.text()));
                return Optional.empty();
            }
        }

        private static Optional<Instant> arrivalIn(QueueRecord record) {
            try {
                return Optional.of(Instant.ofEpochSecond(
                        Long.parseLong(record.text().strip().split("\\s+")[0])));
            } catch (NumberFormatException | DateTimeException e) {
                return Optional.empty();
            }
        }

        private void skipContent(RecordReader records) throws IOException {
            if (size.isPresent() && size.get().contentSize() > 0) {
                records.seek(Math.addExact(records.position(), size.get().contentSize()), Segment.CONTENT);
            }
        }
    }

    private String shownAs(String internal) {
        return Printable.of(ExternalForm.of(internal.isEmpty() ? settings.nullAddress() : internal));
    }
}
