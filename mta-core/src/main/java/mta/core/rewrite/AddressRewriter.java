package mta.core.rewrite;

import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.OwnNames;
import mta.core.config.RewriteParameters;
import mta.core.mail.ExternalForm;

/// Rewrites addresses to standard form: `user` becomes `user@myorigin`, `user%domain` becomes `user@domain`,
/// and so on, in the way of trivial-rewrite(8).
///
/// The steps, in order:
///
/// 1. `@host1,@host2:user@domain` loses its route.
/// 2. An address without `@` gets one, by the first of these that applies: `site!user` becomes `user@site`
///    (`swap_bangpath`); `user%domain` becomes `user@domain` (`allow_percent_hack`); `@myorigin` is added
///    (`append_at_myorigin`).
/// 3. A domain without dot gets `.mydomain` (`append_dot_mydomain`).
/// 4. One dot at the end goes.
///
/// Immutable, and safe for use by many threads.
public final class AddressRewriter {

    /// Whose address it is.
    public enum Context {
        /// Of this system: what is missing is filled in with `myorigin` and `mydomain`.
        LOCAL,
        /// Of somebody else: filled in with `remote_header_rewrite_domain`, where that is set.
        REMOTE
    }

    private record Completion(String origin, String domain) {}

    private final Completion local;
    private final Completion remote;
    private final boolean swapsBangs;
    private final boolean swapsPercents;
    private final boolean appendsOrigin;
    private final boolean appendsDomain;

    public AddressRewriter(MainCf main) {
        String remoteDomain = main.get(RewriteParameters.REMOTE_HEADER_REWRITE_DOMAIN);
        this.local = new Completion(OwnNames.origin(main), main.get(CoreParameters.MYDOMAIN));
        this.remote = new Completion(remoteDomain, remoteDomain);
        this.swapsBangs = main.get(RewriteParameters.SWAP_BANGPATH);
        this.swapsPercents = main.get(RewriteParameters.ALLOW_PERCENT_HACK);
        this.appendsOrigin = main.get(RewriteParameters.APPEND_AT_MYORIGIN);
        this.appendsDomain = main.get(RewriteParameters.APPEND_DOT_MYDOMAIN);
    }

    /// Rewrites an address in internal form, as envelopes hold it. The empty address stays as it is.
    public String rewriteInternal(Context context, String address) {
        if (address.isEmpty()) {
            return address;
        }
        return rewrite(context, AddressTokens.scan(ExternalForm.of(address))).internal();
    }

    /// Rewrites an address in external form, as headers hold it. The empty address stays as it is.
    public String rewriteExternal(Context context, String address) {
        if (address.isEmpty()) {
            return address;
        }
        String internal = rewrite(context, AddressTokens.scan(address)).internal();
        // A header cannot hold an address of no characters.
        return internal.isEmpty() ? "\"\"" : ExternalForm.of(internal);
    }

    AddressTokens rewrite(Context context, AddressTokens address) {
        if (address.isEmpty() || isEmptyQuoted(address)) {
            return address;
        }
        if (address.size() == 1 && address.at(0).is('@')) {
            return address.before(0);
        }
        var completion = switch (context) {
            case LOCAL -> local;
            case REMOTE -> remote;
        };
        var result = withDomain(withoutRoute(address), completion);
        appendDomain(result, completion);
        if (result.endsInLooseDot()) {
            result.removeLast();
        }
        return result;
    }

    private static boolean isEmptyQuoted(AddressTokens address) {
        return address.size() == 1
                && address.at(0).kind() == AddressTokens.Kind.QUOTED
                && address.at(0).text().isEmpty();
    }

    private static AddressTokens withoutRoute(AddressTokens address) {
        int colon = address.at(0).is('@') ? address.first(':') : -1;
        return address.from(colon + 1);
    }

    private AddressTokens withDomain(AddressTokens address, Completion completion) {
        if (address.has('@')) {
            return address;
        }
        int bang = address.first('!');
        if (swapsBangs && bang >= 0) {
            var swapped = address.from(bang + 1);
            if (swapped.isEmpty()) {
                swapped.add(new AddressTokens.Token(AddressTokens.Kind.QUOTED, ""));
            }
            swapped.add(AddressTokens.special('@'));
            swapped.addAll(address.before(bang));
            return swapped;
        }
        int percent = address.last('%');
        if (swapsPercents && percent >= 0) {
            address.set(percent, AddressTokens.special('@'));
        } else if (appendsOrigin && !completion.origin.isEmpty()) {
            address.add(AddressTokens.special('@'));
            address.addAll(AddressTokens.scan(completion.origin));
        }
        return address;
    }

    private void appendDomain(AddressTokens address, Completion completion) {
        int at = address.last('@');
        if (!appendsDomain || completion.domain.isEmpty() || at < 0 || at + 1 == address.size()) {
            return;
        }
        var domain = address.from(at + 1);
        if (domain.at(0).kind() != AddressTokens.Kind.LITERAL && !domain.has('.')) {
            address.add(AddressTokens.special('.'));
            address.addAll(AddressTokens.scan(completion.domain));
        }
    }
}
