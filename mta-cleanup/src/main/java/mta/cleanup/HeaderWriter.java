package mta.cleanup;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mta.cleanup.map.AddressMapper;
import mta.cleanup.map.MappingFailed;
import mta.core.log.MailLog;
import mta.core.mail.ExternalForm;
import mta.core.message.AddressList;
import mta.core.message.Header;
import mta.core.message.HeaderKind;
import mta.core.message.MailDate;
import mta.queue.record.RecordType;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupResult.Cause;

/// Writes headers: addresses rewritten, some dropped, missing ones added at the end.
final class HeaderWriter {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Where a rewritten address list is folded.
    private static final int FOLD = 70;

    private static final Set<HeaderKind> VISIBLE_RECIPIENTS =
            Set.of(HeaderKind.TO, HeaderKind.CC, HeaderKind.RESENT_TO, HeaderKind.RESENT_CC);

    private final Message message;
    private final AddressMapper mapper;
    private final CleanupConfig config;
    private final MailLog log;
    private final Set<HeaderKind> seen = EnumSet.noneOf(HeaderKind.class);
    private int hops;
    private boolean isResent;

    HeaderWriter(Message message, AddressMapper mapper, CleanupConfig config, MailLog log) {
        this.message = message;
        this.mapper = mapper;
        this.config = config;
        this.log = log;
    }

    /// Writes a header, or drops it.
    void write(Header header) throws IOException {
        Optional<HeaderKind> kind = header.kind();
        message.noteHeader(header.value());
        if (kind.isPresent()) {
            note(kind.get(), header);
        }
        if (config.dropHeaders().contains(header.name().toLowerCase(Locale.ROOT))) {
            return;
        }
        if (kind.isPresent() && message.rewritesHeaders()) {
            writeRewritten(kind.get(), header);
        } else {
            writeLines(header);
        }
    }

    private void note(HeaderKind kind, Header header) throws MessageRefused {
        seen.add(kind);
        isResent |= kind.isResent();
        switch (kind) {
            case MESSAGE_ID -> log.messageId(message.id(), header.trimmedValue());
            case RESENT_MESSAGE_ID -> log.info(message.id(), "resent-message-id=" + header.trimmedValue());
            case RECEIVED -> {
                if (++hops >= config.hopcountLimit()) {
                    log.warning(message.id(), "message rejected: hopcount exceeded");
                    message.refuse(Cause.HOPS, "");
                }
            }
            case CONTENT_TRANSFER_ENCODING -> {
                String encoding = header.trimmedValue().toLowerCase(Locale.ROOT);
                if (config.detectEncoding() && (encoding.equals("8bit") || encoding.equals("binary"))) {
                    message.attributes().put("encoding", "8bit");
                }
            }
            default -> {}
        }
    }

    private void writeRewritten(HeaderKind kind, Header header) throws IOException {
        switch (kind.content()) {
            case MIME, TEXT -> writeLines(header);
            case SENDERS, RECIPIENTS, EXTRACTED_RECIPIENTS -> {
                var list = AddressList.parse(header.value(), config.headerTokenLimit());
                var rewritten = rewritten(kind, list);
                if (rewritten.addresses().equals(list.addresses())) {
                    writeLines(header);
                } else {
                    writeFolded(header.name() + ": " + rewritten.text('\n'));
                }
            }
        }
    }

    private AddressList rewritten(HeaderKind kind, AddressList list) throws IOException {
        var parts = new ArrayList<AddressList.Part>(list.parts().size());
        boolean isMapped = message.has(CleanupFlag.MAP_OK);
        try {
            for (AddressList.Part part : list.parts()) {
                if (part instanceof AddressList.Part.Address(var address)) {
                    String clean = kind.content() == HeaderKind.Content.SENDERS
                            ? mapper.headerSender(message.context(), address, isMapped)
                            : mapper.headerRecipient(message.context(), address, isMapped);
                    parts.add(new AddressList.Part.Address(clean));
                } else {
                    parts.add(part);
                }
            }
        } catch (MappingFailed e) {
            throw Recipients.refuse(e, message, log);
        }
        return AddressList.of(parts);
    }

    private void writeLines(Header header) throws IOException {
        for (String line : header.lines()) {
            message.write(RecordType.TEXT, line);
        }
    }

    /// Writes a list with one address on a line, as many of them to a line as fit.
    private void writeFolded(String text) throws IOException {
        var line = new StringBuilder();
        for (String address : text.split("\n", -1)) {
            if (line.isEmpty()) {
                line.append(address);
            } else if (line.length() + 1 + address.length() < FOLD) {
                line.append(' ').append(address);
            } else {
                message.write(RecordType.TEXT, line.toString());
                line.setLength(0);
                line.append('\t').append(address);
            }
        }
        message.write(RecordType.TEXT, line.toString());
    }

    /// Adds what is missing, after the last header.
    void finish() throws IOException {
        if (hops == 0) {
            log.warning(message.id(), "message rejected: no Received: header");
            throw MessageRefused.malformed();
        }
        boolean isCompleted = message.rewritesHeaders() || config.alwaysAddHeaders();
        if (isCompleted) {
            addMessageId();
        }
        if (!seen.contains(HeaderKind.MESSAGE_ID)) {
            log.messageId(message.id(), "<>");
        }
        if (isCompleted) {
            addDate();
            addFrom();
            addRecipients();
        }
    }

    private String prefix() {
        return isResent ? "Resent-" : "";
    }

    private void addMessageId() throws IOException {
        var kind = isResent ? HeaderKind.RESENT_MESSAGE_ID : HeaderKind.MESSAGE_ID;
        if (seen.add(kind)) {
            String unique =
                    config.longQueueIds() ? message.id().text() : STAMP.format(message.created()) + "." + message.id();
            String id = "<" + unique + "@" + config.myHostname() + ">";
            message.write(RecordType.TEXT, prefix() + "Message-Id: " + id);
            if (isResent) {
                log.info(message.id(), "resent-message-id=" + id);
            } else {
                log.messageId(message.id(), id);
            }
        }
    }

    private void addDate() throws IOException {
        if (!seen.contains(isResent ? HeaderKind.RESENT_DATE : HeaderKind.DATE)) {
            String date = MailDate.of(message.arrival().orElse(message.created()));
            message.write(RecordType.TEXT, prefix() + "Date: " + date);
        }
    }

    private void addFrom() throws IOException {
        if (!seen.contains(isResent ? HeaderKind.RESENT_FROM : HeaderKind.FROM)) {
            String sender = message.sender().orElse("");
            String address = ExternalForm.of(sender.isEmpty() ? "MAILER-DAEMON" : sender);
            String name = sender.isEmpty() ? "" : message.fullName();
            message.write(RecordType.TEXT, prefix() + "From: " + FromText.of(name, address, config.angleFrom()));
        }
    }

    private void addRecipients() throws IOException {
        String header = config.undisclosedRecipients();
        boolean isVisible = seen.stream().anyMatch(VISIBLE_RECIPIENTS::contains);
        if (isVisible || header.isEmpty()) {
            return;
        }
        if (Header.startsLikeOne(header)) {
            message.write(RecordType.TEXT, header);
        } else {
            log.warning("bad undisclosed_recipients_header header text \"" + header
                    + "\" -- need \"headername: headervalue\"");
        }
    }
}
