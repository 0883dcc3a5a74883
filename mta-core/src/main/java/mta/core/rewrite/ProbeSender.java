package mta.core.rewrite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mta.core.config.MainCf;
import mta.core.config.VerifyParameters;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;

/// Who address probes are from: `address_verify_sender`.
///
/// With `address_verify_sender_ttl` the local part ends in the number of the present period, so that an address that
/// spammers have collected is of no use later. The neighbouring periods count as well, as clocks differ.
public final class ProbeSender {

    private static final String DIGITS = "0123456789BCDFGHJKLMNPQRSTVWXYZ";

    private final Optional<MailAddress> address;
    private final Duration period;

    private ProbeSender(Optional<MailAddress> address, Duration period) {
        this.address = address;
        this.period = period;
    }

    /// As configured.
    public static ProbeSender of(MainCf main) {
        String setting = main.get(VerifyParameters.ADDRESS_VERIFY_SENDER);
        boolean isNobody = setting.isEmpty() || setting.equals("<>");
        return new ProbeSender(
                isNobody
                        ? Optional.empty()
                        : Optional.of(new MailAddress(
                                new AddressRewriter(main).rewriteInternal(AddressRewriter.Context.LOCAL, setting))),
                main.get(VerifyParameters.ADDRESS_VERIFY_SENDER_TTL));
    }

    /// The sender of a probe that is made now.
    public ReversePath at(Instant now) {
        if (address.isEmpty()) {
            return ReversePath.Null.SENDER;
        }
        return new ReversePath.Mailbox(period.isZero() ? address.get() : inPeriod(period(now)));
    }

    /// Whether an address is one that probes are sent from, which must not be probed itself.
    public boolean isOurs(String text, Instant now) {
        if (address.isEmpty()) {
            return false;
        }
        if (period.isZero()) {
            return text.equalsIgnoreCase(address.get().text());
        }
        long present = period(now);
        for (long near = present - 1; near <= present + 1; near++) {
            if (text.equalsIgnoreCase(inPeriod(near).text())) {
                return true;
            }
        }
        return false;
    }

    private long period(Instant now) {
        return now.getEpochSecond() / period.toSeconds();
    }

    private MailAddress inPeriod(long number) {
        var digits = new StringBuilder();
        for (long rest = number; rest > 0; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        var base = address.orElseThrow();
        String domain = base.domain();
        return new MailAddress(base.localPart() + digits.reverse() + (domain.isEmpty() ? "" : "@" + domain));
    }
}
