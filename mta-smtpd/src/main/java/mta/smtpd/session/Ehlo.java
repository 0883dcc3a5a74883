package mta.smtpd.session;

import java.util.ArrayList;
import java.util.stream.Collectors;
import mta.smtp.reply.Reply;
import mta.smtpd.SmtpdConfig;
import mta.smtpd.SmtpdConfig.Keyword;
import mta.smtpd.SmtpdConfig.Option;

/// Makes the answer to EHLO, in Postfix's order of keywords.
final class Ehlo {

    private Ehlo() {}

    /// @param verp whether this client may ask for VERP
    static Reply reply(SmtpdConfig config, boolean verp, SessionLog log) {
        var discarded = config.discarded();
        if (!discarded.isEmpty() && !config.withheldSilently()) {
            log.info("discarding EHLO keywords: "
                    + discarded.stream().map(Keyword::word).collect(Collectors.joining(" ")));
        }
        var lines = new ArrayList<String>();
        lines.add(config.hostname());
        for (Keyword keyword : Keyword.ANNOUNCED) {
            if (!discarded.contains(keyword) && isOn(keyword, config, verp)) {
                lines.add(keyword == Keyword.SIZE ? size(config) : keyword.word());
            }
        }
        return Reply.lines(250, lines);
    }

    private static boolean isOn(Keyword keyword, SmtpdConfig config, boolean verp) {
        return switch (keyword) {
            case VRFY -> !config.has(Option.DISABLE_VRFY);
            case VERP -> verp;
            case SMTPUTF8 -> config.has(Option.SMTPUTF8);
            case PIPELINING, SIZE, ETRN, ENHANCEDSTATUSCODES, EIGHTBITMIME, DSN -> true;
            // Built by later issues, and not announced before.
            case STARTTLS, AUTH, XCLIENT, XFORWARD, CHUNKING, REQUIRETLS -> false;
        };
    }

    private static String size(SmtpdConfig config) {
        long limit = config.sizes().message();
        return limit > 0 ? "SIZE " + limit : "SIZE";
    }
}
