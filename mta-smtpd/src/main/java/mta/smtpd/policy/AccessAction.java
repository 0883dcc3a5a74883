package mta.smtpd.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.EnhancedStatus;

/// Carries out what the right-hand side of an access(5) table says.
final class AccessAction {

    /// What cleanup(8) must know before the content.
    private static final Set<String> NOT_AFTER_CONTENT = Set.of("FILTER", "REDIRECT", "BCC");

    /// Reads a text that is a list of restrictions.
    @FunctionalInterface
    interface Lists {

        /// @param table what to call it in complaints
        /// @param kind the list in which the table was asked
        Restriction read(String text, String table, ListKind kind);
    }

    private final Codes codes;
    private final Lists lists;

    AccessAction(Codes codes, Lists lists) {
        this.codes = codes;
        this.lists = lists;
    }

    /// Carries out one.
    ///
    /// @param value the right-hand side
    /// @param table the name of the table, for complaints
    /// @param key what was looked up, for complaints
    /// @param kind the list in which the table was asked
    Verdict apply(Evaluation evaluation, Subject subject, String value, String table, String key, ListKind kind) {
        int blank = 0;
        while (blank < value.length() && !Character.isWhitespace(value.charAt(blank))) {
            blank++;
        }
        String word = value.substring(0, blank);
        String rest = value.substring(blank).strip();
        var coded = coded(word);
        if (coded.isPresent() && !rest.isEmpty()) {
            return withText(evaluation, subject, coded.get(), rest);
        }
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "OK", "RELAY" -> Verdict.PERMIT;
            case "DUNNO" -> Verdict.DUNNO;
            case "REJECT" -> withText(evaluation, subject, codes.accessReject(), rest);
            case "DEFER" -> withText(evaluation, subject, codes.accessDefer(), rest);
            case "DEFER_IF_PERMIT" -> {
                var text = Text.of(rest, "4.7.1", "Service unavailable");
                yield evaluation.deferIfPermitted(
                        codes.accessDefer(), evaluation.fitted(text.status, subject), subject.rejected(text.words));
            }
            case "DEFER_IF_REJECT" -> {
                var text = Text.of(rest, "4.7.1", "Service unavailable");
                yield evaluation.deferIfRejected(
                        codes.accessDefer(), evaluation.fitted(text.status, subject), subject.rejected(text.words));
            }
            case "HANGUP" -> {
                evaluation.dialogue().log().acted("hangup", rest);
                yield Verdict.Plain.HANG_UP;
            }
            case "HOLD", "DISCARD", "FILTER", "REDIRECT", "BCC", "PREPEND", "INFO", "WARN" ->
                silent(evaluation, subject, word.toUpperCase(Locale.ROOT), rest, table, key);
            default -> isNumber(value) ? Verdict.PERMIT : list(evaluation, subject, value, table, key, kind);
        };
    }

    /// Tables in tables would be opened for each client anew; those of a restriction class are opened once.
    private Verdict list(
            Evaluation evaluation, Subject subject, String value, String table, String key, ListKind kind) {
        if (value.indexOf(':') >= 0) {
            evaluation.dialogue().log().warning("access table " + table + " has entry with lookup table: " + value);
            evaluation.dialogue().log().warning("do not specify lookup tables inside SMTPD access maps");
            return evaluation.misconfigured("define a restriction class and specify its name instead.");
        }
        return evaluation
                .within(subject, () -> lists.read(value, table, kind).apply(evaluation))
                .orElseGet(() -> evaluation.misconfigured(
                        "access table " + table + " entry " + key + " causes unreasonable recursion"));
    }

    private static Optional<Integer> coded(String word) {
        boolean code = word.length() == 3 && isNumber(word) && (word.charAt(0) == '4' || word.charAt(0) == '5');
        return code ? Optional.of(Integer.parseInt(word)) : Optional.empty();
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Verdict withText(Evaluation evaluation, Subject subject, int code, String rest) {
        var text = Text.of(rest, code < 500 ? "4.7.1" : "5.7.1", "Access denied");
        return evaluation.refuse(code, evaluation.fitted(text.status, subject), subject.rejected(text.words));
    }

    /// Actions that neither permit nor refuse; one that is malformed does nothing but complain.
    private static Verdict silent(
            Evaluation evaluation, Subject subject, String word, String rest, String table, String key) {
        var dialogue = evaluation.dialogue();
        boolean needsMessage = !word.equals("INFO") && !word.equals("WARN");
        if (dialogue.phase() == Phase.ETRN && needsMessage && !word.equals("PREPEND")) {
            dialogue.log()
                    .warning("access table " + table + ": action " + word
                            + " is unavailable in smtpd_etrn_restrictions");
            return Verdict.DUNNO;
        }
        if (dialogue.sender().isEmpty() && needsMessage) {
            dialogue.log()
                    .warning("access table " + table + ": with smtpd_delay_reject=no, action " + word
                            + " is always skipped in Client host or Helo command restrictions");
            return Verdict.DUNNO;
        }
        if (dialogue.phase() == Phase.END_OF_MESSAGE && word.equals("PREPEND")) {
            dialogue.log()
                    .warning("access table " + table
                            + ": action PREPEND must be used before smtpd_end_of_data_restrictions");
            return Verdict.DUNNO;
        }
        if (dialogue.phase() == Phase.END_OF_MESSAGE && NOT_AFTER_CONTENT.contains(word)) {
            // Where the message must not pass as it is, it waits.
            return evaluation.misconfigured("access table " + table + ": action " + word
                    + " is not implemented in smtpd_end_of_data_restrictions");
        }
        var actions = dialogue.actions();
        if (word.equals("HOLD") && actions.isHeld()) {
            return Verdict.DUNNO;
        }
        String done = rest.isEmpty() ? "triggers " + word + " action" : rest;
        switch (word) {
            case "HOLD" -> actions.hold();
            case "DISCARD" -> actions.discard();
            case "FILTER" -> {
                if (rest.indexOf(':') <= 0) {
                    return malformed(
                            evaluation,
                            table,
                            key,
                            rest.isEmpty() ? "has FILTER entry without value" : "requires transport:destination");
                }
                actions.filter(rest);
                done = "triggers FILTER " + rest;
            }
            case "REDIRECT", "BCC" -> {
                if (rest.indexOf('@') < 0) {
                    return malformed(evaluation, table, key, "requires user@domain target");
                }
                if (word.equals("BCC")) {
                    actions.blindCopy(rest);
                } else {
                    actions.redirect(rest);
                }
                done = "triggers " + word + " " + rest;
            }
            case "PREPEND" -> {
                if (rest.indexOf(':') <= 0) {
                    return malformed(evaluation, table, key, "requires header: text");
                }
                actions.prepend(rest);
                return Verdict.DUNNO;
            }
            default -> {
                dialogue.log().acted(word.toLowerCase(Locale.ROOT), rest);
                return Verdict.DUNNO;
            }
        }
        dialogue.log().acted(word.toLowerCase(Locale.ROOT), subject.with(done));
        // Success is claimed, so that the rest of the list has nothing to say.
        return word.equals("DISCARD") ? Verdict.PERMIT : Verdict.DUNNO;
    }

    private static Verdict malformed(Evaluation evaluation, String table, String key, String problem) {
        evaluation.dialogue().log().warning("access table " + table + " entry \"" + key + "\" " + problem);
        return Verdict.DUNNO;
    }

    /// Text with an enhanced status in front.
    private record Text(EnhancedStatus status, String words) {

        static Text of(String text, String otherwise, String defaultWords) {
            int blank = text.indexOf(' ');
            var status = EnhancedStatus.parse(blank < 0 ? text : text.substring(0, blank));
            String words = status.isEmpty()
                    ? text
                    : blank < 0 ? "" : text.substring(blank + 1).strip();
            return new Text(
                    status.orElseGet(() -> EnhancedStatus.of(otherwise)), words.isEmpty() ? defaultWords : words);
        }
    }
}
