package mta.qmgr.active;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Recipient;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;

/// Gathers recipients from records, up to a limit, with what stands before each: its original address, and what the
/// sender wants to hear about it.
final class RecipientReader {

    private final int limit;
    private final List<Recipient> recipients = new ArrayList<>(1);
    private Optional<EnvelopeReader.Unread> rest = Optional.empty();
    private int found;
    private String original = "";
    private String dsnOriginal = "";
    private int dsnNotify;

    RecipientReader(int limit) {
        this.limit = limit;
    }

    /// Takes a record, if it is about a recipient.
    ///
    /// @param records where it came from, at the record that follows
    /// @return whether it is
    boolean take(QueueRecord record, RecordReader records) {
        switch (record.type()) {
            case ORIGINAL_RECIPIENT -> original = record.text();
            case DSN_ORIGINAL_RECIPIENT -> dsnOriginal = record.text();
            case DSN_NOTIFY -> dsnNotify = Integer.parseInt(record.text().strip());
            case RECIPIENT -> recipient(record, records);
            case DONE, CANCELED -> forgetOptions();
            case ATTRIBUTE -> {
                return isOption(record.text());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Options as Postfix keeps them in files that older versions must be able to read.
    private boolean isOption(String text) {
        if (text.startsWith("dsn_orig_rcpt=")) {
            dsnOriginal = text.substring(text.indexOf('=') + 1);
            return true;
        }
        if (text.startsWith("notify_flags=")) {
            dsnNotify = Integer.parseInt(text.substring(text.indexOf('=') + 1));
            return true;
        }
        return false;
    }

    private void recipient(QueueRecord record, RecordReader records) {
        found++;
        if (!isFull()) {
            recipients.add(new Recipient(
                    new MailAddress(record.text()),
                    original,
                    record.offset(),
                    dsnOriginal,
                    dsnNotify == 0 ? Set.of() : Notify.ofBits(dsnNotify)));
            if (isFull()) {
                rest = Optional.of(new EnvelopeReader.Unread(records.position(), records.segment(), 0));
            }
        }
        forgetOptions();
    }

    private void forgetOptions() {
        original = "";
        dsnOriginal = "";
        dsnNotify = 0;
    }

    boolean isFull() {
        return recipients.size() == limit;
    }

    /// How many recipients there were that need a delivery.
    int found() {
        return found;
    }

    /// How many of them were too many.
    int notTaken() {
        return found - recipients.size();
    }

    /// What was gathered.
    ///
    /// @param unread how many recipients are left for later
    EnvelopeReader.Portion portion(int unread) {
        return new EnvelopeReader.Portion(
                List.copyOf(recipients),
                rest.filter(_ -> unread > 0)
                        .map(place -> new EnvelopeReader.Unread(place.offset(), place.segment(), unread)));
    }
}
