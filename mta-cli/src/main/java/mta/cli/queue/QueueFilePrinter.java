package mta.cli.queue;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import mta.cli.Asctime;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.mail.Printable;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;

/// Prints one queue file as postcat(1) does.
///
/// Goes through the states envelope, headers, body, and envelope again for what was extracted:
///
///     ENVELOPE -> HEADERS     at the record that starts the message
///     HEADERS  -> BODY        at the first line that is neither a header nor the continuation of one
///     BODY     -> ENVELOPE    at the record that starts the extracted segment
final class QueueFilePrinter {

    /// What is to be shown, and how.
    enum Show {
        ENVELOPE,
        HEADERS,
        BODY,
        OFFSET,
        DECIMAL_TYPE,
        FILE_NAME,
        FILE_ORDER,
        ALL_RECORDS
    }

    private enum State {
        ENVELOPE,
        HEADERS,
        BODY
    }

    private static final int MOST_SHOWN = 100;

    private final Invocation call;
    private final PrintStream out;
    private final RecordReader records;
    private final String name;
    private final Set<Show> show;
    private State state = State.ENVELOPE;
    private boolean printing;
    private boolean lineIsOpen;
    private long offset;
    private Optional<MessageSize> size = Optional.empty();

    QueueFilePrinter(Invocation call, RecordReader records, String name, Set<Show> show) {
        this.call = call;
        this.out = call.out();
        this.records = records;
        this.name = name;
        this.show = show;
    }

    /// Prints everything behind the offset.
    ///
    /// @throws QueueFileDamaged if a record cannot be read; what precedes it was printed
    void print(long start) throws IOException, CommandFailed {
        if (start > 0) {
            records.seek(start, Segment.ENVELOPE);
        }
        printing = show.contains(Show.ENVELOPE);
        if (start == 0) {
            int letter = records.nextLetter();
            if (letter >= 0 && !mayBeginFile((char) letter)) {
                call.warning(name + ": input is not a valid queue file");
                return;
            }
        }
        var first = next();
        if (first.isPresent() && start == 0 && printing) {
            out.print("*** ENVELOPE RECORDS " + name + " ***\n");
        }
        for (var record = first; record.isPresent(); record = next()) {
            if (!take(record.get())) {
                break;
            }
        }
    }

    /// Zeros count, too, as in Postfix: they are what a power failure may leave of a file.
    private static boolean mayBeginFile(char letter) {
        var type = RecordType.of(letter, Segment.ENVELOPE);
        boolean isFiller = type == RecordType.POINTER || type == RecordType.PADDING;
        return letter == 0 || (type.isAllowedIn(Segment.ENVELOPE) && !isFiller);
    }

    private Optional<QueueRecord> next() throws IOException, CommandFailed {
        // As Postfix shows it: where reading started, which is a hidden record's place if one comes first.
        offset = records.position();
        while (true) {
            var record = records.next();
            boolean hidden = record.isPresent()
                    && !show.contains(Show.ALL_RECORDS)
                    && (record.get().type() == RecordType.PADDING
                            || record.get().type() == RecordType.POINTER);
            if (!hidden) {
                return record;
            }
            if (record.get().type() == RecordType.POINTER) {
                follow(record.get());
            }
        }
    }

    private void follow(QueueRecord pointer) throws IOException, CommandFailed {
        try {
            long target = pointer.target();
            if (target > 0) {
                records.seek(target, records.segment());
            }
        } catch (QueueFileDamaged e) {
            throw e;
        } catch (IOException e) {
            throw new CommandFailed(ExitStatus.FATAL, "bad pointer record, or input is not seekable");
        }
    }

    /// @return whether there may be more to print
    private boolean take(QueueRecord record) throws IOException, CommandFailed {
        switch (record.type()) {
            case TEXT, UNTERMINATED_TEXT, CONTENT_FILTER -> {
                return takeText(record);
            }
            case MESSAGE_START -> startMessage(record);
            case EXTRACTED_START -> {
                return startExtracted(record);
            }
            case END -> {
                return end(record);
            }
            case POINTER -> {
                printPlain(record);
                if (!show.contains(Show.FILE_ORDER)) {
                    follow(record);
                }
            }
            case MESSAGE_SIZE -> takeSize(record);
            default -> printRecord(record);
        }
        return true;
    }

    private boolean takeText(QueueRecord record) throws IOException {
        boolean shown = show.contains(Show.HEADERS) || show.contains(Show.BODY);
        if (state == State.HEADERS && shown && !lineIsOpen && !belongsToHeader(record.bytes())) {
            state = State.BODY;
            printing = show.contains(Show.BODY);
            if (!printing) {
                if (!show.contains(Show.ENVELOPE)) {
                    return false;
                }
                skipContent();
            }
        }
        printRecord(record);
        lineIsOpen = printing && isOpenAfter(record);
        return true;
    }

    private boolean isOpenAfter(QueueRecord record) {
        return record.letter() == RecordType.UNTERMINATED_TEXT.letter()
                && state != State.ENVELOPE
                && !show.contains(Show.ALL_RECORDS)
                && !show.contains(Show.OFFSET);
    }

    private void startMessage(QueueRecord record) throws IOException {
        if (state != State.ENVELOPE) {
            call.warning(name + ": out-of-order message content marker");
        }
        if (show.contains(Show.ENVELOPE)) {
            marker(record, "MESSAGE CONTENTS");
        }
        if (!show.contains(Show.HEADERS) && !show.contains(Show.BODY)) {
            skipContent();
        }
        state = State.HEADERS;
        printing = show.contains(Show.HEADERS);
    }

    private boolean startExtracted(QueueRecord record) {
        if (state == State.ENVELOPE) {
            call.warning(name + ": out-of-order extracted segment marker");
        }
        if (show.contains(Show.ENVELOPE)) {
            if (lineIsOpen) {
                out.print('\n');
                lineIsOpen = false;
            }
            marker(record, "HEADER EXTRACTED");
        }
        state = State.ENVELOPE;
        printing = show.contains(Show.ENVELOPE);
        return printing;
    }

    private boolean end(QueueRecord record) {
        if (state != State.ENVELOPE) {
            call.warning(name + ": out-of-order message end marker");
        }
        if (show.contains(Show.ENVELOPE)) {
            marker(record, "MESSAGE FILE END");
        }
        return show.contains(Show.FILE_ORDER) && show.contains(Show.ALL_RECORDS);
    }

    private void takeSize(QueueRecord record) throws IOException {
        printPlain(record);
        // A file that was requeued into maildrop starts with the size record of its former life.
        if (name.startsWith("maildrop/")) {
            return;
        }
        if (size.isPresent()) {
            call.warning("file contains multiple size records");
            return;
        }
        try {
            size = Optional.of(MessageSize.parse(record));
        } catch (QueueFileDamaged e) {
            call.warning("invalid size record: " + shortened(record.text()));
        }
        if (!show.contains(Show.ENVELOPE) && size.isPresent()) {
            records.seek(size.get().dataOffset(), Segment.CONTENT);
            state = State.HEADERS;
            printing = show.contains(Show.HEADERS);
        }
    }

    private void skipContent() throws IOException {
        if (size.isPresent()) {
            records.seek(size.get().dataOffset() + size.get().contentSize(), Segment.CONTENT);
        }
    }

    private void printRecord(QueueRecord record) {
        if (!printing) {
            return;
        }
        switch (record.type()) {
            case ARRIVAL_TIME, WARNING_TIME -> named(record, Asctime.of(leadingNumber(record.text())));
            case TEXT -> {
                head(record);
                text(record, show.contains(Show.ALL_RECORDS) ? record.type().printedName() + ": " : "");
            }
            case UNTERMINATED_TEXT, CONTENT_FILTER -> {
                head(record);
                text(record, prefix());
            }
            case PADDING -> {
                head(record);
                text(record, record.type().printedName() + ": ");
            }
            case ATTRIBUTE -> printAttribute(record);
            default -> printPlain(record);
        }
    }

    private String prefix() {
        if (state == State.ENVELOPE) {
            return RecordType.CONTENT_FILTER.printedName() + ": ";
        }
        return show.contains(Show.ALL_RECORDS) ? RecordType.UNTERMINATED_TEXT.printedName() + ": " : "";
    }

    private void text(QueueRecord record, String before) {
        out.print(before);
        out.write(record.bytes(), 0, record.bytes().length);
        if (!isOpenAfter(record)) {
            out.print('\n');
        }
    }

    private void printAttribute(QueueRecord record) {
        var attribute = NamedAttribute.parse(record.text());
        switch (attribute) {
            case NamedAttribute.Malformed(var problem) -> {
                head(record);
                call.warning(name + ": malformed attribute: " + problem + ": " + shortened(record.text()));
            }
            case NamedAttribute.Pair(var key, var value)
            when key.equals("create_time") -> {
                head(record);
                out.print(key + ": " + Asctime.of(leadingNumber(value)) + "\n");
            }
            case NamedAttribute.Pair(var key, var value) -> named(record, key + "=" + value);
        }
    }

    private void printPlain(QueueRecord record) {
        if (printing) {
            String text = record.text();
            int end = text.indexOf(0);
            named(record, end < 0 ? text : text.substring(0, end));
        }
    }

    private void named(QueueRecord record, String value) {
        head(record);
        out.print(record.type().printedName() + ": " + value + "\n");
    }

    private void marker(QueueRecord record, String text) {
        head(record);
        out.print("*** " + text + " " + name + " ***\n");
    }

    private void head(QueueRecord record) {
        if (show.contains(Show.FILE_NAME) && !lineIsOpen) {
            out.print(name + ": ");
        }
        if (show.contains(Show.OFFSET)) {
            out.print(padded(offset, 9) + " ");
        }
        if (show.contains(Show.DECIMAL_TYPE)) {
            out.print(padded(record.letter(), 3) + " ");
        }
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return " ".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /// Of a damaged record, what can be shown in a message: up to a NUL, as in Postfix.
    private static String shortened(String text) {
        int nul = text.indexOf('\0');
        int end = Math.min(nul < 0 ? text.length() : nul, MOST_SHOWN);
        return Printable.of(text.substring(0, end));
    }

    /// As C's `atol` reads it: digits at the start, or zero.
    private static long leadingNumber(String text) {
        String rest = text.stripLeading();
        int end = 0;
        while (end < rest.length() && end < 18 && Character.isDigit(rest.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Long.parseLong(rest.substring(0, end));
    }

    private static boolean belongsToHeader(byte[] line) {
        if (line.length > 0 && (line[0] == ' ' || line[0] == '\t')) {
            return true;
        }
        int end = 0;
        while (end < line.length && line[end] > ' ' && line[end] < 0x7f && line[end] != ':') {
            end++;
        }
        int colon = end;
        while (colon < line.length && (line[colon] == ' ' || line[colon] == '\t')) {
            colon++;
        }
        return end > 0 && colon < line.length && line[colon] == ':';
    }
}
