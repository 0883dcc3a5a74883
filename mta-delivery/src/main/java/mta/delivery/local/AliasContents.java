package mta.delivery.local;

import java.util.List;
import mta.core.config.AddressSource;
import mta.core.mail.CaseFolding;
import mta.core.mail.ReversePath;
import mta.delivery.Outcome;
import mta.delivery.local.AliasTables.Found;
import mta.delivery.local.Expansion.Kind;

/// Opens aliases(5), for the expansion of one recipient.
///
/// The alias `owner-NAME` names the owner of `NAME`, who hears of what goes wrong beyond it.
record AliasContents(Expansion.Setting setting, Steps steps) {

    private static final String OWNER = "owner-";

    /// What an alias stands for; an alias is not in itself.
    ///
    /// @param extension what of the address is not in the name
    Contents of(Member member, String name, String extension) {
        if (member.expanded().filter(name::equalsIgnoreCase).isPresent()) {
            return Contents.Missing.KNOWN;
        }
        return switch (find(name)) {
            case Found.Nothing _ -> Contents.Missing.KNOWN;
            case Found.Failure(var why) -> unavailable(member, "alias lookup of " + name + ": " + why);
            case Found.Alias(var targets, var _)
            when steps.isProbe() -> {
                steps.settle(member, Outcome.delivered("2.0.0", "aliased to " + targets));
                yield Contents.Settled.KNOWN;
            }
            case Found.Alias alias -> contents(member, name, extension, alias);
        };
    }

    private Found find(String name) {
        return setting.aliases()
                .map(tables -> tables.find(CaseFolding.fold(name)))
                .orElse(new Found.Failure("alias_maps cannot be used"));
    }

    private Contents unavailable(Member member, String why) {
        steps.warn(why);
        steps.settle(member, Outcome.deferred("4.3.0", "alias database unavailable"));
        return Contents.Settled.KNOWN;
    }

    private Contents contents(Member member, String name, String extension, Found.Alias alias) {
        if (steps.isEndless(member)) {
            if (steps.isNew("loop", name)) {
                steps.warn("alias database loop for " + name);
            }
            steps.settle(member, Outcome.bounced("5.4.6", "alias database loop for " + name));
            return Contents.Settled.KNOWN;
        }
        var destinations = Destination.parse(alias.targets());
        if (destinations.isEmpty()) {
            return unavailable(member, "no recipient in alias lookup result for " + name);
        }
        var inside = member.inAlias(name)
                .withRights(alias.owner())
                .withExtension(setting.rules().kept(AddressSource.ALIAS, extension));
        return withOwner(member, name, destinations, inside);
    }

    private Contents withOwner(Member member, String name, List<Destination> destinations, Member inside) {
        return switch (setting.rules().owners() ? find(OWNER + name) : Found.Nothing.KNOWN) {
            case Found.Alias(var targets, var _) ->
                new Contents.Others(Kind.LIST, destinations, owned(inside, name, targets));
            case Found.Nothing _ -> new Contents.Others(Kind.ALIAS, destinations, ownerless(inside));
            case Found.Failure(var why) -> unavailable(member, "alias lookup of " + OWNER + name + ": " + why);
        };
    }

    /// From here on, the owner of the alias hears of what goes wrong.
    private Member owned(Member member, String name, String targets) {
        String owner = OWNER + name;
        if (setting.rules().expandsOwner()
                && Destination.parse(targets).getFirst() instanceof Destination.Address(var internal)) {
            owner = internal;
        }
        String complete = setting.addresses().complete(owner);
        return member.onListOf(complete, ReversePath.ofInternal(complete));
    }

    private Member ownerless(Member member) {
        return setting.rules().resetsOwner() ? member.onNoList(steps.sender()) : member;
    }
}
