package mta.dist.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mta.testkit.process.MailSystem;

/// What a mail system did, in words that are the same for two systems that did the same: queue ids are replaced by
/// names of messages; times, process ids and sizes of notices by nothing.
final class Account {

    private static final Pattern LINE = Pattern.compile("\\S+ +\\d+ \\S+ \\S+ postfix/([\\w/-]+)\\[\\d+]: (.*)");
    private static final Pattern NAMED = Pattern.compile("(\\w+): message-id=<(\\w[\\w-]*)@box\\.example>");
    /// What has no content has no id of its own: a question with `sendmail -bv`.
    private static final Pattern NAMELESS = Pattern.compile(" (\\w+): message-id=<\\d{14}\\.\\1@");

    private static final Pattern ID = Pattern.compile("\\[\\d+]: (\\w+): ");

    private static final Pattern NOTICE = Pattern.compile("(\\w+): (\\w+ [a-z-]+ (?:status )?notification): (\\w+)");
    /// A delay of less than an hour is nothing in hours: each process that sends notices warns about that, and Postfix
    /// has many.
    private static final Pattern PER_PROCESS =
            Pattern.compile("warning: (.*\"delay_warning_time_hours\"|for instructions see the bounce)");
    /// How large a message is, counts its id, which stands in a header of its own content, and may be longer or
    /// shorter.
    private static final Pattern SIZE =
            Pattern.compile("(\\w+): from=<.*>, size=(\\d+), nrcpt=\\d+ \\(queue active\\)");

    /// Lines of delivery agents, and what others say of deliveries: agents work side by side.
    private static final Pattern DELIVERY =
            Pattern.compile("(smtp|lmtp|virtual|local|error|retry|discard): .*|\\w+: \\{.*\\}: to=.*");
    private static final String DATE = "[A-Z][a-z]{2}, +\\d+ [A-Z][a-z]{2} \\d{4} [\\d:]{8} [+-]\\d{4} \\([A-Z]+\\)";

    private final MailSystem system;
    private final String net;
    private final Map<String, String> names = new HashMap<>();

    /// @param net of the servers that it sends to, as [Destinations] has it
    Account(MailSystem system, String net) throws IOException {
        this.system = system;
        this.net = net;
        for (String line : system.log().split("\n")) {
            named(NAMED.matcher(line));
            var nameless = NAMELESS.matcher(line);
            if (nameless.find()) {
                names.putIfAbsent(nameless.group(1), "{nameless}");
            }
            var notice = NOTICE.matcher(line);
            if (notice.find()) {
                names.put(notice.group(3), "{" + notice.group(2) + " for " + names.get(notice.group(1)) + "}");
            }
        }
    }

    private void named(Matcher line) {
        if (line.find()) {
            names.put(line.group(1), "{" + line.group(2) + "}");
        }
    }

    /// The lines of the mail log about messages and sessions, sorted.
    List<String> log() throws IOException {
        var lines = new ArrayList<String>();
        for (String line : system.log().split("\n")) {
            String text = saying(line);
            if (PER_PROCESS.matcher(text).find()) {
                continue;
            }
            if (text.contains("{") || text.contains("warning") || text.matches("smtpd?: .*")) {
                lines.add(text);
            }
        }
        return lines.stream().sorted().toList();
    }

    /// The lines of each message as they follow each other, but for those of deliveries, which are sorted as far as
    /// no line of another program stands between them; and so are those of bounce(8), one for each recipient.
    List<String> order() throws IOException {
        var lives = new TreeMap<String, List<String>>();
        for (String line : system.log().split("\n")) {
            var id = ID.matcher(line);
            if (id.find() && names.containsKey(id.group(1))) {
                lives.computeIfAbsent(id.group(1), _ -> new ArrayList<>()).add(saying(line));
            }
        }
        return lives.values().stream()
                .map(lines -> String.join("\n", sortedWhereSideBySide(lines)) + "\n")
                .sorted()
                .toList();
    }

    private static List<String> sortedWhereSideBySide(List<String> lines) {
        var ordered = new ArrayList<String>();
        var together = new ArrayList<String>();
        String kindBefore = "";
        for (String line : lines) {
            String kind = kind(line);
            if (!kind.equals(kindBefore)) {
                ordered.addAll(together.stream().sorted().toList());
                together.clear();
                kindBefore = kind;
            }
            together.add(line);
        }
        ordered.addAll(together.stream().sorted().toList());
        return ordered;
    }

    /// Lines of one kind that follow each other come from programs that work side by side.
    private static String kind(String line) {
        if (DELIVERY.matcher(line).matches()) {
            return "delivery";
        }
        return line.startsWith("bounce: ") ? "bounce" : line;
    }

    /// What a line of the log says: its program and its text, in words that are the same for both systems.
    private String saying(String line) {
        var matcher = LINE.matcher(line);
        return matcher.matches() ? matcher.group(1) + ": " + masked(withoutId(matcher.group(2))) : "? " + line;
    }

    private String withoutId(String text) {
        var size = SIZE.matcher(text);
        if (!size.matches()) {
            return text;
        }
        // Notices name other ids, and dates and version of the program that wrote them.
        boolean isNotice = names.getOrDefault(size.group(1), "").contains("notification");
        long rest = Long.parseLong(size.group(2)) - size.group(1).length();
        return new StringBuilder(text)
                .replace(size.start(2), size.end(2), isNotice ? "SIZE" : rest + " and its id")
                .toString();
    }

    /// The notices that the sender and the postmaster got, and whatever else was delivered here; sorted.
    List<String> mailbox() throws IOException {
        return system.mailbox().stream()
                .map(this::masked)
                .map(Account::withRecipientsSorted)
                .sorted()
                .toList();
    }

    /// Agents work side by side, so that a notice names recipients in any order.
    private static String withRecipientsSorted(String notice) {
        var sorted = new ArrayList<String>();
        var recipients = new ArrayList<String>();
        for (String paragraph : notice.split("\n\n+")) {
            if (!paragraph.matches("(?s)(<|Final-Recipient:).*")) {
                sorted.addAll(recipients.stream().sorted().toList());
                recipients.clear();
                sorted.add(paragraph);
            } else {
                recipients.add(paragraph);
            }
        }
        sorted.addAll(recipients);
        return String.join("\n\n", sorted);
    }

    /// What mailq says, one entry each, sorted.
    List<String> mailq() throws IOException {
        var entries = new ArrayList<String>();
        for (String entry : system.command("postqueue", "-p").out().split("\n\n|(?<=Recipient-------\n)")) {
            entries.add(masked(entry));
        }
        return entries.stream().sorted().toList();
    }

    /// Which files are in the queue.
    List<String> queue() throws IOException {
        return MailSystem.run(Map.of(), "", "find", system.spool().toString(), "-type", "f", "-printf", "%P %m\n")
                .out()
                .lines()
                .filter(line -> line.matches("(active|incoming|deferred|hold|corrupt|bounce|defer|trace|maildrop)/.*"))
                .map(line -> masked(line.replaceFirst("/(\\w/)+", "/")))
                .sorted()
                .toList();
    }

    /// What other servers were sent by it.
    List<String> sent(List<String> transactions) {
        return transactions.stream().map(this::masked).sorted().toList();
    }

    private String masked(String text) {
        String masked = text;
        for (var name : names.entrySet()) {
            masked = masked.replaceAll("\\b" + name.getKey() + "\\b", Matcher.quoteReplacement(name.getValue()));
        }
        masked = masked.replaceAll("delay=[\\d.e-]+, delays=[\\d./e-]+", "delay=…, delays=…")
                .replaceAll("\\d{14}\\.\\{", "…{")
                .replaceAll("/" + system.port() + "\\b", "/PORT")
                .replaceAll(DATE, "DATE")
                .replaceAll("\\}\\.\\d{10}/", "}.TIME/")
                .replaceAll(" +\\d+ [A-Z][a-z]{2} [A-Z][a-z]{2} +\\d+ [\\d:]{8} ", " SIZE DATE ")
                .replaceAll("Date: .*", "Date: DATE");
        return masked.replace(directory().toString(), "DIR").replace(net, "NET.");
    }

    private Path directory() {
        return system.spool().getParent();
    }
}
