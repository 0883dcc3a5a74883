package mta.cli.mail;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.OptionReader;
import mta.cli.mail.SendmailOptions.Mode;
import mta.core.mail.Notify;
import mta.core.mail.Returned;

/// Reads the command line of sendmail(1) as Postfix does.
///
/// Every wrong use ends with status 75: Postfix's sendmail(1) turns all its own failures into "try again later", so
/// that no caller throws mail away.
final class SendmailCommandLine {

    private static final String LETTERS = "A:B:C:F:GIL:N:O:R:UV:X:b:ce:f:h:imno:p:r:q:tvx";
    private static final int LONGEST_ENVELOPE_ID = 100;

    private final Invocation invocation;
    private final OptionReader reader;
    private Mode mode;
    private Optional<String> configDirectory = Optional.empty();
    private Optional<String> sender = Optional.empty();
    private Optional<String> fullName = Optional.empty();
    private Optional<String> verp = Optional.empty();
    private boolean usesDefaultVerp;
    private Optional<String> siteToFlush = Optional.empty();
    private Optional<String> messageToFlush = Optional.empty();
    private String encoding = "";
    private String envelopeId = "";
    private Optional<Returned> returned = Optional.empty();
    private Set<Notify> notify = Set.of();
    private boolean isRemote;
    private boolean asksForUtf8;
    private boolean endsAtDot = true;
    private boolean extractsRecipients;
    private boolean onlyVerifies;
    private boolean hasQueueTime;
    private int verbosity;
    private List<String> operands = List.of();

    private SendmailCommandLine(Invocation invocation) {
        this.invocation = invocation;
        this.reader = new OptionReader(LETTERS, invocation, failure("usage: " + invocation.name() + " [options]"));
        this.mode = switch (invocation.name()) {
            case "mailq" -> Mode.LIST;
            case "newaliases" -> Mode.ALIASES;
            case "smtpd" -> Mode.DAEMON;
            default -> Mode.DELIVER;
        };
    }

    static SendmailOptions parse(Invocation invocation) throws CommandFailed {
        var line = new SendmailCommandLine(invocation);
        line.read();
        line.check();
        return line.options();
    }

    static CommandFailed failure(String message) {
        return new CommandFailed(ExitStatus.TRY_AGAIN, message);
    }

    private void read() throws CommandFailed {
        skipSpecial();
        for (var option = reader.next(); option.isPresent(); option = reader.next()) {
            take(option.get().letter(), option.get().value());
            skipSpecial();
        }
        operands = reader.words();
    }

    private void skipSpecial() throws CommandFailed {
        while (reader.isBetweenWords() && isSpecial(reader.words())) {
            reader.skip();
        }
    }

    /// Options that have a value or not, which getopt(3) does not know.
    private boolean isSpecial(List<String> words) {
        String word = words.isEmpty() ? "" : words.getFirst();
        if (word.equals("-q")) {
            if (mode == Mode.DAEMON) {
                invocation.warning("ignoring -q option in daemon mode");
            } else {
                mode = Mode.FLUSH;
            }
            return true;
        }
        if (word.equals("-V") && words.size() > 1 && words.get(1).length() == 2) {
            invocation.warning("option -V is deprecated with Postfix 2.3; specify -XV instead");
            // The word itself is left for what comes next: so does Postfix.
            usesDefaultVerp = true;
            return true;
        }
        if (word.startsWith("-V") && word.length() == 4) {
            invocation.warning(
                    "option " + word + " is deprecated with Postfix 2.3; specify -X" + word.substring(1) + " instead");
            verp = Optional.of(word.substring(2));
            return true;
        }
        if (word.equals("-XV")) {
            usesDefaultVerp = true;
            return true;
        }
        return false;
    }

    private void take(char letter, String value) throws CommandFailed {
        switch (letter) {
            case 'B' ->
                encoding = switch (value) {
                    case "8BITMIME" -> "8bit";
                    case "7BIT" -> "7bit";
                    default -> throw failure("-B option needs 8BITMIME or 7BIT");
                };
            case 'C' ->
                configDirectory = Optional.of(
                        value.equals("main.cf")
                                ? "."
                                : value.endsWith("/main.cf")
                                        ? value.substring(0, value.length() - "main.cf".length())
                                        : value);
            case 'F' -> fullName = Optional.of(value);
            case 'G' -> isRemote = true;
            case 'I' -> mode = Mode.ALIASES;
            case 'N' -> notifyOption(value);
            case 'O' -> processingOption(value);
            case 'R' -> returnOption(value);
            case 'V' -> envelopeIdOption(value);
            case 'X' -> {
                if (!value.startsWith("V")) {
                    throw failure("unsupported: -X" + first(value));
                }
                verp = Optional.of(value.substring(1));
            }
            case 'b' -> modeOption(value);
            case 'f', 'r' -> sender = Optional.of(value);
            case 'i' -> endsAtDot = false;
            case 'n' -> throw failure("-n option not supported");
            case 'o' -> oldOption(value);
            case 'q' -> queueOption(value);
            case 't' -> extractsRecipients = true;
            case 'v' -> verbosity++;
            default -> {}
        }
    }

    private static String first(String value) {
        return value.isEmpty() ? "" : value.substring(0, 1);
    }

    private void modeOption(String value) throws CommandFailed {
        switch (first(value)) {
            case "d", "l" -> {
                if (mode == Mode.FLUSH) {
                    invocation.warning("ignoring -q option in daemon mode");
                }
                mode = Mode.DAEMON;
            }
            case "h", "H" -> mode = Mode.NOTHING;
            case "i" -> mode = Mode.ALIASES;
            case "m" -> mode = Mode.DELIVER;
            case "p" -> mode = Mode.LIST;
            case "s" -> mode = Mode.STAND_ALONE;
            case "v" -> onlyVerifies = true;
            default -> throw failure("unsupported: -b" + first(value));
        }
    }

    private void oldOption(String value) throws CommandFailed {
        if (value.startsWith("i")) {
            endsAtDot = false;
        } else if (value.equals("A")) {
            throw failure("-oA requires pathname");
        }
    }

    private void queueOption(String value) throws CommandFailed {
        String what = value.isEmpty() ? "" : value.substring(1);
        if (!value.isEmpty() && Character.isDigit(value.charAt(0))) {
            hasQueueTime = true;
        } else if (value.startsWith("R")) {
            siteToFlush = Optional.of(given(what, "specify: -qRsitename"));
        } else if (value.startsWith("I")) {
            messageToFlush = Optional.of(given(what, "specify: -qIqueueid"));
        } else {
            throw failure("-q" + first(value) + " is not implemented");
        }
    }

    private static String given(String what, String usage) throws CommandFailed {
        if (what.isEmpty()) {
            throw failure(usage);
        }
        return what;
    }

    /// A bad value also takes back what an earlier option has said.
    private void notifyOption(String value) {
        var wanted = EnumSet.noneOf(Notify.class);
        boolean isGood = true;
        for (String word : value.split("[, \\t\\r\\n]+")) {
            switch (word.toUpperCase(Locale.ROOT)) {
                case "NEVER" -> wanted.add(Notify.NEVER);
                case "SUCCESS" -> wanted.add(Notify.SUCCESS);
                case "FAILURE" -> wanted.add(Notify.FAILURE);
                case "DELAY" -> wanted.add(Notify.DELAY);
                case "" -> {}
                default -> {
                    invocation.warning("unknown DSN NOTIFY command value \"" + word + "\" in \"" + value + "\"");
                    isGood = false;
                }
            }
        }
        if (!isGood || wanted.isEmpty() || (wanted.contains(Notify.NEVER) && wanted.size() > 1)) {
            invocation.warning("bad -N option value -- ignored");
            wanted.clear();
        }
        notify = wanted;
    }

    private void returnOption(String value) {
        returned = Returned.ofWord(value);
        if (returned.isEmpty()) {
            invocation.warning("bad -R option value -- ignored");
        }
    }

    /// Options of sendmail, most of which mean nothing to Postfix. What somebody relies on is refused, not ignored.
    private void processingOption(String value) throws CommandFailed {
        switch (value.toLowerCase(Locale.ROOT)) {
            case "requiretls=yes" -> throw failure("-O " + value + " is not implemented");
            case "smtputf8=yes" -> asksForUtf8 = true;
            case "smtputf8=no" -> asksForUtf8 = false;
            default -> {}
        }
    }

    private void envelopeIdOption(String value) {
        if (value.length() > LONGEST_ENVELOPE_ID) {
            invocation.warning("too long -V option value -- ignored");
        } else if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
            invocation.warning("bad syntax in -V option value -- ignored");
        } else {
            envelopeId = value;
        }
    }

    private void check() throws CommandFailed {
        if (siteToFlush.isPresent()) {
            flush(Mode.FLUSH_SITE, "-qR");
        } else if (messageToFlush.isPresent()) {
            flush(Mode.FLUSH_MESSAGE, "-qI");
        }
        if (extractsRecipients && mode != Mode.DELIVER) {
            throw failure("-t can be used only in delivery mode");
        }
        if (onlyVerifies) {
            if (extractsRecipients) {
                throw failure("-t option cannot be used with -bv");
            }
            if (!notify.isEmpty()) {
                throw failure("-N option cannot be used with -bv");
            }
            if (verbosity == 1) {
                throw failure("-v option cannot be used with -bv");
            }
        }
        String use = switch (mode) {
            case DELIVER, NOTHING -> "";
            case ALIASES -> "alias initialization mode";
            case LIST -> "display queue mode";
            case DAEMON -> "daemon mode";
            case STAND_ALONE -> "stand-alone mode";
            case FLUSH -> "flush queue mode";
            case FLUSH_SITE -> "flush site";
            case FLUSH_MESSAGE -> "flush queue_id";
        };
        boolean isDone = hasQueueTime && mode != Mode.DAEMON;
        if (!use.isEmpty() && !operands.isEmpty() && !isDone) {
            throw failure(use + " requires no recipient");
        }
    }

    private void flush(Mode flush, String option) throws CommandFailed {
        if (mode != Mode.DELIVER) {
            throw failure(option + " can be used only in delivery mode");
        }
        mode = flush;
    }

    private SendmailOptions options() {
        return new SendmailOptions(
                mode,
                configDirectory,
                sender,
                fullName,
                verp,
                usesDefaultVerp,
                encoding,
                envelopeId,
                returned,
                siteToFlush.or(() -> messageToFlush).orElse(""),
                notify,
                isRemote,
                asksForUtf8,
                endsAtDot,
                extractsRecipients,
                onlyVerifies,
                hasQueueTime,
                verbosity,
                operands);
    }
}
