package mta.smtpd;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mta.core.config.AccessParameters;
import mta.core.config.BounceParameters;
import mta.core.config.CleanupParameters;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.QmgrParameters;
import mta.core.config.ReceiveOverride;
import mta.core.config.RewriteParameters;
import mta.core.config.SmtpdParameters;
import mta.core.table.MatchList;
import mta.core.table.Tables;
import mta.smtp.command.AddressRules;
import mta.smtp.command.Extensions;
import mta.smtp.command.VerpRules;

/// The settings of one smtpd(8) service, without its access restrictions.
///
/// @param hostname `myhostname`
/// @param banner what follows 220
/// @param mailName `mail_name`, in the Received header
/// @param addresses how strictly envelope addresses are read
/// @param verp what a client may ask for that may ask for VERP
/// @param limits what a client may do before it is slowed down or sent away
/// @param sizes how much it may send
/// @param newlines what to do about lines that end in LF alone
/// @param newlineRejectCode the code of the reply to such lines
/// @param discarded EHLO keywords that are not announced (`smtpd_discard_ehlo_keywords`)
/// @param withheldSilently whether nothing is logged about them
/// @param options what is switched on
/// @param noopCommands words that are answered like NOOP
/// @param forbiddenCommands words that end the session
/// @param contentFilter `content_filter`; empty for none
/// @param overrides `receive_override_options`
public record SmtpdConfig(
        String hostname,
        String banner,
        String mailName,
        AddressRules addresses,
        VerpRules verp,
        Limits limits,
        Sizes sizes,
        Newlines newlines,
        int newlineRejectCode,
        Set<Keyword> discarded,
        boolean withheldSilently,
        Set<Option> options,
        MatchList noopCommands,
        MatchList forbiddenCommands,
        String contentFilter,
        Set<ReceiveOverride> overrides) {

    /// What a client may do before it is slowed down or sent away.
    ///
    /// @param timeout how long it may be silent; with [Option#PER_REQUEST_DEADLINE], how long a request may take
    /// @param dataRate how many bytes of content win back a second of that
    /// @param lineLength the longest line that is taken in one piece
    /// @param softErrors from so many errors on, each reply is delayed
    /// @param hardErrors after so many errors the session ends
    /// @param junkCommands after so many commands that do nothing, each more is an error
    /// @param errorSleep the delay of a reply
    /// @param recipients the most recipients of a message
    /// @param recipientOvershoot how many more are refused before that is an error
    /// @param historyFlush how many lines of what was said are kept over the end of a message
    public record Limits(
            Duration timeout,
            int dataRate,
            int lineLength,
            int softErrors,
            int hardErrors,
            int junkCommands,
            Duration errorSleep,
            int recipients,
            int recipientOvershoot,
            int historyFlush) {}

    /// How much a client may send.
    ///
    /// @param message the most bytes of a message; 0 for no limit
    /// @param queueFree how many bytes must be free in the queue
    public record Sizes(long message, long queueFree) {}

    /// What to do about lines that end in LF alone (`smtpd_forbid_bare_newline`).
    public enum Newlines {
        /// They are lines, and even the end of a message.
        ALLOW,
        /// They are lines, but only CR LF . CR LF ends a message.
        NORMALIZE,
        /// As [#NORMALIZE], and said in the log.
        NOTE,
        /// They end the session.
        REJECT
    }

    /// EHLO keywords.
    public enum Keyword {
        PIPELINING,
        SIZE,
        VRFY,
        ETRN,
        STARTTLS,
        AUTH,
        VERP("XVERP"),
        XCLIENT,
        XFORWARD,
        ENHANCEDSTATUSCODES,
        EIGHTBITMIME("8BITMIME"),
        DSN,
        SMTPUTF8,
        CHUNKING,
        REQUIRETLS;

        /// In the order of Postfix's answer to EHLO.
        public static final List<Keyword> ANNOUNCED = List.of(values());

        private final String word;

        Keyword() {
            this.word = name();
        }

        Keyword(String word) {
            this.word = word;
        }

        /// As it is announced.
        public String word() {
            return word;
        }
    }

    /// What can be switched on and off.
    public enum Option {
        DISABLE_VRFY,
        HELO_REQUIRED,
        DELAY_REJECT,
        DELAY_OPEN,
        FORBID_UNAUTH_PIPELINING,
        SOFT_BOUNCE,
        SMTPUTF8,
        STRICT_SMTPUTF8,
        HIDE_CLIENT_SESSION,
        PEERNAME_LOOKUP,
        PER_REQUEST_DEADLINE,
        PORT_LOGGING
    }

    /// Reads them.
    ///
    /// @param tables opens tables that lists of words may name
    /// @throws ConfigException for a word that Postfix does not know either
    public static SmtpdConfig from(MainCf main, Tables tables) {
        var keywords = words(main.get(SmtpdParameters.SMTPD_DISCARD_EHLO_KEYWORDS));
        return new SmtpdConfig(
                main.get(CoreParameters.MYHOSTNAME),
                main.get(SmtpdParameters.SMTPD_BANNER),
                main.get(CoreParameters.MAIL_NAME),
                new AddressRules(
                        main.get(SmtpdParameters.STRICT_RFC821_ENVELOPES),
                        main.get(RewriteParameters.RESOLVE_NUMERIC_DOMAIN),
                        main.get(CoreParameters.ALLOW_MIN_USER)),
                new VerpRules(
                        main.get(BounceParameters.DEFAULT_VERP_DELIMITERS),
                        main.get(BounceParameters.VERP_DELIMITER_FILTER)),
                limits(main),
                new Sizes(main.get(CleanupParameters.MESSAGE_SIZE_LIMIT), main.get(CoreParameters.QUEUE_MINFREE)),
                newlines(main.get(SmtpdParameters.SMTPD_FORBID_BARE_NEWLINE)),
                main.get(SmtpdParameters.SMTPD_FORBID_BARE_NEWLINE_REJECT_CODE),
                keywords(keywords),
                keywords.stream().anyMatch("silent-discard"::equalsIgnoreCase),
                options(main),
                MatchList.strings(main.get(SmtpdParameters.SMTPD_NOOP_COMMANDS), tables),
                MatchList.strings(main.get(SmtpdParameters.SMTPD_FORBIDDEN_COMMANDS), tables),
                main.get(CleanupParameters.CONTENT_FILTER),
                main.get(CleanupParameters.RECEIVE_OVERRIDE_OPTIONS));
    }

    /// Which extensions clients may use.
    public Extensions extensions() {
        return new Extensions(
                !discarded.contains(Keyword.DSN), has(Option.SMTPUTF8) && !discarded.contains(Keyword.SMTPUTF8));
    }

    /// Whether something is switched on.
    public boolean has(Option option) {
        return options.contains(option);
    }

    private static Limits limits(MainCf main) {
        return new Limits(
                main.get(SmtpdParameters.SMTPD_TIMEOUT),
                main.get(SmtpdParameters.SMTPD_MIN_DATA_RATE),
                main.get(CleanupParameters.LINE_LENGTH_LIMIT),
                main.get(SmtpdParameters.SMTPD_SOFT_ERROR_LIMIT),
                main.get(SmtpdParameters.SMTPD_HARD_ERROR_LIMIT),
                main.get(SmtpdParameters.SMTPD_JUNK_COMMAND_LIMIT),
                main.get(SmtpdParameters.SMTPD_ERROR_SLEEP_TIME),
                main.get(SmtpdParameters.SMTPD_RECIPIENT_LIMIT),
                main.get(SmtpdParameters.SMTPD_RECIPIENT_OVERSHOOT_LIMIT),
                main.get(SmtpdParameters.SMTPD_HISTORY_FLUSH_THRESHOLD));
    }

    private static Set<Option> options(MainCf main) {
        var options = EnumSet.noneOf(Option.class);
        put(options, Option.DISABLE_VRFY, main.get(SmtpdParameters.DISABLE_VRFY_COMMAND));
        put(options, Option.HELO_REQUIRED, main.get(SmtpdParameters.SMTPD_HELO_REQUIRED));
        put(options, Option.DELAY_REJECT, main.get(AccessParameters.SMTPD_DELAY_REJECT));
        put(options, Option.DELAY_OPEN, main.get(SmtpdParameters.SMTPD_DELAY_OPEN_UNTIL_VALID_RCPT));
        put(options, Option.FORBID_UNAUTH_PIPELINING, main.get(SmtpdParameters.SMTPD_FORBID_UNAUTH_PIPELINING));
        put(options, Option.SOFT_BOUNCE, main.get(QmgrParameters.SOFT_BOUNCE));
        put(options, Option.SMTPUTF8, main.get(CoreParameters.SMTPUTF8_ENABLE));
        put(options, Option.STRICT_SMTPUTF8, main.get(CoreParameters.STRICT_SMTPUTF8));
        put(options, Option.HIDE_CLIENT_SESSION, main.get(SmtpdParameters.SMTPD_HIDE_CLIENT_SESSION));
        put(options, Option.PEERNAME_LOOKUP, main.get(SmtpdParameters.SMTPD_PEERNAME_LOOKUP));
        put(options, Option.PER_REQUEST_DEADLINE, main.get(SmtpdParameters.SMTPD_PER_REQUEST_DEADLINE));
        put(options, Option.PORT_LOGGING, main.get(SmtpdParameters.SMTPD_CLIENT_PORT_LOGGING));
        return options;
    }

    private static void put(Set<Option> options, Option option, boolean on) {
        if (on) {
            options.add(option);
        }
    }

    private static Newlines newlines(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "normalize" -> Newlines.NORMALIZE;
            case "note" -> Newlines.NOTE;
            case "reject" -> Newlines.REJECT;
            case "no" -> Newlines.ALLOW;
            default -> throw new ConfigException("bad configuration: smtpd_forbid_bare_newline = " + text);
        };
    }

    private static Set<Keyword> keywords(List<String> words) {
        var discarded = EnumSet.noneOf(Keyword.class);
        for (String word : words) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "8bitmime" -> discarded.add(Keyword.EIGHTBITMIME);
                case "verp", "xverp" -> discarded.add(Keyword.VERP);
                case "silent-discard" -> {}
                default -> discarded.add(keyword(word));
            }
        }
        return discarded;
    }

    private static Keyword keyword(String word) {
        try {
            return Keyword.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("unknown smtpd_discard_ehlo_keywords value \"" + word + "\"", e);
        }
    }

    private static List<String> words(String text) {
        return List.of(text.split("[\\s,]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
