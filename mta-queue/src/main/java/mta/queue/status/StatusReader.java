package mta.queue.status;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.ExternalForm;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Printable;
import mta.core.mail.Recipient;
import mta.queue.QueueName;

/// Reads the entries of one log, in the order in which they were written; a recipient may be in it more than once.
///
/// What is missing in an entry gets Postfix's stand-in, so that a damaged log still makes a notice.
public final class StatusReader implements Closeable {

    private static final String NO_ADDRESS = "(recipient address unavailable)";
    private static final String NO_REASON = "(description unavailable)";

    private final BufferedReader lines;
    private final QueueName kind;

    StatusReader(InputStream in, QueueName kind) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        this.kind = kind;
    }

    /// The next entry; nothing at the end.
    public Optional<StatusEntry> next() throws IOException {
        var fields = new HashMap<String, String>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!fields.isEmpty()) {
                    return Optional.of(entry(fields));
                }
            } else if (line.startsWith("<")) {
                oldForm(line, fields);
            } else {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    fields.put(line.substring(0, equals), Printable.of(line.substring(equals + 1)));
                }
            }
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(entry(fields));
    }

    /// `<user@example.com>: REASON`, which newer lines of the same entry override.
    private static void oldForm(String line, Map<String, String> fields) {
        int end = line.indexOf(">: ");
        if (end > 0) {
            fields.put("recipient", line.substring(1, end));
            fields.put("reason", Printable.of(line.substring(end + 3)));
        }
    }

    private StatusEntry entry(Map<String, String> fields) {
        String address = ExternalForm.toInternal(fields.getOrDefault("recipient", ""));
        var recipient = new Recipient(
                new MailAddress(address.isEmpty() ? NO_ADDRESS : address),
                ExternalForm.toInternal(fields.getOrDefault("original_recipient", "")),
                number(fields, "offset"),
                fields.getOrDefault("dsn_orig_rcpt", ""),
                Notify.ofBits((int) number(fields, "notify_flags")));
        boolean late = kind == QueueName.DEFER;
        var otherwise = EnhancedStatus.of(late ? "4.0.0" : "5.0.0");
        return new StatusEntry(
                recipient,
                EnhancedStatus.parse(fields.getOrDefault("status", "")).orElse(otherwise),
                fields.getOrDefault("action", late ? "delayed" : "failed"),
                fields.getOrDefault("diag_type", ""),
                fields.getOrDefault("diag_text", ""),
                fields.getOrDefault("mta_type", ""),
                fields.getOrDefault("mta_mname", ""),
                fields.getOrDefault("reason", NO_REASON));
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(fields.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
