package mta.delivery.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.config.AddressSource;
import mta.core.config.Expander;
import mta.core.log.MailLog;
import mta.core.mail.CaseFolding;
import mta.core.mail.ExternalForm;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.core.posix.User;
import mta.core.rewrite.Extensions;
import mta.core.rewrite.Resolution;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.UnreadableMessageException;
import mta.delivery.local.AliasTables.Found;
import mta.delivery.local.ListFiles.Listed;

/// Finds out where mail for one recipient goes: through aliases, the files that they include, and `.forward` files, to
/// mailboxes, files, commands, and other addresses. Delivers nothing.
///
/// Another local account behind an alias is served at once, unless somebody stands between, such as the owner of a
/// list: then it gets a message of its own, which is returned to that owner. What comes up twice is done once.
///
/// Nothing here is ever endless: an alias does not contain itself, depth and size of an expansion are limited, and a
/// message that comes back is known by its `Delivered-To` header.
final class Expansion {

    private static final int DEEPEST = 100;
    private static final int LARGEST = 10_000;
    private static final int MOST_STEPS = 50_000;

    /// What all expansions have in common.
    ///
    /// @param aliases `alias_maps`; nothing where they cannot be used
    /// @param extensions what separates an extension from a login name
    /// @param addresses completes addresses, and knows where they go
    /// @param transport the name of this service: what goes there is local
    /// @param luserRelay the address that gets mail for unknown users, not expanded; empty for none
    record Setting(
            Optional<AliasTables> aliases,
            AliasRules rules,
            Extensions extensions,
            Addresses addresses,
            String transport,
            LocalAgent.Accounts accounts,
            AccountRoutes routes,
            String luserRelay,
            ListFiles files,
            MailLog log) {}

    /// What trivial-rewrite(8) knows.
    interface Addresses {

        /// The address in standard form.
        String complete(String address);

        /// Where it goes.
        Resolution resolve(String sender, String address);
    }

    private final Setting setting;
    private final DeliveryJob job;
    private final List<Step> steps = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private int size;
    private Kind kind = Kind.PLAIN;

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

    private Expansion(Setting setting, DeliveryJob job) {
        this.setting = setting;
        this.job = job;
    }

    /// Expands a recipient.
    static Expanded of(Recipient recipient, DeliveryJob job, Setting setting) throws UnreadableMessageException {
        var expansion = new Expansion(setting, job);
        var member = Member.of(recipient.address().text(), job.request().sender());
        expansion.recipient(member);
        if (expansion.steps.size() > MOST_STEPS) {
            expansion.warn(member.address() + " stands for more than " + MOST_STEPS + " destinations");
            expansion.steps.clear();
            expansion.settle(member, Outcome.deferred("4.3.5", "mail system configuration error"));
        }
        return new Expanded(expansion.kind, List.copyOf(expansion.steps));
    }

    private void recipient(Member member) throws UnreadableMessageException {
        if (job.message().hasHeader("Delivered-To", ExternalForm.of(member.address()))) {
            settle(member, Outcome.bounced("5.4.6", "mail forwarding loop for " + member.address()));
            return;
        }
        String local = member.local();
        String name = setting.extensions().strip(local).orElse(local);
        if (name.isEmpty()) {
            settle(member, Outcome.bounced("5.1.3", "null username in \"" + member.address() + "\""));
        } else if (!isAlias(member, local, "")
                && (name.equals(local) || !isAlias(member, name, local.substring(name.length())))) {
            account(member, local, name);
        }
    }

    /// Takes a step, where none with the same effect was taken.
    private void add(Step step, Object... effect) {
        if (steps.size() <= MOST_STEPS && seen.add(List.of(effect))) {
            steps.add(step);
        }
    }

    private void settle(Member member, Outcome outcome) {
        add(new Step.Settled(member, outcome), "settled", member.address(), outcome);
    }

    private void warn(String text) {
        setting.log().warning(job.request().id(), text);
    }

    // --- aliases ---

    /// Expands an alias of that name; false where there is none.
    private boolean isAlias(Member member, String name, String extension) throws UnreadableMessageException {
        if (member.expanded().filter(name::equalsIgnoreCase).isPresent()) {
            return false;
        }
        return switch (find(name)) {
            case Found.Nothing _ -> false;
            case Found.Failure(var why) -> {
                unavailable(member, "alias lookup of " + name + ": " + why);
                yield true;
            }
            case Found.Alias(var targets, var _)
            when job.isProbe() -> {
                settle(member, Outcome.delivered("2.0.0", "aliased to " + targets));
                yield true;
            }
            case Found.Alias alias -> {
                expand(member, name, extension, alias);
                yield true;
            }
        };
    }

    private Found find(String name) {
        return setting.aliases()
                .map(tables -> tables.find(CaseFolding.fold(name)))
                .orElse(new Found.Failure("alias_maps cannot be used"));
    }

    private void unavailable(Member member, String why) {
        warn(why);
        settle(member, Outcome.deferred("4.3.0", "alias database unavailable"));
    }

    private void expand(Member member, String name, String extension, Found.Alias alias)
            throws UnreadableMessageException {
        if (member.level() > DEEPEST || ++size > LARGEST) {
            if (seen.add(List.of("loop", name))) {
                warn("alias database loop for " + name);
            }
            settle(member, Outcome.bounced("5.4.6", "alias database loop for " + name));
            return;
        }
        var destinations = Destination.parse(alias.targets());
        if (destinations.isEmpty()) {
            unavailable(member, "no recipient in alias lookup result for " + name);
            return;
        }
        var inside = member.inAlias(name).withRights(alias.owner()).withExtension(kept(AddressSource.ALIAS, extension));
        switch (setting.rules().owners() ? find("owner-" + name) : Found.Nothing.KNOWN) {
            case Found.Alias(var targets, var _) -> {
                is(Kind.LIST);
                all(destinations, owned(inside, name, targets));
            }
            case Found.Nothing _ -> {
                is(Kind.ALIAS);
                all(destinations, ownerless(inside));
            }
            case Found.Failure(var why) -> unavailable(member, "alias lookup of owner-" + name + ": " + why);
        }
    }

    /// What the recipient itself is counts, not what comes up later.
    private void is(Kind found) {
        if (kind == Kind.PLAIN) {
            kind = found;
        }
    }

    private String kept(AddressSource source, String extension) {
        return setting.rules().propagating().contains(source) ? extension : "";
    }

    /// From here on, the owner of the alias hears of what goes wrong.
    private Member owned(Member member, String name, String targets) {
        String owner = "owner-" + name;
        if (setting.rules().expandsOwner()
                && Destination.parse(targets).getFirst() instanceof Destination.Address(var internal)) {
            owner = internal;
        }
        String complete = setting.addresses().complete(owner);
        return member.onListOf(complete, ReversePath.ofInternal(complete));
    }

    private Member ownerless(Member member) {
        return setting.rules().resetsOwner() ? member.onNoList(job.request().sender()) : member;
    }

    // --- destinations ---

    private void all(List<Destination> destinations, Member member) throws UnreadableMessageException {
        for (var destination : destinations) {
            switch (destination) {
                case Destination.Address(var internal) -> address(member, internal);
                case Destination.File(var path) -> file(member, path);
                case Destination.Command(var line) -> command(member, line);
                case Destination.Include(var path) -> include(member, path);
            }
        }
    }

    private void file(Member member, String path) {
        if (member.source().filter(setting.rules().files()::contains).isPresent()) {
            add(new Step.File(member, path), "file", path, member.rights());
        } else {
            settle(member, Outcome.bounced("5.7.1", "mail to file is restricted"));
        }
    }

    private void command(Member member, String line) {
        if (member.source().filter(setting.rules().commands()::contains).isPresent()) {
            add(new Step.Command(member, line), "command", line, member.rights());
        } else {
            settle(member, Outcome.bounced("5.7.1", "mail to command is restricted"));
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
                settle(member, Outcome.bounced("5.1.3", "bad recipient address syntax: " + address));
            case Resolution.TemporaryFailure(var why) -> {
                warn(why);
                settle(member, Outcome.deferred("4.3.0", "address resolver failure"));
            }
        }
    }

    private void forward(Member member) {
        String folded = CaseFolding.fold(member.address());
        add(new Step.Forward(member), "forward", member.sender(), folded);
    }

    private static String extended(String address, String extension) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address + extension : address.substring(0, at) + extension + address.substring(at);
    }

    private void include(Member member, String path) throws UnreadableMessageException {
        Optional<Listed> listed;
        try {
            listed = setting.files().include(path, member.rights());
            if (listed.isEmpty()) {
                settle(member, Outcome.bounced("5.3.5", "mail system configuration error"));
                return;
            }
            var inside = member.in(AddressSource.INCLUDE)
                    .withRights(listed.get().rights())
                    .withExtension(kept(AddressSource.INCLUDE, member.extension()));
            include(inside, listed.get());
        } catch (IOException e) {
            warn(Destination.INCLUDE + " file " + path + ": " + e.getMessage());
            settle(member, Outcome.deferred("4.3.5", "mail system configuration error"));
        }
    }

    private void include(Member inside, Listed listed) throws UnreadableMessageException {
        if (inside.level() > DEEPEST || ++size > LARGEST) {
            settle(inside, Outcome.bounced("5.4.6", "mail forwarding loop for " + inside.address()));
        } else if (listed.destinations().isEmpty()) {
            // Nobody is on the list; that is said, as mail must not vanish without a line.
            settle(inside, Outcome.delivered("2.0.0", "no recipients in " + listed.path()));
        } else {
            all(listed.destinations(), inside.owner().isPresent() ? inside : inside.behind(inside.address()));
        }
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
            } else if (!isForwarded(member, local, user.get())) {
                add(new Step.Mailbox(member, user.get()), "mailbox", name);
            }
        } catch (IOException e) {
            warn("error looking up passwd info for " + name + ": " + e.getMessage());
            settle(member, Outcome.deferred("4.0.0", "user lookup error"));
        }
    }

    private void unknown(Member member, String local, String name) throws UnreadableMessageException {
        boolean isRelayed = !setting.luserRelay().isBlank()
                && setting.routes().ofUnknown(name) == AccountRoutes.Route.Usual.NONE
                && seen.add(List.of("relayed", local));
        if (isRelayed) {
            address(member.withExtension(""), relay(member, local, name));
        } else {
            add(new Step.Unknown(member, name), "unknown", name);
        }
    }

    /// `luser_relay` for an unknown user.
    private String relay(Member member, String local, String name) {
        var values = new HashMap<>(Map.of("user", name, "local", local, "recipient", member.address()));
        values.put(
                "domain", member.address().substring(Math.min(member.address().length(), local.length() + 1)));
        if (local.length() > name.length()) {
            values.put("recipient_delimiter", local.substring(name.length(), name.length() + 1));
            values.put("extension", local.substring(name.length() + 1));
        }
        return new Expander(key -> Optional.ofNullable(values.get(key)), _ -> {}).expand(setting.luserRelay());
    }

    /// Expands the user's file; false where mail goes to the mailbox. Who stands in the own file gets it there.
    private boolean isForwarded(Member member, String local, User user) throws UnreadableMessageException {
        if (!seen.add(List.of("forward file", user.name()))) {
            return false;
        }
        Optional<Listed> listed;
        try {
            listed = setting.files().forward(user, withoutSlash(local, user));
        } catch (ForwardFiles.NoHome e) {
            settle(member, Outcome.deferred("4.3.0", e.getMessage()));
            return true;
        } catch (IOException e) {
            warn("forward file of " + user.name() + ": " + e.getMessage());
            settle(member, Outcome.deferred("4.3.0", "mail system error"));
            return true;
        }
        if (listed.isEmpty() || listed.get().destinations().isEmpty()) {
            return false;
        }
        if (job.isProbe()) {
            settle(
                    member,
                    Outcome.delivered(
                            "2.0.0", "forward via file: " + listed.get().path()));
            return true;
        }
        var inside = member.in(AddressSource.FORWARD)
                .withRights(Optional.of(user))
                .withExtension(kept(AddressSource.FORWARD, untaken(local, listed.get())));
        is(Kind.ALIAS);
        all(listed.get().destinations(), inside.owner().isPresent() ? inside : inside.behind(user.name()));
        return true;
    }

    /// An extension becomes part of a file's name, and must not lead to another directory.
    private String withoutSlash(String local, User user) {
        if (local.indexOf('/') < 0) {
            return local;
        }
        warn("address with illegal extension: " + local);
        return user.name();
    }

    /// The extension, with its delimiter, where the file is not the one for it.
    private String untaken(String local, Listed listed) {
        String name = setting.extensions().strip(local).orElse(local);
        String extension = local.substring(name.length());
        return listed.path().toString().endsWith(extension) ? "" : extension;
    }
}
