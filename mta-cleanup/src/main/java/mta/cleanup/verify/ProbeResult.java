package mta.cleanup.verify;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import mta.service.client.VerifyClient.Standing;
import mta.service.protocol.ProtocolException;

/// What is known about an address, in the form in which Postfix keeps it:
///
///     0:0:1795619474:250 2.1.5 Ok
///     |  |     |     what the last probe was told
///     |  |     when it was told; 0 for never
///     |  when a probe was sent that is still on its way; 0 for none
///     0 deliverable, 1 deferred, 2 undeliverable, 3 not known yet
///
/// @param probed seconds since 1970
/// @param updated seconds since 1970
record ProbeResult(Standing standing, long probed, long updated, String text) {

    /// Nothing.
    static final ProbeResult UNKNOWN = new ProbeResult(Standing.IN_PROGRESS, 0, 0, "Address verification in progress");

    private static final Pattern FORM = Pattern.compile("([0-3]):(\\d{1,15}):(\\d{1,15}):(.*)", Pattern.DOTALL);

    static Optional<ProbeResult> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProbeResult(
                    Standing.of(Long.parseLong(match.group(1))),
                    Long.parseLong(match.group(2)),
                    Long.parseLong(match.group(3)),
                    match.group(4)));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    static ProbeResult at(Instant now, Standing standing, String text) {
        return new ProbeResult(standing, 0, now.getEpochSecond(), text);
    }

    /// The same, with a probe on its way.
    ProbeResult probedAt(Instant now) {
        return new ProbeResult(standing, now.getEpochSecond(), updated, text);
    }

    boolean isPositive() {
        return standing == Standing.DELIVERABLE;
    }

    @Override
    public String toString() {
        return standing.number() + ":" + probed + ":" + updated + ":" + text;
    }
}
