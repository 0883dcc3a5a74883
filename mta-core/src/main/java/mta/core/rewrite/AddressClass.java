package mta.core.rewrite;

/// What a recipient's domain is to us; decides which table holds its valid recipients and which transport delivers.
public enum AddressClass {
    /// In `mydestination`, or one of our own addresses in brackets.
    LOCAL(1 << 8),
    /// In `virtual_alias_domains`.
    VIRTUAL_ALIAS(1 << 9),
    /// In `virtual_mailbox_domains`.
    VIRTUAL_MAILBOX(1 << 10),
    /// In `relay_domains`.
    RELAY(1 << 11),
    /// Any other.
    DEFAULT(1 << 12);

    private final int flag;

    AddressClass(int flag) {
        this.flag = flag;
    }

    /// The bit that trivial-rewrite(8) answers with.
    public int flag() {
        return flag;
    }
}
