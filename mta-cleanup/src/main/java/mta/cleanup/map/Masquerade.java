package mta.cleanup.map;

import java.util.Arrays;
import java.util.List;
import mta.cleanup.map.MappingFailed.Kind;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;
import mta.core.table.MatchList;
import mta.core.table.Tables;

/// Hides hosts behind their domain: `user@host.example.com` becomes `user@example.com`.
///
/// @param domains `masquerade_domains`, of which the first that fits decides; `!domain` is left as it is
/// @param exceptions users whose addresses are left alone
record Masquerade(List<String> domains, MatchList exceptions) {

    static Masquerade from(MainCf main, Tables tables) {
        var domains = Arrays.stream(
                        main.get(CleanupParameters.MASQUERADE_DOMAINS).split("[ \\t\\r\\n,]+"))
                .filter(domain -> !domain.isEmpty())
                .toList();
        return new Masquerade(domains, MatchList.strings(main.get(CleanupParameters.MASQUERADE_EXCEPTIONS), tables));
    }

    /// @throws MappingFailed if nobody can say whether the user is an exception
    String hide(String address) throws MappingFailed {
        int at = address.lastIndexOf('@');
        if (at < 0 || domains.isEmpty()) {
            return address;
        }
        return switch (exceptions.contains(address.substring(0, at))) {
            case IN -> address;
            case OUT -> withoutHost(address, at);
            case UNKNOWN ->
                throw new MappingFailed(Kind.TABLE, CleanupParameters.MASQUERADE_EXCEPTIONS.name() + " lookup error");
        };
    }

    private String withoutHost(String address, int at) {
        String host = address.substring(at + 1);
        for (String entry : domains) {
            String domain = entry.replaceFirst("^!+", "");
            boolean isHidden = (entry.length() - domain.length()) % 2 == 0;
            int excess = host.length() - domain.length();
            boolean fits = excess >= 0
                    && host.regionMatches(true, excess, domain, 0, domain.length())
                    && (excess == 0 || host.charAt(excess - 1) == '.');
            if (fits) {
                return isHidden && excess > 0 ? address.substring(0, at + 1) + host.substring(excess) : address;
            }
        }
        return address;
    }
}
