package mta.delivery;

import java.util.Optional;
import java.util.regex.Pattern;
import mta.core.mail.EnhancedStatus;

/// A next hop that is no place but a text, as error(8), retry(8) and discard(8) have it: `5.1.2 no such domain`.
///
/// @param status what the text starts with, or the agent's own where it does not, or with one of another kind
/// @param text the rest
record NexthopText(EnhancedStatus status, String text) {

    private static final Pattern FORM = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?:\\s+(.*))?", Pattern.DOTALL);

    /// Reads the next hop of a job.
    ///
    /// @param otherwise the status of a text without one; of the kind that the agent deals in
    static NexthopText of(DeliveryJob job, EnhancedStatus otherwise) {
        String nexthop = job.request().nexthop();
        var form = FORM.matcher(nexthop);
        var status = form.matches() ? EnhancedStatus.parse(form.group(1)) : Optional.<EnhancedStatus>empty();
        if (status.isEmpty()) {
            return new NexthopText(otherwise, nexthop);
        }
        String text = form.group(2) == null || form.group(2).isEmpty() ? "?" : form.group(2);
        if (status.get().kind() != otherwise.kind()) {
            job.warn("ignoring dsn code \"" + status.get() + "\" of next hop \"" + nexthop + "\"");
            return new NexthopText(otherwise, text);
        }
        return new NexthopText(status.get(), text);
    }
}
