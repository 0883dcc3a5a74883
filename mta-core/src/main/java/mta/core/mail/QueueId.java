package mta.core.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The name of one message in the queue: its file name, and its name in the log.
///
/// Two forms exist, and both may be present in one queue:
///
/// - *short*, `C3CD21F3E90`: five hex digits of microseconds, then the inode in hex.
///   The name comes back when the inode does.
/// - *long*, `3Pt2mN2VXxznjll`: seconds, four digits of microseconds, `z`, inode.
///   Digits are `0-9B-Zb-z` without vowels; the inode does without `z` as well.
///   The name never comes back on the same machine.
///
/// A `QueueId` is always in one of these forms, so it is safe to use in a path.
///
/// **Diagnostics.** The constructor throws [IllegalArgumentException] for any other text.
///
/// @param text the id as it is written in the log and on disk
public record QueueId(String text) {

    private static final String DIGITS = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
    private static final int TIME_BASE = 52;
    private static final int INODE_BASE = 51;
    private static final int MICROS_WIDTH = 4;
    private static final int MICROS_DIGITS = 5;
    private static final String SHORT_DIGITS = "0123456789ABCDEF";
    private static final int SHORTEST = 6;
    private static final int LONGEST_SHORT = 21;
    private static final int LEAST_TIME = 10;
    private static final int MOST_TIME = 15;
    private static final int MOST_INODE = 12;

    public QueueId {
        if (!isQueueId(text)) {
            throw new IllegalArgumentException("not a queue id");
        }
    }

    /// Reads an id from outside, such as a file name; nothing where the text is in neither form.
    public static Optional<QueueId> parse(String text) {
        return isQueueId(text) ? Optional.of(new QueueId(text)) : Optional.empty();
    }

    /// Without regular expressions, as each file of a queue is asked about.
    private static boolean isQueueId(String text) {
        int mark = text.lastIndexOf('z');
        if (mark < 0) {
            return text.length() >= SHORTEST
                    && text.length() <= LONGEST_SHORT
                    && areAll(SHORT_DIGITS, text, 0, text.length());
        }
        int inode = text.length() - mark - 1;
        return mark >= LEAST_TIME
                && mark <= MOST_TIME
                && inode >= 1
                && inode <= MOST_INODE
                && areAll(DIGITS, text, 0, mark)
                && areAll(DIGITS, text, mark + 1, text.length());
    }

    private static boolean areAll(String digits, String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (digits.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    public static QueueId shortForm(Instant arrival, long inode) {
        String micros = Long.toHexString(0x100000 | micros(arrival)).substring(1);
        return new QueueId((micros + Long.toHexString(inode)).toUpperCase(Locale.ROOT));
    }

    public static QueueId longForm(Instant arrival, long inode) {
        return new QueueId(encode(arrival.getEpochSecond(), TIME_BASE, 6)
                + encode(micros(arrival), TIME_BASE, MICROS_WIDTH)
                + 'z'
                + encode(inode, INODE_BASE, 1));
    }

    public boolean isLong() {
        return text.indexOf('z') >= 0;
    }

    /// The digits that choose the hash subdirectories: `deferred/C/3/C3CD21F3E90`.
    ///
    /// A long id is hashed by its microseconds, not by its slowly changing seconds;
    /// otherwise a whole day of mail would land in one directory.
    public String hashKey() {
        if (!isLong()) {
            return text;
        }
        int mark = text.lastIndexOf('z');
        String hex = Long.toHexString(decode(text.substring(mark - MICROS_WIDTH, mark), TIME_BASE));
        return "0".repeat(Math.max(0, MICROS_DIGITS - hex.length())) + hex.toUpperCase(Locale.ROOT);
    }

    /// The number of the file's inode, as it stands in the name.
    ///
    /// Differs from the file's real one after a queue was restored from a backup.
    public long inode() {
        if (!isLong()) {
            return Long.parseUnsignedLong(text.substring(MICROS_DIGITS), 16);
        }
        return decode(text.substring(text.lastIndexOf('z') + 1), INODE_BASE);
    }

    /// The name of the same form and time for another inode.
    public QueueId withInode(long inode) {
        if (!isLong()) {
            return toShort(inode);
        }
        return new QueueId(text.substring(0, text.lastIndexOf('z') + 1) + encode(inode, INODE_BASE, 1));
    }

    /// The short name of the same microsecond for an inode.
    public QueueId toShort(long inode) {
        return new QueueId("%s%X".formatted(hashKey().substring(0, MICROS_DIGITS), inode));
    }

    @Override
    public String toString() {
        return text;
    }

    private static long micros(Instant arrival) {
        return arrival.getNano() / 1_000;
    }

    private static String encode(long value, int base, int width) {
        var backwards = new StringBuilder();
        for (long rest = value; rest != 0 || backwards.length() < width; rest = Long.divideUnsigned(rest, base)) {
            backwards.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, base)));
        }
        return backwards.reverse().toString();
    }

    private static long decode(String digits, int base) {
        return digits.chars().mapToLong(DIGITS::indexOf).reduce(0, (sum, digit) -> sum * base + digit);
    }
}
