package mta.cli.mail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.Notify;
import mta.core.mail.Returned;

/// The command line of sendmail(1), as [SendmailCommandLine] reads it.
///
/// @param mode what to do
/// @param configDirectory `-C`
/// @param sender `-f`
/// @param fullName `-F`
/// @param verp the delimiters of `-XV`
/// @param usesDefaultVerp `-XV` without delimiters
/// @param encoding of `-B`: `8bit`, `7bit` or empty
/// @param envelopeId `-V`; may be empty
/// @param returned `-R`: how much of a message that fails comes back, where it is said
/// @param toFlush the site of `-qR` or the message of `-qI`
/// @param dsnNotify `-N`
/// @param isRemote `-G`: the message is from outside
/// @param asksForUtf8 `-O smtputf8=yes`: the message is to be treated as one that needs SMTPUTF8
/// @param endsAtDot whether a lone dot ends the message
/// @param extractsRecipients `-t`
/// @param onlyVerifies `-bv`
/// @param hasQueueTime `-qTIME`
/// @param verbosity how often `-v`
/// @param operands the words that follow, as recipients
record SendmailOptions(
        Mode mode,
        Optional<String> configDirectory,
        Optional<String> sender,
        Optional<String> fullName,
        Optional<String> verp,
        boolean usesDefaultVerp,
        String encoding,
        String envelopeId,
        Optional<Returned> returned,
        String toFlush,
        Set<Notify> dsnNotify,
        boolean isRemote,
        boolean asksForUtf8,
        boolean endsAtDot,
        boolean extractsRecipients,
        boolean onlyVerifies,
        boolean hasQueueTime,
        int verbosity,
        List<String> operands) {

    /// What the command is to do.
    enum Mode {
        DELIVER,
        ALIASES,
        LIST,
        DAEMON,
        STAND_ALONE,
        FLUSH,
        FLUSH_SITE,
        FLUSH_MESSAGE,
        NOTHING
    }
}
