package mta.smtp.client;

import java.util.Arrays;
import java.util.stream.Collectors;
import mta.core.mail.Notify;
import mta.core.mail.ReversePath;
import mta.smtp.client.Transaction.SmtpUtf8;

/// The commands that carry an envelope, with those parameters only that the server knows.
///
/// @param features what it knows
record EnvelopeCommands(Features features) {

    String mail(Transaction transaction) {
        var command = new StringBuilder(80).append("MAIL FROM:<");
        switch (transaction.sender()) {
            case ReversePath.Null _ -> {}
            case ReversePath.Mailbox(var address) -> command.append(WireAddress.of(address));
        }
        command.append('>');
        if (features.size() && transaction.size() > 0) {
            command.append(" SIZE=").append(transaction.size());
        }
        if (features.eightBitMime()) {
            command.append(transaction.body().parameter());
        }
        if (features.dsn()) {
            if (!transaction.envelopeId().isEmpty()) {
                command.append(" ENVID=").append(transaction.envelopeId());
            }
            transaction.ret().ifPresent(ret -> command.append(" RET=").append(ret.word()));
        }
        if (transaction.smtpUtf8() != SmtpUtf8.UNSAID && features.smtpUtf8()) {
            command.append(" SMTPUTF8");
        }
        return command.toString();
    }

    String rcpt(Transaction.To to) {
        var command = new StringBuilder(60)
                .append("RCPT TO:<")
                .append(WireAddress.of(to.address()))
                .append('>');
        if (features.dsn()) {
            if (!to.dsnOriginal().isEmpty()) {
                command.append(" ORCPT=").append(to.dsnOriginal());
            }
            if (!to.dsnNotify().isEmpty()) {
                command.append(Arrays.stream(Notify.values())
                        .filter(to.dsnNotify()::contains)
                        .map(Notify::name)
                        .collect(Collectors.joining(",", " NOTIFY=", "")));
            }
        }
        return command.toString();
    }
}
