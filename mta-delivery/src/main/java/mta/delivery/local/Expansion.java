package mta.delivery.local;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mta.core.log.MailLog;
import mta.core.mail.CaseFolding;
import mta.core.mail.ExternalForm;
import mta.core.mail.Recipient;
import mta.core.rewrite.Extensions;
import mta.core.rewrite.Resolution;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.UnreadableMessageException;

/// Finds out where mail for one recipient goes: through aliases, the files that they include, and `.forward` files, to
/// mailboxes, files, commands, and other addresses. Delivers nothing.
///
/// Another local account behind an alias is served at once, unless somebody stands between, such as the owner of a
/// list: then it gets a message of its own, which is returned to that owner. What comes up twice is done once.
///
/// Nothing here is ever endless: an alias does not contain itself, [Steps] has limits, and a message that comes back is
/// known by its `Delivered-To` header.
final class Expansion {

    /// What all expansions have in common.
    ///
    /// @param aliases `alias_maps`; nothing where they cannot be used
    /// @param extensions what separates an extension from a login name
    /// @param addresses completes addresses, and knows where they go
    /// @param transport the name of this service: what goes there is local
    record Setting(
            Optional<AliasTables> aliases,
            AliasRules rules,
            Extensions extensions,
            Addresses addresses,
            String transport,
            LocalAgent.Accounts accounts,
            AccountRoutes routes,
            LuserRelay luserRelay,
            ListFiles files,
            MailLog log) {}

    /// What trivial-rewrite(8) knows.
    interface Addresses {

        /// The address in standard form.
        String complete(String address);

        /// Where it goes.
        Resolution resolve(String sender, String address);
    }

    /// What a recipient turned out to be.
    enum Kind {
        /// An account, or nobody.
        PLAIN,
        /// Something that stands for others.
        ALIAS,
        /// Such a thing with an owner, which takes the message over.
        LIST
    }

    /// What is to be done for a recipient.
    ///
    /// @param steps at least one
    record Expanded(Kind kind, List<Step> steps) {}

    private final Setting setting;
    private final DeliveryJob job;
    private final Steps steps;
    private final AliasContents aliases;
    private final FileContents files;

    private Expansion(Setting setting, DeliveryJob job) {
        this.setting = setting;
        this.job = job;
        this.steps = new Steps(job, setting.log());
        this.aliases = new AliasContents(setting, steps);
        this.files = new FileContents(setting, steps);
    }

    /// Expands a recipient.
    static Expanded of(Recipient recipient, DeliveryJob job, Setting setting) throws UnreadableMessageException {
        var expansion = new Expansion(setting, job);
        var member = Member.of(recipient.address().text(), job.request().sender());
        expansion.recipient(member);
        return expansion.steps.of(member);
    }

    private void recipient(Member member) throws UnreadableMessageException {
        if (job.message().hasHeader("Delivered-To", ExternalForm.of(member.address()))) {
            steps.settle(member, Outcome.bounced("5.4.6", "mail forwarding loop for " + member.address()));
            return;
        }
        String local = member.local();
        String name = setting.extensions().strip(local).orElse(local);
        if (name.isEmpty()) {
            steps.settle(member, Outcome.bounced("5.1.3", "null username in \"" + member.address() + "\""));
        } else if (!follow(aliases.of(member, local, ""))
                && (name.equals(local) || !follow(aliases.of(member, name, local.substring(name.length()))))) {
            account(member, local, name);
        }
    }

    /// Goes on with what is in an alias or a file.
    ///
    /// @return whether there is one
    private boolean follow(Contents contents) throws UnreadableMessageException {
        switch (contents) {
            case Contents.Missing _ -> {
                return false;
            }
            case Contents.Settled _ -> {}
            case Contents.Others(var kind, var destinations, var inside) -> {
                steps.is(kind);
                for (var destination : destinations) {
                    destination(inside, destination);
                }
            }
        }
        return true;
    }

    // --- destinations ---

    private void destination(Member member, Destination destination) throws UnreadableMessageException {
        switch (destination) {
            case Destination.Address(var internal) -> address(member, internal);
            case Destination.File(var path) -> file(member, path);
            case Destination.Command(var line) -> command(member, line);
            case Destination.Include(var path) -> follow(files.ofInclude(member, path));
        }
    }

    private void file(Member member, String path) {
        if (member.source().filter(setting.rules().files()::contains).isPresent()) {
            steps.add(new Step.File(member, path), "file", path, member.rights());
        } else {
            steps.settle(member, Outcome.bounced("5.7.1", "mail to file is restricted"));
        }
    }

    private void command(Member member, String line) {
        if (member.source().filter(setting.rules().commands()::contains).isPresent()) {
            steps.add(new Step.Command(member, line), "command", line, member.rights());
        } else {
            steps.settle(member, Outcome.bounced("5.7.1", "mail to command is restricted"));
        }
    }

    private void address(Member member, String internal) throws UnreadableMessageException {
        String complete = setting.addresses().complete(internal);
        switch (setting.addresses().resolve(member.sender().text(), complete)) {
            case Resolution.Resolved(var transport, var _, var address, var _, var _) -> {
                var next = member.withAddress(extended(address, member.extension()));
                if (transport.equals(setting.transport())) {
                    recipient(next);
                } else {
                    forward(next);
                }
            }
            case Resolution.BadSyntax(var address) ->
                steps.settle(member, Outcome.bounced("5.1.3", "bad recipient address syntax: " + address));
            case Resolution.TemporaryFailure(var why) -> {
                steps.warn(why);
                steps.settle(member, Outcome.deferred("4.3.0", "address resolver failure"));
            }
        }
    }

    private void forward(Member member) {
        String folded = CaseFolding.fold(member.address());
        steps.add(new Step.Forward(member), "forward", member.sender(), folded);
    }

    private static String extended(String address, String extension) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address + extension : address.substring(0, at) + extension + address.substring(at);
    }

    // --- accounts ---

    private void account(Member member, String local, String name) throws UnreadableMessageException {
        if (member.owner().isPresent() && !member.owner().get().equalsIgnoreCase(name)) {
            forward(member);
            return;
        }
        try {
            var user = setting.accounts().find(name);
            if (user.isEmpty()) {
                unknown(member, local, name);
            } else if (!follow(files.ofForward(member, local, user.get()))) {
                steps.add(new Step.Mailbox(member, user.get()), "mailbox", name);
            }
        } catch (IOException e) {
            steps.warn("error looking up passwd info for " + name + ": " + e.getMessage());
            steps.settle(member, Outcome.deferred("4.0.0", "user lookup error"));
        }
    }

    private void unknown(Member member, String local, String name) throws UnreadableMessageException {
        boolean isRelayed = setting.luserRelay().isSet()
                && setting.routes().ofUnknown(name) == AccountRoutes.Route.Usual.NONE
                && steps.isNew("relayed", local);
        if (isRelayed) {
            address(member.withExtension(""), setting.luserRelay().of(member.address(), local, name));
        } else {
            steps.add(new Step.Unknown(member, name), "unknown", name);
        }
    }
}
