package mta.core.config;

/// What the postmaster may want to be told of by mail: the words of `notify_classes`.
public enum NoticeClass implements ListWord {
    /// Mail that is returned to its sender.
    BOUNCE("bounce"),
    /// Mail that cannot even be returned.
    DOUBLE_BOUNCE("2bounce"),
    /// Sessions that ended because of the content of a message.
    DATA("data"),
    /// Mail that is late.
    DELAY("delay"),
    /// Sessions of clients that asked for what they may not have.
    POLICY("policy"),
    /// Sessions of clients or servers that broke the rules of the protocol.
    PROTOCOL("protocol"),
    /// Mail that was not taken for lack of memory, space on the disk, or the like.
    RESOURCE("resource"),
    /// Mail that was not taken since something here does not work.
    SOFTWARE("software");

    private final String word;

    NoticeClass(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
