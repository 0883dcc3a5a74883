package mta.cli.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.cli.Invocation;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;
import mta.core.mail.Notify;
import mta.core.message.AddressList;
import mta.core.message.ContentReader;
import mta.core.message.Header;
import mta.core.message.HeaderKind;
import mta.queue.record.RecordType;
import mta.queue.record.RecordWriter;
import mta.queue.submission.Submission;
import mta.service.client.CleanupResult.Cause;
import mta.service.client.DeliveryRequest.Flag;

/// Puts one message from standard input into `maildrop`, for [Sendmail].
final class Enqueue {

    /// A record has that many bytes beside its content, or more.
    private static final int LEAST_RECORD = 2;

    private final Invocation invocation;
    private final Invocation postdrop;
    private final SendmailOptions options;
    private final MainCf main;
    private final LoginUser user;
    private final String verp;
    private final InstantSource clock;
    private final List<String> recipients = new ArrayList<>();
    private final List<String> resentRecipients = new ArrayList<>();
    private boolean isResent;
    private String who = "";

    Enqueue(
            Invocation invocation,
            SendmailOptions options,
            MainCf main,
            LoginUser user,
            String verp,
            InstantSource clock) {
        this.invocation = invocation;
        // Two programs in Postfix; scripts know which of them says what.
        this.postdrop = invocation.as("postdrop", List.of());
        this.options = options;
        this.main = main;
        this.user = user;
        this.verp = verp;
        this.clock = clock;
    }

    void run() throws IOException, CommandFailed {
        String sender = sender();
        who = sender + "(" + user.uid() + "): ";
        if (!verp.isEmpty() && sender.isEmpty()) {
            throw SendmailCommandLine.failure(who + "-V option requires non-null sender address");
        }
        var given = givenRecipients();
        if (given.isEmpty() && !options.extractsRecipients()) {
            throw SendmailCommandLine.failure(
                    who + "Recipient addresses must be specified on the command line or via the -t option");
        }
        try (var drop = Drop.open(main, user, clock, postdrop::warning)) {
            RecordWriter records = drop.records();
            envelope(records, sender, given);
            content(records, sender);
            extracted(records, given.isEmpty());
            finish(drop);
        }
        if (!traceFlags().isEmpty()) {
            invocation.out().println("Mail Delivery Status Report will be mailed to <" + sender + ">.");
        }
    }

    private String sender() throws CommandFailed {
        if (options.sender().isEmpty()) {
            if (user.name().isEmpty()) {
                throw SendmailCommandLine.failure("no login name found for user ID " + user.uid());
            }
            return user.name();
        }
        String given = options.sender().get();
        var addresses = AddressList.parse(given).addresses();
        if (addresses.size() > 1) {
            invocation.warning("-f option specified malformed sender: " + given);
        }
        return addresses.isEmpty() ? "" : addresses.getFirst();
    }

    /// A word may be a whole list of addresses; one without any is the empty address.
    private List<String> givenRecipients() {
        var given = new ArrayList<String>();
        for (String word : options.operands()) {
            var addresses = AddressList.parse(word).addresses();
            given.addAll(addresses.isEmpty() ? List.of("") : addresses);
        }
        return given;
    }

    /// Who is to hear about each recipient.
    private Set<Flag> traceFlags() {
        var flags = EnumSet.noneOf(Flag.class);
        if (options.onlyVerifies()) {
            flags.add(Flag.USER_PROBE);
        }
        if (options.verbosity() == 1) {
            flags.add(Flag.RECORD);
        }
        return flags;
    }

    private void envelope(RecordWriter records, String sender, List<String> given) throws IOException, CommandFailed {
        if (!options.envelopeId().isEmpty()) {
            records.attribute("envelope_id", options.envelopeId());
        }
        if (options.returned().isPresent()) {
            records.attribute(
                    "ret_flags", Integer.toString(options.returned().get().number()));
        }
        records.attribute("rewrite_context", options.isRemote() ? "remote" : "local");
        if (options.asksForUtf8()) {
            records.attribute(Submission.SEND_OPTIONS, Submission.UTF8_REQUESTED);
        }
        Optional<String> name = options.fullName().or(user::fullName);
        if (name.isPresent()) {
            put(records, RecordType.FULL_NAME, name.get());
        }
        put(records, RecordType.SENDER, sender);
        if (!options.encoding().isEmpty()) {
            records.attribute("encoding", options.encoding());
        }
        if (!traceFlags().isEmpty()) {
            records.attribute("trace_flags", Integer.toString(Flag.bits(traceFlags())));
        }
        if (!verp.isEmpty()) {
            records.put(RecordType.VERP, verp);
        }
        for (String recipient : given) {
            recipient(records, recipient);
        }
        records.put(RecordType.MESSAGE_START);
    }

    private void recipient(RecordWriter records, String address) throws IOException, CommandFailed {
        if (!options.dsnNotify().isEmpty()) {
            records.attribute("notify_flags", Integer.toString(Notify.bits(options.dsnNotify())));
        }
        put(records, RecordType.RECIPIENT, address);
    }

    /// Refuses at once what the other side would: the `public/postdrop` socket, or the postdrop(1) of a Postfix.
    private void put(RecordWriter records, RecordType type, String text) throws IOException, CommandFailed {
        boolean isTooLong = text.length() > lineLimit();
        if (isTooLong || text.indexOf('\0') >= 0) {
            String problem = isTooLong ? "illegal length " + text.length() : "NUL in an address";
            postdrop.warning("stdin: " + problem + ", record type " + (int) type.letter());
            postdrop.info("fatal: uid=" + user.uid() + ": malformed input");
            throw SendmailCommandLine.failure(who + Cause.WRITE.text());
        }
        records.put(type, text);
    }

    private void content(RecordWriter records, String sender) throws IOException, CommandFailed {
        if (options.onlyVerifies()) {
            probe(records, sender);
            return;
        }
        var receiver = new Copier(records);
        var reader = new ContentReader(receiver, Integer.MAX_VALUE);
        var lines = new SubmittedLines(
                invocation.in(),
                lineLimit(),
                options.endsAtDot(),
                lineEnds(main.get(CleanupParameters.SENDMAIL_FIX_LINE_ENDINGS)));
        boolean isLineEnded = true;
        var limits = Submission.Limits.from(main);
        long size = records.position();
        while (lines.next()) {
            size += LEAST_RECORD + lines.length();
            if (limits.areExceededBy(size)) {
                // At once: the rest may be endless, even a single header.
                postdrop.warning("uid=" + user.uid() + ": File too large");
                throw SendmailCommandLine.failure(who + Cause.SIZE.text());
            }
            isLineEnded = lines.isComplete();
            if (options.extractsRecipients()) {
                reader.line(isLineEnded, lines.bytes(), 0, lines.length());
            } else {
                receiver.body(isLineEnded, lines.bytes(), 0, lines.length());
            }
        }
        if (options.extractsRecipients()) {
            if (!isLineEnded) {
                reader.line(true, new byte[0], 0, 0);
            }
            reader.end();
        }
    }

    private static SubmittedLines.LineEnds lineEnds(String setting) throws CommandFailed {
        return switch (setting) {
            case "always" -> SubmittedLines.LineEnds.ALWAYS;
            case "strict" -> SubmittedLines.LineEnds.STRICT;
            case "never" -> SubmittedLines.LineEnds.NEVER;
            default -> throw SendmailCommandLine.failure("invalid sendmail_fix_line_endings value: " + setting);
        };
    }

    private int lineLimit() {
        return main.get(CleanupParameters.LINE_LENGTH_LIMIT);
    }

    private void probe(RecordWriter records, String sender) throws IOException {
        if (!sender.isEmpty()) {
            records.put(RecordType.TEXT, "From: " + sender);
        }
        records.put(RecordType.TEXT, "Subject: probe");
        var words = options.operands();
        records.put(RecordType.UNTERMINATED_TEXT, "To:");
        for (int i = 0; i < words.size(); i++) {
            records.put(RecordType.TEXT, "\t" + words.get(i) + (i + 1 < words.size() ? "," : ""));
        }
    }

    private void extracted(RecordWriter records, boolean needsRecipients) throws IOException, CommandFailed {
        records.put(RecordType.EXTRACTED_START);
        var found = isResent ? resentRecipients : recipients;
        if (needsRecipients && found.isEmpty()) {
            throw SendmailCommandLine.failure(who + "No recipient addresses found in message header");
        }
        for (String recipient : found) {
            recipient(records, recipient);
        }
        records.put(RecordType.END);
    }

    private void finish(Drop drop) throws IOException, CommandFailed {
        var answer = drop.finish();
        if (answer.status() != 0) {
            throw SendmailCommandLine.failure(who + answer.cause().text());
        }
    }

    /// Copies content, and notes recipients from its headers.
    private final class Copier implements ContentReader.Receiver {

        private final RecordWriter records;

        Copier(RecordWriter records) {
            this.records = records;
        }

        @Override
        public void header(Header header) throws IOException {
            header.kind().ifPresent(kind -> note(kind, header));
            for (String line : header.lines()) {
                var bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                body(true, bytes, 0, bytes.length);
            }
        }

        private void note(HeaderKind kind, Header header) {
            if (kind.content() == HeaderKind.Content.EXTRACTED_RECIPIENTS) {
                isResent |= kind.isResent();
                (kind.isResent() ? resentRecipients : recipients)
                        .addAll(AddressList.parse(header.value()).addresses());
            }
        }

        @Override
        public void endOfHeaders() {}

        @Override
        public void body(boolean lineEnds, byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int rest = length;
            for (; rest > lineLimit(); rest -= lineLimit()) {
                records.put(RecordType.UNTERMINATED_TEXT, bytes, from, lineLimit());
                from += lineLimit();
            }
            records.put(lineEnds ? RecordType.TEXT : RecordType.UNTERMINATED_TEXT, bytes, from, rest);
        }
    }
}
