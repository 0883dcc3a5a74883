package mta.cli.queue;

/// What may stand where a command wants a queue id: wider than [mta.core.mail.QueueId], as Postfix takes any name
/// that cannot leave the directory, and just finds nothing.
final class QueueIdText {

    private static final int LONGEST = 255;

    private QueueIdText() {}

    static boolean isAcceptable(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }
}
