package mta.smtpd.policy;

import java.util.ArrayList;
import java.util.List;

/// What access tables want done with a message besides taking or refusing it; collected during its transaction.
///
/// Belongs to one session; not safe for several threads.
public final class MessageActions {

    private boolean hold;
    private boolean discard;
    private String filter = "";
    private String redirect = "";
    private final List<String> blindCopies = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();

    /// Places the message on hold.
    public void hold() {
        hold = true;
    }

    /// Takes the message and throws it away.
    public void discard() {
        discard = true;
    }

    /// Filters the message before its delivery.
    public void filter(String transportAndNexthop) {
        filter = transportAndNexthop;
    }

    /// Sends the message to one address instead of its recipients.
    public void redirect(String address) {
        redirect = address;
    }

    /// Adds a recipient that nobody sees.
    public void blindCopy(String address) {
        if (!blindCopies.contains(address)) {
            blindCopies.add(address);
        }
    }

    /// Puts a header in front.
    public void prepend(String header) {
        headers.add(header);
    }

    public boolean isHeld() {
        return hold;
    }

    public boolean isDiscarded() {
        return discard;
    }

    /// Empty for none.
    public String filter() {
        return filter;
    }

    /// Empty for none.
    public String redirect() {
        return redirect;
    }

    public List<String> blindCopies() {
        return blindCopies;
    }

    public List<String> headers() {
        return headers;
    }
}
