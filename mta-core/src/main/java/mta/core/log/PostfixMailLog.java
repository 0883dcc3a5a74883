package mta.core.log;

import java.math.BigDecimal;
import java.time.Duration;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;

/// Writes the events of the mail log as Postfix's lines, which pflogsumm, fail2ban and others parse.
public final class PostfixMailLog implements MailLog {

    private final LogOutput output;
    private final String tag;

    /// @param output where the lines go
    /// @param tag the program as it stands in the log, such as `postfix/smtpd`
    public PostfixMailLog(LogOutput output, String tag) {
        this.output = output;
        this.tag = tag;
    }

    @Override
    public MailLog tagged(String otherTag) {
        return new PostfixMailLog(output, otherTag);
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
        info(id, "uid=" + uid + " from=<" + from.text() + ">");
    }

    @Override
    public void messageId(QueueId id, String messageId) {
        info(id, "message-id=" + messageId);
    }

    @Override
    public void queueActive(QueueId id, ReversePath from, long size, int recipients) {
        info(id, "from=<" + from.text() + ">, size=" + size + ", nrcpt=" + recipients + " (queue active)");
    }

    @Override
    public void delivery(Delivery d) {
        var line = new StringBuilder(200);
        line.append("to=").append(MailLog.angled(d.to()));
        d.originalTo().ifPresent(to -> line.append(", orig_to=").append(MailLog.angled(to)));
        line.append(", relay=").append(d.relay());
        d.connectionUse().ifPresent(uses -> line.append(", conn_use=").append(uses));
        line.append(", delay=").append(seconds(d.delays().total()));
        line.append(", delays=").append(seconds(d.delays().beforeQueue()));
        line.append('/').append(seconds(d.delays().inQueue()));
        line.append('/').append(seconds(d.delays().connection()));
        line.append('/').append(seconds(d.delays().transmission()));
        line.append(", dsn=").append(d.dsn());
        line.append(", status=").append(d.status().word());
        line.append(" (").append(d.text()).append(')');
        info(d.id(), line.toString());
    }

    @Override
    public void expired(QueueId id, ReversePath from, boolean forced) {
        info(
                id,
                "from=<" + from.text() + ">, status=" + (forced ? "force-expired" : "expired")
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

    /// Two significant digits, as `delay_logging_resolution_limit = 2` writes them: `0.05`, `1.2`, `12`, `123`.
    static String seconds(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis >= 9_950) {
            return Long.toString((millis + 500) / 1000);
        }
        if (millis >= 995) {
            return trimmed((millis + 50) / 100, 1);
        }
        return trimmed((millis + 5) / 10, 2);
    }

    private static String trimmed(long scaled, int decimals) {
        return BigDecimal.valueOf(scaled, decimals).stripTrailingZeros().toPlainString();
    }
}
