package mta.core.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Headers that a mail system looks into, and what it does with them.
public enum HeaderKind {
    APPARENTLY_TO("Apparently-To", Content.RECIPIENTS),
    BCC("Bcc", Content.EXTRACTED_RECIPIENTS),
    CC("Cc", Content.EXTRACTED_RECIPIENTS),
    CONTENT_DESCRIPTION("Content-Description", Content.MIME),
    CONTENT_DISPOSITION("Content-Disposition", Content.MIME),
    CONTENT_ID("Content-ID", Content.MIME),
    CONTENT_LENGTH("Content-Length", Content.TEXT),
    CONTENT_TRANSFER_ENCODING("Content-Transfer-Encoding", Content.MIME),
    CONTENT_TYPE("Content-Type", Content.MIME),
    DELIVERED_TO("Delivered-To", Content.TEXT),
    DISPOSITION_NOTIFICATION_TO("Disposition-Notification-To", Content.SENDERS),
    DATE("Date", Content.TEXT),
    ERRORS_TO("Errors-To", Content.SENDERS),
    FROM("From", Content.SENDERS),
    MAIL_FOLLOWUP_TO("Mail-Followup-To", Content.SENDERS),
    MESSAGE_ID("Message-Id", Content.TEXT),
    MIME_VERSION("MIME-Version", Content.MIME),
    RECEIVED("Received", Content.TEXT),
    REPLY_TO("Reply-To", Content.SENDERS),
    RESENT_BCC("Resent-Bcc", Content.EXTRACTED_RECIPIENTS),
    RESENT_CC("Resent-Cc", Content.EXTRACTED_RECIPIENTS),
    RESENT_DATE("Resent-Date", Content.TEXT),
    RESENT_FROM("Resent-From", Content.SENDERS),
    RESENT_MESSAGE_ID("Resent-Message-Id", Content.TEXT),
    RESENT_REPLY_TO("Resent-Reply-To", Content.RECIPIENTS),
    RESENT_SENDER("Resent-Sender", Content.SENDERS),
    RESENT_TO("Resent-To", Content.EXTRACTED_RECIPIENTS),
    RETURN_PATH("Return-Path", Content.SENDERS),
    RETURN_RECEIPT_TO("Return-Receipt-To", Content.SENDERS),
    SENDER("Sender", Content.SENDERS),
    TO("To", Content.EXTRACTED_RECIPIENTS);

    /// What stands in a header.
    public enum Content {
        /// Addresses that mail comes from or is answered to; rewritten as such.
        SENDERS,
        /// Addresses that mail goes to; rewritten as such.
        RECIPIENTS,
        /// The same, and `sendmail -t` delivers to them.
        EXTRACTED_RECIPIENTS,
        /// Something about the form of the content.
        MIME,
        /// Anything else.
        TEXT
    }

    private static final Map<String, HeaderKind> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(kind -> kind.label.toLowerCase(Locale.ROOT), Function.identity()));

    private final String label;
    private final Content content;

    HeaderKind(String label, Content content) {
        this.label = label;
        this.content = content;
    }

    /// The name in its usual capitals.
    public String label() {
        return label;
    }

    /// What stands in it.
    public Content content() {
        return content;
    }

    /// Whether it belongs to a message that was sent on (RFC 5322 section 3.6.6).
    public boolean isResent() {
        return label.startsWith("Resent-");
    }

    /// Finds a header by its name in any capitals; most headers are of no kind.
    public static Optional<HeaderKind> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
