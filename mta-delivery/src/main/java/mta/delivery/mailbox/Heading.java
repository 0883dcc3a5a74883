package mta.delivery.mailbox;

import java.nio.charset.StandardCharsets;
import mta.core.mail.ExternalForm;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;

/// The lines that final delivery puts before a message: `Return-Path`, `X-Original-To`, `Delivered-To`.
///
/// @param sender who the message is from
/// @param originalRecipient the address as first given; empty where unknown
/// @param deliveredTo the address that the mailbox belongs to; empty where that is not said
public record Heading(ReversePath sender, String originalRecipient, String deliveredTo) {

    /// For a recipient whose address was not changed by delivery.
    public static Heading of(ReversePath sender, Recipient recipient) {
        return new Heading(sender, recipient.original(), recipient.address().text());
    }

    /// As they stand before the message.
    public byte[] bytes() {
        var text = new StringBuilder(160);
        text.append("Return-Path: <")
                .append(sender.text().isEmpty() ? "" : ExternalForm.of(sender.text()))
                .append(">\n");
        if (!originalRecipient.isEmpty()) {
            text.append("X-Original-To: ")
                    .append(ExternalForm.of(originalRecipient))
                    .append('\n');
        }
        if (!deliveredTo.isEmpty()) {
            text.append("Delivered-To: ").append(ExternalForm.of(deliveredTo)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
