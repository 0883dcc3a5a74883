package mta.delivery.local;

import java.io.IOException;
import java.util.Optional;
import mta.core.config.AddressSource;
import mta.core.posix.User;
import mta.delivery.Outcome;
import mta.delivery.local.Expansion.Kind;
import mta.delivery.local.ListFiles.Listed;

/// Opens the files that say where mail goes, `:include:` and `.forward`, for the expansion of one recipient.
record FileContents(Expansion.Setting setting, Steps steps) {

    /// What a list stands for.
    Contents ofInclude(Member member, String path) {
        try {
            return setting.files()
                    .include(path, member.rights())
                    .map(listed -> list(member, listed))
                    .orElseGet(() -> {
                        steps.settle(member, Outcome.bounced("5.3.5", "mail system configuration error"));
                        return Contents.Settled.KNOWN;
                    });
        } catch (IOException e) {
            steps.warn(Destination.INCLUDE + " file " + path + ": " + e.getMessage());
            steps.settle(member, Outcome.deferred("4.3.5", "mail system configuration error"));
            return Contents.Settled.KNOWN;
        }
    }

    private Contents list(Member member, Listed listed) {
        var inside = member.in(AddressSource.INCLUDE)
                .withRights(listed.rights())
                .withExtension(setting.rules().kept(AddressSource.INCLUDE, member.extension()));
        if (steps.isEndless(inside)) {
            steps.settle(inside, Outcome.bounced("5.4.6", "mail forwarding loop for " + inside.address()));
            return Contents.Settled.KNOWN;
        }
        if (listed.destinations().isEmpty()) {
            // Nobody is on the list; that is said, as mail must not vanish without a line.
            steps.settle(inside, Outcome.delivered("2.0.0", "no recipients in " + listed.path()));
            return Contents.Settled.KNOWN;
        }
        return new Contents.Others(Kind.PLAIN, listed.destinations(), inside.behindAtLeast(inside.address()));
    }

    /// What the file of an account says. It is opened once: users who name themselves in it get mail into the mailbox.
    ///
    /// @param local the address without its domain
    Contents ofForward(Member member, String local, User user) {
        if (!steps.isNew("forward file", user.name())) {
            return Contents.Missing.KNOWN;
        }
        Optional<Listed> found;
        try {
            found = setting.files().forward(user, withoutSlash(local, user));
        } catch (ForwardFiles.NoHome e) {
            steps.settle(member, Outcome.deferred("4.3.0", e.getMessage()));
            return Contents.Settled.KNOWN;
        } catch (IOException e) {
            steps.warn("forward file of " + user.name() + ": " + e.getMessage());
            steps.settle(member, Outcome.deferred("4.3.0", "mail system error"));
            return Contents.Settled.KNOWN;
        }
        return found.filter(listed -> !listed.destinations().isEmpty())
                .map(listed -> forward(member, local, user, listed))
                .orElse(Contents.Missing.KNOWN);
    }

    private Contents forward(Member member, String local, User user, Listed listed) {
        if (steps.isProbe()) {
            steps.settle(member, Outcome.delivered("2.0.0", "forward via file: " + listed.path()));
            return Contents.Settled.KNOWN;
        }
        var inside = member.in(AddressSource.FORWARD)
                .withRights(Optional.of(user))
                .withExtension(setting.rules().kept(AddressSource.FORWARD, untaken(local, listed)));
        return new Contents.Others(Kind.ALIAS, listed.destinations(), inside.behindAtLeast(user.name()));
    }

    /// An extension becomes part of a file's name, and must not lead to another directory.
    private String withoutSlash(String local, User user) {
        if (local.indexOf('/') < 0) {
            return local;
        }
        steps.warn("address with illegal extension: " + local);
        return user.name();
    }

    /// The extension, with its delimiter, where the file is not the one for it.
    private String untaken(String local, Listed listed) {
        String name = setting.extensions().strip(local).orElse(local);
        String extension = local.substring(name.length());
        return listed.path().toString().endsWith(extension) ? "" : extension;
    }
}
