package mta.smtpd.session;

import java.util.EnumMap;
import java.util.Map;
import mta.smtp.command.Verb;

/// Counts the commands of a session for its `disconnect` line: `ehlo=1 mail=1 rcpt=1/2 commands=3/4`.
final class Statistics {

    /// How often a command was given, and how often it was accepted.
    private static final class Count {
        private int all;
        private int good;
    }

    private final Map<Verb, Count> counts = new EnumMap<>(Verb.class);
    private boolean bareNewline;

    void counted(Verb verb) {
        counts.computeIfAbsent(verb, _ -> new Count()).all++;
    }

    void succeeded(Verb verb) {
        counts.computeIfAbsent(verb, _ -> new Count()).good++;
    }

    void bareNewline() {
        bareNewline = true;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(64);
        int sum = 0;
        int sumGood = 0;
        for (var entry : counts.entrySet()) {
            Count count = entry.getValue();
            append(text, entry.getKey().lowerCase(), count.good, count.all).append(' ');
            sum += count.all;
            sumGood += count.good;
        }
        append(text, "commands", sumGood, sum);
        return bareNewline ? text.append(" notes=bare_lf").toString() : text.toString();
    }

    private static StringBuilder append(StringBuilder text, String name, int good, int all) {
        text.append(name).append('=').append(good);
        return good == all && all > 0 ? text : text.append('/').append(all);
    }
}
