package mta.cli.queue;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import mta.core.config.MainCf;
import mta.core.config.QmgrParameters;
import mta.core.config.RewriteParameters;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.core.table.Tables;

/// The destination of `postqueue -s`: a host or domain name, or an address in brackets.
final class FlushSite {

    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("(?!\\d+$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
            + "(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*");
    private static final Pattern ADDRESS =
            Pattern.compile("\\[(?:(?:\\d{1,3}\\.){3}\\d{1,3}|(?i:ipv6:)?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]");

    private FlushSite() {}

    static boolean isAcceptable(String site) {
        return site.length() <= LONGEST
                && (NAME.matcher(site).matches() || ADDRESS.matcher(site).matches());
    }

    /// Whether flush(8) keeps a list of the mail for it.
    static boolean isFlushed(String site, MainCf main, Consumer<String> warnings) {
        var tables = new Tables(warnings);
        var parents = MatchList.parentStyle(
                main.get(RewriteParameters.PARENT_DOMAIN_MATCHES_SUBDOMAINS),
                QmgrParameters.FAST_FLUSH_DOMAINS.name(),
                tables);
        return MatchList.domains(main.get(QmgrParameters.FAST_FLUSH_DOMAINS), parents, tables)
                        .contains(site)
                == Membership.IN;
    }
}
