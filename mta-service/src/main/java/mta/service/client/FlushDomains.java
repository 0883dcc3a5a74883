package mta.service.client;

import java.util.regex.Pattern;
import mta.core.config.MainCf;
import mta.core.config.QmgrParameters;
import mta.core.config.RewriteParameters;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.core.table.Tables;

/// The destinations for which flush(8) keeps lists of the mail that waits: `fast_flush_domains`.
///
/// A destination is what stands behind the last `@` of an address: a domain, or an address in brackets.
public final class FlushDomains {

    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("(?![\\d.]+$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
            + "(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*");
    private static final Pattern ADDRESS =
            Pattern.compile("\\[(?:(?:OCTET\\.){3}OCTET|(?i:ipv6:)[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]"
                    .replace("OCTET", "(?:25[0-5]|(?:2[0-4]|1\\d|[1-9])?\\d)"));

    private final MatchList domains;

    private FlushDomains(MatchList domains) {
        this.domains = domains;
    }

    /// Reads the settings.
    ///
    /// @throws mta.core.config.ConfigException if they name a table that cannot be opened
    public static FlushDomains of(MainCf main, Tables tables) {
        var parents = MatchList.parentStyle(
                main.get(RewriteParameters.PARENT_DOMAIN_MATCHES_SUBDOMAINS),
                QmgrParameters.FAST_FLUSH_DOMAINS.name(),
                tables);
        return new FlushDomains(MatchList.domains(main.get(QmgrParameters.FAST_FLUSH_DOMAINS), parents, tables));
    }

    /// Whether lists are kept for a destination.
    public boolean contains(String site) {
        return domains.contains(site) == Membership.IN;
    }

    /// Whether that can be a destination at all.
    public static boolean isAcceptable(String site) {
        return site.length() <= LONGEST
                && (NAME.matcher(site).matches() || ADDRESS.matcher(site).matches());
    }
}
