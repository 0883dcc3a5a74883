package mta.core.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Dates as they are written in headers (RFC 5322 section 3.3), in Postfix's form:
/// `Sun, 22 Nov 2026 00:00:19 +0000 (UTC)`; the day has two digits since Postfix 3.9.
public final class MailDate {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx (zzz)", Locale.US);

    private MailDate() {}

    /// The date of an instant on the clocks of this machine.
    public static String of(Instant when) {
        return of(when.atZone(ZoneId.systemDefault()));
    }

    /// The date of a time in a zone.
    public static String of(ZonedDateTime when) {
        return FORM.format(when);
    }
}
