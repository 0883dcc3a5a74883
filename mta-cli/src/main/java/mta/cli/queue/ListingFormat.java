package mta.cli.queue;

import java.io.IOException;
import java.io.PrintStream;
import mta.cli.Asctime;
import mta.core.mail.Printable;
import mta.queue.listing.ListedMessage;
import mta.queue.listing.ListedMessage.Fate;
import mta.queue.listing.ListedRecipient;
import mta.queue.listing.ListingSink;

/// How a listing of the queue is printed: message by message, as they come.
sealed interface ListingFormat extends ListingSink {

    /// How many messages are printed between two looks at whether somebody reads them.
    int PORTION = 50;

    @Override
    void message(ListedMessage message);

    @Override
    void recipient(ListedRecipient recipient);

    /// @throws ReaderGone if nobody reads any more
    @Override
    void endMessage() throws ReaderGone;

    /// Whoever read the listing has had enough, as `head` has after some lines.
    final class ReaderGone extends IOException {

        private static final long serialVersionUID = 1;

        ReaderGone() {
            super("nobody reads the listing any more");
        }
    }

    /// The first message is shown at once, and now and then the others: a system call for each would slow down a long
    /// listing.
    ///
    /// @param messages how many were printed
    private static void show(PrintStream out, long messages) throws ReaderGone {
        if ((messages == 1 || messages % PORTION == 0) && out.checkError()) {
            throw new ReaderGone();
        }
    }

    /// Prints what follows the last message.
    void end();

    /// As Sendmail's mailq prints it, more or less.
    final class Mailq implements ListingFormat {

        private static final int REASON_END = 76;

        private final PrintStream out;
        private final boolean longIds;
        private final String indent;
        private String lastReason = "";
        private long messages;
        private long bytes;

        /// @param longIds whether there must be room for long queue ids
        Mailq(PrintStream out, boolean longIds) {
            this.out = out;
            this.longIds = longIds;
            this.indent = " ".repeat(longIds ? 47 : 41);
        }

        @Override
        public void message(ListedMessage message) {
            if (messages++ > 0) {
                out.print('\n');
            } else if (longIds) {
                out.print("----Queue ID----- --Size-- ---Arrival Time---- --Sender/Recipient------\n");
            } else {
                out.print("-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n");
            }
            bytes += message.size();
            String time = Asctime.of(message.arrival()).substring(0, 19);
            out.print(padRight(message.id() + mark(message), longIds ? 17 : 11) + " "
                    + padLeft(Long.toString(message.size()), longIds ? 8 : 7) + " " + time + (longIds ? " " : "  ")
                    + message.sender() + "\n");
            lastReason = "";
        }

        @Override
        public void recipient(ListedRecipient recipient) {
            if (!recipient.reason().equals(lastReason)) {
                lastReason = recipient.reason();
                String shown = lastReason.isEmpty() ? "reason unavailable" : lastReason;
                out.print(" ".repeat(Math.max(0, REASON_END - shown.length())) + "(" + shown + ")\n");
            }
            out.print(indent + recipient.address() + "\n");
        }

        @Override
        public void endMessage() throws ReaderGone {
            show(out, messages);
        }

        private static String mark(ListedMessage message) {
            String queue = switch (message.queue()) {
                case "active" -> "*";
                case "hold" -> "!";
                default -> "";
            };
            return message.fate() == Fate.FORCED_TO_EXPIRE ? queue + "#" : queue;
        }

        @Override
        public void end() {
            if (messages == 0) {
                out.print("Mail queue is empty\n");
            } else {
                out.print("\n-- " + bytes / 1024 + " Kbytes in " + messages + " Request" + (messages == 1 ? "" : "s")
                        + ".\n");
            }
        }

        private static String padRight(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }

        private static String padLeft(String text, int width) {
            return " ".repeat(Math.max(0, width - text.length())) + text;
        }
    }

    /// One JSON object (RFC 8259) on each line.
    final class Json implements ListingFormat {

        private final PrintStream out;
        private String separator = "";
        private long messages;

        Json(PrintStream out) {
            this.out = out;
        }

        @Override
        public void message(ListedMessage message) {
            var text = new StringBuilder(300);
            text.append("{\"queue_name\": ");
            quote(text, message.queue());
            text.append(", \"queue_id\": ");
            quote(text, message.id());
            text.append(", \"arrival_time\": ").append(message.arrival());
            text.append(", \"message_size\": ").append(message.size());
            text.append(", \"forced_expire\": ").append(message.fate() == Fate.FORCED_TO_EXPIRE);
            text.append(", \"sender\": ");
            quote(text, message.sender());
            out.print(text.append(", \"recipients\": ["));
            separator = "";
        }

        @Override
        public void recipient(ListedRecipient recipient) {
            var text = new StringBuilder(100).append(separator).append('{');
            separator = ", ";
            if (!recipient.original().isEmpty()) {
                text.append("\"orig_address\": ");
                quote(text, recipient.original());
                text.append(", ");
            }
            text.append("\"address\": ");
            quote(text, recipient.address());
            if (!recipient.reason().isEmpty()) {
                text.append(
                        switch (recipient.waitsFor()) {
                            case DELIVERY -> ", \"delay_reason\": ";
                            case RETURN -> ", \"bounce_reason\": ";
                        });
                quote(text, recipient.reason());
            }
            out.print(text.append('}'));
        }

        @Override
        public void endMessage() throws ReaderGone {
            out.print("]}\n");
            show(out, ++messages);
        }

        @Override
        public void end() {}

        private static void quote(StringBuilder text, String value) {
            var quoted = new StringBuilder(value.length() + 8);
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\b' -> quoted.append("\\b");
                    case '\f' -> quoted.append("\\f");
                    case '\n' -> quoted.append("\\n");
                    case '\r' -> quoted.append("\\r");
                    case '\t' -> quoted.append("\\t");
                    case '"', '\\' -> quoted.append('\\').append(c);
                    default -> {
                        if (c < ' ' || c == 0x7f) {
                            quoted.append("\\u00").append(Character.forDigit(c >> 4, 16));
                            quoted.append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
                        } else {
                            quoted.append(c);
                        }
                    }
                }
            }
            text.append('"').append(Printable.of(quoted.toString())).append('"');
        }
    }
}
