package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;
import mta.core.config.VirtualParameters;
import mta.core.log.MailLog;
import mta.core.mail.CaseFolding;
import mta.core.mail.ExternalForm;
import mta.core.mail.Recipient;
import mta.core.posix.User;
import mta.core.rewrite.Extensions;
import mta.core.table.Lookup;
import mta.core.table.TableSearch;
import mta.core.table.TableSearch.Scope;
import mta.core.table.Tables;
import mta.delivery.Agent;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.Relay;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.Heading;
import mta.service.client.DeliveryReport;

/// virtual(8) — delivers to mailboxes that tables name, for recipients who need no account.
///
/// ## Description
/// `virtual_mailbox_maps` names the mailbox below `virtual_mailbox_base`: a Maildir where it ends in `/`, else a file
/// in mbox format. `virtual_uid_maps` and `virtual_gid_maps` say with whose rights it is written.
///
/// All lookups are by `user+extension@domain`, `user@domain`, `@domain`, in lower case. What is wrong with the
/// configuration makes mail wait, and never comes back to its sender.
public final class VirtualAgent implements Agent {

    private static final Relay RELAY = Relay.named("virtual");
    private static final Outcome MISCONFIGURED = Outcome.deferred("4.3.5", "mail system configuration error");

    /// What `main.cf` says.
    ///
    /// @param base the directory that all mailboxes are under
    /// @param mailboxes the path of each, relative to the base; one that ends in a slash is a maildir
    /// @param uids the owner of each
    /// @param gids the group of each
    /// @param minimumUid owners under this are mistakes
    /// @param extensions what separates an extension
    record Config(
            String base,
            TableSearch mailboxes,
            TableSearch uids,
            TableSearch gids,
            int minimumUid,
            Extensions extensions) {

        static Config from(MainCf main, MailLog log) {
            var tables = Tables.ofService(main, log);
            return new Config(
                    main.get(VirtualParameters.VIRTUAL_MAILBOX_BASE),
                    tables.openAll(main.get(VirtualParameters.VIRTUAL_MAILBOX_MAPS)),
                    tables.openAll(main.get(VirtualParameters.VIRTUAL_UID_MAPS)),
                    tables.openAll(main.get(VirtualParameters.VIRTUAL_GID_MAPS)),
                    main.get(VirtualParameters.VIRTUAL_MINIMUM_UID),
                    new Extensions(
                            main.get(RewriteParameters.RECIPIENT_DELIMITER),
                            main.get(RewriteParameters.OWNER_REQUEST_SPECIAL)));
        }
    }

    private final Config config;
    private final Mailboxes mailboxes;
    private final RecipientRights rights;
    private final MailLog log;

    VirtualAgent(Config config, Mailboxes mailboxes, RecipientRights rights, MailLog log) {
        this.config = config;
        this.mailboxes = mailboxes;
        this.rights = rights;
        this.log = log;
    }

    @Override
    public Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job) {
        for (var recipient : job.waiting()) {
            job.settle(recipient, outcome(job, recipient), RELAY);
        }
        return Optional.empty();
    }

    private Outcome outcome(DeliveryJob job, Recipient recipient) {
        String user = CaseFolding.fold(recipient.address().text());
        try {
            if (job.message()
                    .hasHeader(
                            "Delivered-To", ExternalForm.of(recipient.address().text()))) {
                return Outcome.bounced("5.4.6", "mail forwarding loop for " + recipient.address());
            }
        } catch (UnreadableMessageException e) {
            log.warning(job.request().id(), "queue file: " + e.getMessage());
            return Outcome.deferred("4.3.0", "queue file read error");
        }
        return switch (find(config.mailboxes(), user)) {
            case Lookup.Found(var path) -> deliver(job, recipient, user, path);
            case Lookup.NotFound _ -> Outcome.bounced("5.1.1", "unknown user: \"" + user + "\"");
            case Lookup.TemporaryFailure(var reason) -> {
                log.warning("table lookup of " + user + ": " + reason);
                yield MISCONFIGURED;
            }
        };
    }

    private Outcome deliver(DeliveryJob job, Recipient recipient, String user, String path) {
        var uid = id(config.uids(), user, "uid", config.minimumUid());
        var gid = id(config.gids(), user, "gid", 1);
        if (uid.isEmpty() || gid.isEmpty()) {
            return MISCONFIGURED;
        }
        String whole = config.base() + "/" + path;
        if (List.of(whole.split("/")).contains("..")) {
            log.warning("recipient " + user + ": mailbox path " + whole + " leads out of its directory");
            return MISCONFIGURED;
        }
        Path mailbox;
        try {
            mailbox = SystemText.path(whole);
        } catch (IOException e) {
            log.warning("recipient " + user + ": mailbox path " + e.getMessage());
            return MISCONFIGURED;
        }
        var owner = new User(user, uid.getAsInt(), gid.getAsInt(), "", Path.of("/"), "");
        return mailboxes.deliver(
                job,
                mailbox,
                Mailboxes.Kind.of(whole),
                Heading.of(job.request().sender(), recipient),
                rights.of(owner));
    }

    /// A number of a table; nothing, and a warning, where there is none that may be used.
    private OptionalInt id(TableSearch table, String user, String what, int lowest) {
        return switch (find(table, user)) {
            case Lookup.Found(var text) when isAtLeast(text, lowest) -> OptionalInt.of(Integer.parseInt(text));
            case Lookup.Found(var text) -> complain("recipient " + user + ": bad " + what + " " + text);
            case Lookup.NotFound _ -> complain("recipient " + user + ": not found in virtual_" + what + "_maps");
            case Lookup.TemporaryFailure(var reason) -> complain("table lookup of " + user + ": " + reason);
        };
    }

    private static boolean isAtLeast(String text, int lowest) {
        return text.matches("\\d{1,9}") && Integer.parseInt(text) >= lowest;
    }

    private OptionalInt complain(String text) {
        log.warning(text);
        return OptionalInt.empty();
    }

    private Lookup find(TableSearch tables, String user) {
        int at = user.lastIndexOf('@');
        String local = at < 0 ? user : user.substring(0, at);
        String domain = at < 0 ? "" : user.substring(at);
        var parts = new ArrayList<String>();
        config.extensions().strip(local).ifPresent(bare -> parts.add(bare + domain));
        parts.add(domain);
        var found = tables.find(user);
        for (var part : parts) {
            if (found instanceof Lookup.NotFound) {
                found = tables.find(part, Scope.FIXED_STRINGS_ONLY);
            }
        }
        return found;
    }
}
