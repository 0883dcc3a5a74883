package mta.core.log;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.function.UnaryOperator;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.mail.ExternalForm;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;

/// Writes the events of the mail log as Postfix's lines, which pflogsumm, fail2ban and others parse.
public final class PostfixMailLog implements MailLog {

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    private final LogOutput output;
    private final String tag;
    private final int delayDecimals;
    private final UnaryOperator<String> addressForm;

    /// @param output where the lines go
    /// @param tag the program as it stands in the log, such as `postfix/smtpd`
    public PostfixMailLog(LogOutput output, String tag) {
        this(output, tag, 2, ExternalForm::of);
    }

    /// @param output where the lines go
    /// @param tag the program as it stands in the log, such as `postfix/smtpd`
    /// @param delayDecimals the most digits after the point of a delay (`delay_logging_resolution_limit`)
    /// @param addressForm how addresses are shown
    private PostfixMailLog(LogOutput output, String tag, int delayDecimals, UnaryOperator<String> addressForm) {
        this.output = output;
        this.tag = tag;
        this.delayDecimals = delayDecimals;
        this.addressForm = addressForm;
    }

    /// The log of a service, as configured.
    public static PostfixMailLog of(MainCf main, LogOutput output, String tag) {
        boolean isInternal = main.get(CoreParameters.INFO_LOG_ADDRESS_FORMAT).equals("internal");
        return new PostfixMailLog(
                output,
                tag,
                main.get(CoreParameters.DELAY_LOGGING_RESOLUTION_LIMIT),
                isInternal ? UnaryOperator.identity() : ExternalForm::of);
    }

    @Override
    public String shown(String internal) {
        return addressForm.apply(internal);
    }

    @Override
    public MailLog tagged(String otherTag) {
        return new PostfixMailLog(output, otherTag, delayDecimals, addressForm);
    }

    @Override
    public void connected(Client client) {
        info("connect from " + client);
    }

    @Override
    public void disconnected(Client client, String statistics) {
        info("disconnect from " + client + " " + statistics);
    }

    @Override
    public void queueFileOpened(QueueId id, Client client, String details) {
        info(id, "client=" + client + details);
    }

    @Override
    public void pickedUp(QueueId id, int uid, ReversePath from) {
        info(id, "uid=" + uid + " from=<" + shown(from.text()) + ">");
    }

    @Override
    public void messageId(QueueId id, String messageId) {
        info(id, "message-id=" + messageId);
    }

    @Override
    public void queueActive(QueueId id, ReversePath from, long size, int recipients) {
        info(id, "from=<" + shown(from.text()) + ">, size=" + size + ", nrcpt=" + recipients + " (queue active)");
    }

    @Override
    public void delivery(Delivery d) {
        var line = new StringBuilder(200);
        line.append("to=<").append(shown(d.to().text())).append('>');
        d.originalTo()
                .ifPresent(to ->
                        line.append(", orig_to=<").append(shown(to.text())).append('>'));
        line.append(", relay=").append(d.relay());
        d.connectionUse().ifPresent(uses -> line.append(", conn_use=").append(uses));
        line.append(", delay=").append(seconds(d.delays().total(), delayDecimals));
        line.append(", delays=").append(seconds(d.delays().beforeQueue(), delayDecimals));
        line.append('/').append(seconds(d.delays().inQueue(), delayDecimals));
        line.append('/').append(seconds(d.delays().connection(), delayDecimals));
        line.append('/').append(seconds(d.delays().transmission(), delayDecimals));
        line.append(", dsn=").append(d.dsn());
        line.append(", status=").append(d.status().word());
        line.append(" (").append(d.text()).append(')');
        info(d.id(), line.toString());
    }

    @Override
    public void expired(QueueId id, ReversePath from, boolean forced) {
        info(
                id,
                "from=<" + shown(from.text()) + ">, status=" + (forced ? "force-expired" : "expired")
                        + ", returned to sender");
    }

    @Override
    public void noticeSent(QueueId id, String kind, QueueId notice) {
        info(id, kind + ": " + notice);
    }

    @Override
    public void removed(QueueId id) {
        info(id, "removed");
    }

    @Override
    public void info(String text) {
        output.write(Severity.INFO, tag, text);
    }

    @Override
    public void warning(String text) {
        output.write(Severity.WARNING, tag, text);
    }

    @Override
    public void error(String text) {
        output.write(Severity.ERROR, tag, text);
    }

    @Override
    public void fatal(String text) {
        output.write(Severity.FATAL, tag, text);
    }

    @Override
    public void panic(String text) {
        output.write(Severity.PANIC, tag, text);
    }

    /// Seconds with two significant digits, as many as `delay_logging_resolution_limit` after the point at most, and no
    /// zeros at the end: `0.05`, `1.2`, `12`, `2017`.
    ///
    /// @param mostDecimals the value of `delay_logging_resolution_limit`, 0 to 6
    static String seconds(Duration duration, int mostDecimals) {
        long micros = Math.max(0, duration.toNanos() / 1000);
        var exact = BigDecimal.valueOf(micros, 6);
        var rounded = exact.round(TWO_DIGITS);
        if (rounded.scale() < 0 || rounded.scale() > mostDecimals) {
            rounded = exact.setScale(rounded.scale() < 0 ? 0 : mostDecimals, RoundingMode.HALF_UP);
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
