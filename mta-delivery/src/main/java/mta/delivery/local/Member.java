package mta.delivery.local;

import java.util.Optional;
import mta.core.config.AddressSource;
import mta.core.mail.CaseFolding;
import mta.core.mail.ReversePath;
import mta.core.posix.User;

/// An address on its way through an expansion, and what the way there means for its delivery.
///
/// @param address the address
/// @param via the address that it stood in; its own for a recipient of the message itself
/// @param source what it stood in last; nothing for a recipient of the message itself
/// @param owner who stands between the recipient and this address: where it is another account, that gets a message
///     of its own
/// @param sender to whom mail that cannot be delivered is returned
/// @param rights whose rights files and commands get; nobody's in particular where the default counts
/// @param expanded the alias that was expanded last, which is not expanded again
/// @param extension an extension that no alias took, with its delimiter; may be empty
/// @param level how often something was expanded
/// @param listed whether it is on a list with an owner, which is another message to those who get it
record Member(
        String address,
        String via,
        Optional<AddressSource> source,
        Optional<String> owner,
        ReversePath sender,
        Optional<User> rights,
        Optional<String> expanded,
        String extension,
        int level,
        boolean listed) {

    /// A recipient of the message itself.
    static Member of(String address, ReversePath sender) {
        return new Member(
                address,
                address,
                Optional.empty(),
                Optional.empty(),
                sender,
                Optional.empty(),
                Optional.empty(),
                "",
                0,
                false);
    }

    /// The address without its domain, in lower case, as login names are.
    String local() {
        int at = address.lastIndexOf('@');
        return CaseFolding.fold(at < 0 ? address : address.substring(0, at));
    }

    Member withAddress(String other) {
        return new Member(other, address, source, owner, sender, rights, expanded, extension, level, listed);
    }

    /// Behind somebody who hears of nothing, where nobody stands between yet.
    Member behindAtLeast(String account) {
        return new Member(
                address,
                via,
                source,
                owner.or(() -> Optional.of(account)),
                sender,
                rights,
                expanded,
                extension,
                level,
                listed);
    }

    /// On the list of an owner who hears of what goes wrong.
    Member onListOf(String name, ReversePath returns) {
        return new Member(address, via, source, Optional.of(name), returns, rights, expanded, extension, level, true);
    }

    /// On no list, whatever it was on before.
    Member onNoList(ReversePath returns) {
        return new Member(address, via, source, Optional.empty(), returns, rights, expanded, extension, level, false);
    }

    Member withRights(Optional<User> user) {
        return new Member(address, via, source, owner, sender, user, expanded, extension, level, listed);
    }

    Member withExtension(String unmatched) {
        return new Member(address, via, source, owner, sender, rights, expanded, unmatched, level, listed);
    }

    /// One level deeper, in an alias of that name.
    Member inAlias(String name) {
        return new Member(
                address,
                via,
                Optional.of(AddressSource.ALIAS),
                owner,
                sender,
                rights,
                Optional.of(name),
                extension,
                level + 1,
                listed);
    }

    /// One level deeper, in a file.
    Member in(AddressSource file) {
        return new Member(
                address, via, Optional.of(file), owner, sender, rights, expanded, extension, level + 1, listed);
    }
}
