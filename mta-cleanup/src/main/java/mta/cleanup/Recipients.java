package mta.cleanup;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.cleanup.map.AddressMapper;
import mta.cleanup.map.MappingFailed;
import mta.core.log.MailLog;
import mta.core.mail.CaseFolding;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Recipient;
import mta.queue.record.RecordType;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupResult.Cause;

/// Writes the envelope's addresses: rewritten, expanded, each recipient once.
///
/// What the client says about a recipient comes before its record, and counts for that one only.
final class Recipients {

    private static final int NOTIFY_NEVER = 1;
    private static final int NOTIFY_SUCCESS = 2;
    private static final int NOTIFY_ANY = 15;

    private final Message message;
    private final AddressMapper mapper;
    private final CleanupConfig config;
    private final ReturnToSender returns;
    private final MailLog log;
    private final Set<String> seen = new HashSet<>();
    private String original = "";
    private boolean hasOriginal;
    private String dsnOriginal = "";
    private int notifyFlags;

    Recipients(Message message, AddressMapper mapper, CleanupConfig config, ReturnToSender returns, MailLog log) {
        this.message = message;
        this.mapper = mapper;
        this.config = config;
        this.returns = returns;
        this.log = log;
    }

    /// Writes the sender, and copies that its table asks for.
    void sender(String address) throws IOException {
        try {
            boolean isMapped = message.has(CleanupFlag.MAP_OK);
            refuseLineBreak(address);
            String clean = mapper.sender(address, isMapped);
            message.write(RecordType.SENDER, clean);
            message.sender(clean);
            message.noteSender(clean);
            if (message.has(CleanupFlag.BCC_OK) && !clean.isEmpty()) {
                addCopy(mapper.senderCopy(clean));
            }
        } catch (MappingFailed e) {
            throw refuse(e);
        }
    }

    void original(String address) throws MessageRefused {
        refuseLineBreak(address);
        if (hasOriginal) {
            log.warning(message.id(), "ignoring out-of-order original recipient record <" + original + ">");
        }
        hasOriginal = true;
        original = address;
    }

    void dsnOriginal(String address) {
        if (breaksLine(address)) {
            log.warning(message.id(), "ignoring malformed DSN original recipient record <" + address + ">");
            return;
        }
        if (!dsnOriginal.isEmpty()) {
            log.warning(message.id(), "ignoring out-of-order DSN original recipient record <" + dsnOriginal + ">");
        }
        dsnOriginal = address;
    }

    /// @param text the number
    /// @param record the whole record, for the log
    void notifyFlags(String text, String record) {
        if (notifyFlags != 0) {
            log.warning(message.id(), "ignoring out-of-order DSN notify record <" + notifyFlags + ">");
            notifyFlags = 0;
        }
        int flags = text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
        boolean isGood = flags == NOTIFY_NEVER || (flags > 0 && flags <= NOTIFY_ANY && (flags & NOTIFY_NEVER) == 0);
        if (isGood) {
            notifyFlags = flags;
            message.noteNotify(flags);
        } else {
            log.warning(message.id(), "ignoring malformed DSN notify record <" + record + ">");
        }
    }

    /// Forgets what was said about a recipient that is done already.
    void skip() {
        forget();
    }

    /// Writes a recipient, and copies that its table asks for.
    void add(String address) throws IOException {
        try {
            refuseLineBreak(address);
            String given = address.isEmpty() ? config.emptyRecipient() : address;
            String clean = mapper.recipient(given, message.has(CleanupFlag.MAP_OK));
            String dsn = dsnOriginal.isEmpty() && !clean.isEmpty()
                    ? message.noteRecipient(clean) + ";" + clean
                    : dsnOriginal;
            write(clean, hasOriginal ? original : address, dsn, notifyFlags);
            forget();
            if (message.has(CleanupFlag.BCC_OK) && !clean.isEmpty()) {
                addCopy(mapper.recipientCopy(clean));
            }
        } catch (MappingFailed e) {
            throw refuse(e);
        }
    }

    /// smtp(8) sends addresses in commands, which a line break would end.
    private void refuseLineBreak(String address) throws MessageRefused {
        if (breaksLine(address)) {
            log.warning(message.id(), "message rejected: NUL or line break in envelope address <" + address + ">");
            throw MessageRefused.malformed();
        }
    }

    private static boolean breaksLine(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0;
    }

    /// Writes a recipient that nobody but us asked for.
    void addCopy(String address) throws IOException {
        try {
            String clean = mapper.recipient(address, message.has(CleanupFlag.MAP_OK));
            write(clean, clean, "", NOTIFY_NEVER);
        } catch (MappingFailed e) {
            throw refuse(e);
        }
    }

    private void write(String clean, String first, String dsn, int asked) throws IOException, MappingFailed {
        List<String> expanded = message.has(CleanupFlag.MAP_OK) ? mapper.expand(clean) : List.of(clean);
        int flags = asked;
        if ((asked & NOTIFY_SUCCESS) != 0 && !expanded.equals(List.of(clean))) {
            // RFC 3461 section 5.2.7.3: the sender hears that the address stood for others, and nothing of their
            // success.
            returns.noteExpansion(
                    message.id(), new Recipient(new MailAddress(clean), first, 0, dsn, Notify.ofBits(asked)));
            flags = asked == NOTIFY_SUCCESS ? NOTIFY_NEVER : asked & ~NOTIFY_SUCCESS;
        }
        for (String address : expanded) {
            if (isDuplicate(address, first, dsn, flags)) {
                continue;
            }
            if (flags != 0) {
                message.write(RecordType.ATTRIBUTE, "notify_flags=" + flags);
            }
            if (!dsn.isEmpty()) {
                message.write(RecordType.ATTRIBUTE, "dsn_orig_rcpt=" + dsn);
            }
            message.write(RecordType.ORIGINAL_RECIPIENT, first);
            message.write(RecordType.RECIPIENT, address);
            message.countRecipient(address);
        }
    }

    private boolean isDuplicate(String address, String first, String dsn, int flags) {
        String key = config.keepOriginalRecipients() ? dsn + '\n' + flags + '\n' + first + '\n' + address : address;
        key = CaseFolding.fold(key);
        if (seen.contains(key)) {
            return true;
        }
        if (config.duplicateLimit() == 0 || seen.size() < config.duplicateLimit()) {
            seen.add(key);
        }
        return false;
    }

    private void forget() {
        hasOriginal = false;
        original = "";
        dsnOriginal = "";
        notifyFlags = 0;
    }

    private void addCopy(Optional<String> address) throws IOException {
        if (address.isPresent()) {
            addCopy(address.get());
        }
    }

    private MessageRefused refuse(MappingFailed failure) {
        return refuse(failure, message, log);
    }

    /// What a client is told where an address cannot be mapped.
    static MessageRefused refuse(MappingFailed failure, Message message, MailLog log) {
        log.warning(message.id(), failure.getMessage());
        var cause = switch (failure.kind()) {
            case TABLE -> Cause.WRITE;
            case EXPANSION -> Cause.DEFER;
        };
        return new MessageRefused(cause, "4.6.0 Alias expansion error");
    }
}
