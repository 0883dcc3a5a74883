package mta.qmgr.schedule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;
import java.util.function.Consumer;
import mta.qmgr.destination.Window;
import mta.qmgr.destination.WindowLimits;

/// Writes changes of concurrency into the mail log, in Postfix's words (`destination_concurrency_feedback_debug`).
public final class FeedbackLog implements WindowObserver {

    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final double SMALLEST_PLAIN = 1e-4;

    private final Set<String> leftOut;
    private final Consumer<String> log;

    /// @param leftOut transports that deliver to nobody
    public FeedbackLog(Set<String> leftOut, Consumer<String> log) {
        this.leftOut = leftOut;
        this.log = log;
    }

    @Override
    public void changed(
            String transport, String destination, Event event, WindowLimits limits, Window before, Window after) {
        if (leftOut.contains(transport)) {
            return;
        }
        String who = event == Event.FAILURE ? "qmgr_queue_throttle" : "qmgr_queue_unthrottle";
        if (before instanceof Window.Open open && after instanceof Window.Open next) {
            switch (event) {
                case SUCCESS -> {
                    if (next.size() != open.size() || next.success() != open.success()) {
                        log.accept(
                                who + ": feedback " + number(limits.positive().at(open.size())));
                    }
                }
                case FAILURE ->
                    log.accept(who + ": feedback " + number(limits.negative().at(open.size())));
                case ANOTHER_CHANCE -> {}
            }
        }
        var shown = shown(before, after);
        log.accept("%s: queue %s: limit %d window %d success %s failure %s fail_cohorts %s"
                .formatted(
                        who,
                        destination,
                        limits.highest(),
                        after.size(),
                        number(shown.success()),
                        number(shown.failure()),
                        number(shown.failedCohorts())));
    }

    /// A closed window is shown with the sums that closed it.
    private static Window.Open shown(Window before, Window after) {
        return switch (after) {
            case Window.Open open -> open;
            case Window.Closed _
            when before instanceof Window.Open(int size, double success, double failure, double cohorts) ->
                new Window.Open(size, success, failure, cohorts + 1.0 / size);
            case Window.Closed _ -> new Window.Open(0, 0, 0, 0);
        };
    }

    /// As C's `%g` prints it.
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        var rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        if (Math.abs(value) >= SMALLEST_PLAIN) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return "%se-%02d"
                .formatted(
                        rounded.movePointRight(-exponent).stripTrailingZeros().toPlainString(), -exponent);
    }
}
