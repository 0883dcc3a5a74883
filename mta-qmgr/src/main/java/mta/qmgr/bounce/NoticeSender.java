package mta.qmgr.bounce;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import mta.core.config.NoticeClass;
import mta.core.log.MailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.notice.NoticeTemplate.Kind;
import mta.core.notice.NoticeTemplates;
import mta.queue.status.StatusEntry;
import mta.service.client.BounceClient.Message;

/// Decides who is told what became of a message: its sender, the postmaster, both, or nobody; and tells them.
///
/// The sender of a message is told what he asked for. Mail without a sender is a notice itself: only the postmaster
/// can be told, if he wants to be. What is sent to him comes from the double-bounce address, and nobody is ever told
/// about that.
///
/// **Errors.** An [IOException] means that the notice that matters is not in the queue. A copy that cannot be sent is
/// warned about, so that the other one is not sent again for its sake.
final class NoticeSender {

    private final BounceConfig config;
    private final BounceConfig.Postmaster postmaster;
    private final NoticeTemplates templates;
    private final NoticeWriter writer;
    private final MailLog log;

    NoticeSender(BounceConfig config, NoticeTemplates templates, NoticeWriter writer, MailLog log) {
        this.config = config;
        this.postmaster = config.postmaster();
        this.templates = templates;
        this.writer = writer;
        this.log = log;
    }

    /// Tells of recipients that will not get the message.
    void failed(Message message, List<StatusEntry> entries) throws IOException {
        switch (message.sender()) {
            case ReversePath.Null _ -> {
                if (postmaster.wants(NoticeClass.DOUBLE_BOUNCE)) {
                    toPostmaster(message, Kind.FAILURE, postmaster.doubleBounce(), returned(message), entries);
                }
            }
            case ReversePath.Mailbox(var address) when isDoubleBounce(address) -> discarded(message);
            case ReversePath.Mailbox sender
            when message.verp().isPresent() -> {
                for (var entry : entries) {
                    var to = message.verp().get().sender(sender, entry.recipient());
                    returnTo(to.text(), message, List.of(entry));
                }
            }
            case ReversePath.Mailbox(var address) -> returnTo(address.text(), message, entries);
        }
    }

    private void returnTo(String sender, Message message, List<StatusEntry> entries) throws IOException {
        var told = wanting(Notify::wantsFailure, entries);
        toSender(message, Kind.FAILURE, sender, "non-delivery", returned(message), told);
        if (postmaster.wants(NoticeClass.BOUNCE)) {
            copy(message, Kind.FAILURE, postmaster.bounce(), "bouncing to", entries);
        }
    }

    /// Tells of recipients that have not got the message yet.
    void delayed(Message message, List<StatusEntry> entries) throws IOException {
        var told = wanting(Notify::wantsDelay, entries);
        switch (message.sender()) {
            case ReversePath.Null _ -> {
                if (postmaster.wants(NoticeClass.DELAY)) {
                    toPostmaster(message, Kind.DELAY, postmaster.delay(), returned(message), told);
                }
            }
            case ReversePath.Mailbox(var address) when isDoubleBounce(address) -> discarded(message);
            case ReversePath.Mailbox(var address) -> {
                toSender(message, Kind.DELAY, address.text(), "delay", Returned.HEADERS, told);
                if (postmaster.wants(NoticeClass.DELAY)) {
                    copy(message, Kind.DELAY, postmaster.delay(), "warning", entries);
                }
            }
        }
    }

    /// Tells what became of recipients, as the sender asked. Where that is nobody, the postmaster hears of it if
    /// he wants to know what nobody else can be told.
    void reported(Message message, Kind kind, List<StatusEntry> entries) throws IOException {
        switch (message.sender()) {
            case ReversePath.Null _
            when postmaster.wants(NoticeClass.DOUBLE_BOUNCE) ->
                report(message, kind, doubleBounce(), postmaster.doubleBounce(), entries);
            case ReversePath.Null _ ->
                log.info(message.id(), "not sending trace/success notification for single-bounce message");
            case ReversePath.Mailbox(var address)
            when isDoubleBounce(address) ->
                log.info(message.id(), "not sending trace/success notification for double-bounce message");
            case ReversePath.Mailbox(var address) ->
                report(message, kind, ReversePath.Null.SENDER, address.text(), entries);
        }
    }

    private static List<StatusEntry> wanting(Predicate<Set<Notify>> wanted, List<StatusEntry> entries) {
        return entries.stream()
                .filter(entry -> wanted.test(entry.recipient().dsnNotify()))
                .toList();
    }

    private void discarded(Message message) {
        log.warning(message.id(), "undeliverable postmaster notification discarded");
    }

    private void report(Message message, Kind kind, ReversePath from, String to, List<StatusEntry> entries)
            throws IOException {
        var template = Template.forSender(templates.of(kind), config);
        var id = writer.send(new Notice(message, template, from, to, "auto-replied", Returned.HEADERS, entries));
        log.noticeSent(message.id(), "sender delivery status notification", id);
    }

    private void toSender(
            Message message, Kind kind, String sender, String what, Returned returned, List<StatusEntry> entries)
            throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        var template = Template.forSender(templates.of(kind), config);
        var id = writer.send(
                new Notice(message, template, ReversePath.Null.SENDER, sender, "auto-replied", returned, entries));
        log.noticeSent(message.id(), "sender " + what + " notification", id);
    }

    private void copy(Message message, Kind kind, String to, String during, List<StatusEntry> entries) {
        try {
            toPostmaster(message, kind, to, Returned.HEADERS, entries);
        } catch (IOException e) {
            log.warning(
                    message.id(),
                    "postmaster notice failed while " + during + " "
                            + message.sender().text() + ": " + e.getMessage());
        }
    }

    private void toPostmaster(Message message, Kind kind, String to, Returned returned, List<StatusEntry> entries)
            throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        var template = Template.forPostmaster(templates.of(kind), config);
        var id = writer.send(new Notice(message, template, doubleBounce(), to, "auto-generated", returned, entries));
        String what = kind == Kind.DELAY ? "delay" : "non-delivery";
        log.noticeSent(message.id(), "postmaster " + what + " notification", id);
    }

    private ReversePath doubleBounce() throws IOException {
        return ReversePath.ofInternal(doubleBounceAddress());
    }

    private boolean isDoubleBounce(MailAddress address) {
        return address.text().equalsIgnoreCase(doubleBounceAddress());
    }

    private String doubleBounceAddress() {
        return postmaster.sender() + "@" + config.hostname();
    }

    /// As much as the sender asked for.
    private static Returned returned(Message message) {
        return message.ret().orElse(Returned.FULL);
    }
}
