package mta.smtpd.session;

import java.util.Optional;
import mta.core.config.NoticeClass;
import mta.core.log.MailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.smtpd.Peer;
import mta.smtpd.policy.AccessLog;

/// The lines that one session writes into the mail log, in Postfix's form.
///
/// What has happened so far (queue id, sender, protocol, greeting) is part of most lines, so the session keeps it here
/// up to date.
final class SessionLog implements AccessLog {

    private static final String NO_QUEUE = "NOQUEUE";

    private final MailLog log;
    private final History history;
    private Peer peer;
    private String where = "CONNECT";
    private String protocol = "SMTP";
    private String helo = "";
    private Optional<QueueId> queueId = Optional.empty();
    private Optional<ReversePath> sender = Optional.empty();
    private Optional<MailAddress> recipient = Optional.empty();

    /// @param history learns what is refused
    SessionLog(MailLog log, Peer peer, History history) {
        this.log = log;
        this.peer = peer;
        this.history = history;
    }

    void peer(Peer known) {
        peer = known;
    }

    /// The command under way, or where it stopped, such as `DATA content`.
    void where(String word) {
        where = word;
    }

    void greeted(String protocolNow, String name) {
        protocol = protocolNow;
        helo = name;
    }

    void queueId(Optional<QueueId> id) {
        queueId = id;
    }

    void sender(Optional<ReversePath> path) {
        sender = path;
    }

    /// The recipient in question; set around the evaluation of its restrictions.
    void recipient(Optional<MailAddress> address) {
        recipient = address;
    }

    void connected() {
        log.connected(peer.client());
    }

    void disconnected(Statistics statistics) {
        log.disconnected(peer.client(), statistics.toString());
    }

    void queueFileOpened(QueueId id) {
        log.queueFileOpened(id, peer.client(), "");
    }

    /// The session ended before its time: `lost connection`, `timeout`, `too many errors`.
    void ended(String reason) {
        log.info(id() + ": " + reason + " after " + where + " from " + peer.nameAndAddress());
    }

    /// The session ended inside a message.
    void endedInContent(String reason, long bytes) {
        log.info(id() + ": " + reason + " after DATA (" + bytes + " bytes) from " + peer.nameAndAddress());
    }

    void improperPipelining(String verb, String text) {
        log.info("improper command pipelining after " + verb + " from " + peer.nameAndAddress() + ": " + escaped(text));
    }

    void badAddress(String verb, String address) {
        log.warning("Illegal address syntax from " + peer.nameAndAddress() + " in " + verb + " command: " + address);
    }

    void badNotify(String word, String text) {
        log.warning("unknown DSN NOTIFY command value \"" + word + "\" in \"" + text + "\"");
    }

    void notSmtp(String line) {
        log.warning("non-SMTP command from " + peer.nameAndAddress() + ": " + cut(line, 100));
    }

    @Override
    public void info(String text) {
        log.info(text);
    }

    @Override
    public void warning(String text) {
        log.warning(text);
    }

    void warningAboutMessage(String text) {
        log.warning(id() + ": " + text);
    }

    /// Something of this class went wrong.
    @Override
    public void trouble(NoticeClass what) {
        history.trouble(what);
    }

    /// The command under way fails for a reason that the postmaster is not told of.
    void noTrouble() {
        history.noTrouble();
    }

    @Override
    public void refused(NoticeClass kind, String text) {
        history.trouble(kind);
        acted("reject", text);
    }

    @Override
    public void warned(NoticeClass kind, String text) {
        history.trouble(kind);
        acted("reject_warning", text);
    }

    @Override
    public void acted(String verb, String text) {
        var line = new StringBuilder(200);
        line.append(id()).append(": ").append(verb).append(": ").append(where).append(" from ");
        line.append(peer.nameAndAddress()).append(": ").append(text).append(';');
        sender.ifPresent(
                path -> line.append(" from=<").append(log.shown(path.text())).append('>'));
        recipient.ifPresent(
                to -> line.append(" to=<").append(log.shown(to.text())).append('>'));
        line.append(" proto=").append(protocol);
        if (!helo.isEmpty()) {
            line.append(" helo=<").append(helo).append('>');
        }
        log.info(line.toString());
    }

    /// Refused since something here cannot be looked up, which has nothing to do with what was said before.
    void lookupFailed(String text) {
        history.trouble(NoticeClass.DATA);
        log.info(id() + ": reject: " + where + " from " + peer.nameAndAddress() + ": " + text);
    }

    private String id() {
        return queueId.map(QueueId::text).orElse(NO_QUEUE);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /// As Postfix writes bytes of a client: `\r`, `\n`, and three octal digits for what cannot be printed.
    private static String escaped(String text) {
        var line = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                case '\\' -> line.append("\\\\");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        line.append(c);
                    } else {
                        line.append('\\').append((char) ('0' + (c >> 6 & 7)));
                        line.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
                    }
                }
            }
        }
        return line.toString();
    }
}
