package mta.smtpd.policy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.VerifyParameters;
import mta.core.mail.EnhancedStatus;
import mta.core.rewrite.ProbeSender;
import mta.service.client.VerifyClient;
import mta.service.client.VerifyClient.Answer;
import mta.service.client.VerifyClient.Standing;
import mta.smtpd.Environment.Pause;

/// `reject_unverified_sender` and `reject_unverified_recipient`: mail for an address is refused where verify(8) does
/// not know that it can be delivered. The client waits a while for a probe that is on its way.
final class AddressProbes {

    private static final int LONGEST_REASON = 250;

    /// What to do where it cannot be said now.
    private enum WhenUnknown {
        DEFER,
        DEFER_IF_PERMIT;

        static WhenUnknown of(MainCf main, Parameter<String> setting) {
            String value = main.get(setting);
            return switch (value) {
                case "defer" -> DEFER;
                case "defer_if_permit" -> DEFER_IF_PERMIT;
                default -> throw new ConfigException("bad configuration: " + setting.name() + " = " + value);
            };
        }
    }

    /// How addresses of one kind are refused.
    ///
    /// @param status of both refusals, but for its first digit
    /// @param rejectCode where mail would be returned
    /// @param deferCode where it cannot be said now
    /// @param reason instead of what the probe was told; empty for that
    private record Refusal(
            EnhancedStatus status, int rejectCode, int deferCode, String reason, WhenUnknown whenUnknown) {}

    private final VerifyClient client;
    private final Pause pause;
    private final ProbeSender ourSender;
    private final InstantSource clock = InstantSource.system();
    private final String service;
    private final int polls;
    private final Duration pollDelay;
    private final Refusal ofSender;
    private final Refusal ofRecipient;

    private AddressProbes(MainCf main, VerifyClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
        this.ourSender = ProbeSender.of(main);
        this.service = main.get(VerifyParameters.ADDRESS_VERIFY_SERVICE_NAME);
        this.polls = main.get(VerifyParameters.ADDRESS_VERIFY_POLL_COUNT);
        this.pollDelay = main.get(VerifyParameters.ADDRESS_VERIFY_POLL_DELAY);
        this.ofSender = new Refusal(
                EnhancedStatus.of("4.1.7"),
                main.get(VerifyParameters.UNVERIFIED_SENDER_REJECT_CODE),
                main.get(VerifyParameters.UNVERIFIED_SENDER_DEFER_CODE),
                main.get(VerifyParameters.UNVERIFIED_SENDER_REJECT_REASON),
                WhenUnknown.of(main, VerifyParameters.UNVERIFIED_SENDER_TEMPFAIL_ACTION));
        this.ofRecipient = new Refusal(
                EnhancedStatus.of("4.1.1"),
                main.get(VerifyParameters.UNVERIFIED_RECIPIENT_REJECT_CODE),
                main.get(VerifyParameters.UNVERIFIED_RECIPIENT_DEFER_CODE),
                main.get(VerifyParameters.UNVERIFIED_RECIPIENT_REJECT_REASON),
                WhenUnknown.of(main, VerifyParameters.UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION));
    }

    /// As configured.
    ///
    /// @throws ConfigException for an action that there is not
    static AddressProbes of(MainCf main, VerifyClient client, Pause pause) {
        return new AddressProbes(main, client, pause);
    }

    Verdict checkSender(Evaluation e, String sender) {
        return check(e, e.sender(), sender, ofSender);
    }

    Verdict checkRecipient(Evaluation e, String recipient) {
        return check(e, e.recipient(), recipient, ofRecipient);
    }

    /// The null sender, the postmaster and the sender of our own probes are always good.
    private Verdict check(Evaluation e, Subject subject, String address, Refusal refusal) {
        Instant now = clock.instant();
        if (address.isEmpty() || address.equalsIgnoreCase("postmaster") || ourSender.isOurs(address, now)) {
            return Verdict.DUNNO;
        }
        var answer = ask(e, address);
        if (answer.isEmpty()) {
            String text = subject.rejected("address verification problem");
            return undecided(e, refusal, EnhancedStatus.of("4.3.0"), text);
        }
        String why = answer.get().reason();
        String told = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
        String reason = refusal.reason.isEmpty() ? told : refusal.reason;
        return switch (answer.get().standing()) {
            case DELIVERABLE -> Verdict.DUNNO;
            case DEFERRED, IN_PROGRESS ->
                undecided(e, refusal, refusal.status, subject.rejected("unverified address: " + reason));
            case UNDELIVERABLE -> {
                String kind = refusal.rejectCode >= 500 ? "undeliverable" : "unverified";
                yield e.refuse(refusal.rejectCode, refusal.status, subject.rejected(kind + " address: " + reason));
            }
        };
    }

    private static Verdict undecided(Evaluation e, Refusal refusal, EnhancedStatus status, String text) {
        return switch (refusal.whenUnknown) {
            case DEFER -> e.refuse(refusal.deferCode, status, text);
            case DEFER_IF_PERMIT -> e.deferIfPermitted(refusal.deferCode, status, text);
        };
    }

    /// Nothing where verify(8) cannot be asked.
    private Optional<Answer> ask(Evaluation e, String address) {
        try {
            var answer = client.query(address);
            for (int asked = 1; asked < polls && answer.standing() == Standing.IN_PROGRESS; asked++) {
                pause.of(pollDelay);
                answer = client.query(address);
            }
            return Optional.of(answer);
        } catch (IOException problem) {
            e.dialogue().log().warning(String.valueOf(problem.getMessage()));
            e.dialogue().log().warning(service + " service failure");
            return Optional.empty();
        }
    }
}
