package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import mta.core.log.MailLog;
import mta.core.mail.ExternalForm;
import mta.core.mail.Recipient;
import mta.core.posix.User;
import mta.core.table.Lookup;
import mta.delivery.Agent;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.Relay;
import mta.delivery.UnreadableMessageException;
import mta.delivery.local.Mailboxes.Kind;
import mta.delivery.mailbox.Heading;
import mta.delivery.mailbox.MailboxException;
import mta.service.client.DeliveryReport;

/// local(8): delivers to accounts of this machine.
///
/// ## Bugs
/// Aliases that are found, `.forward` files and deliveries to commands or other transports are not built. Where a
/// recipient needs one of them, its mail waits with a reason that says so.
public final class LocalAgent implements Agent {

    private static final Relay RELAY = Relay.named("local");

    private final LocalConfig config;
    private final Mailboxes mailboxes;
    private final RecipientRights rights;
    private final Accounts accounts;
    private final MailLog log;

    /// Finds the account of a login name.
    @FunctionalInterface
    interface Accounts {
        Optional<User> find(String name) throws IOException;
    }

    LocalAgent(LocalConfig config, Mailboxes mailboxes, RecipientRights rights, Accounts accounts, MailLog log) {
        this.config = config;
        this.mailboxes = mailboxes;
        this.rights = rights;
        this.accounts = accounts;
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
        String local = recipient.address().localPart().toLowerCase(Locale.ROOT);
        String name = config.extensions().strip(local).orElse(local);
        return notByAlias(local, name).orElseGet(() -> {
            try {
                var account = accounts.find(name);
                return account.isPresent() ? deliver(job, recipient, local, account.get()) : unknown(name);
            } catch (IOException e) {
                log.warning(job.request().id(), "error looking up passwd info for " + name + ": " + e.getMessage());
                return Outcome.deferred("4.0.0", "user lookup error");
            }
        });
    }

    /// Why the recipient cannot be served by its account; nothing where no alias stands in the way.
    private Optional<Outcome> notByAlias(String local, String name) {
        if (config.aliases().isEmpty()) {
            return Optional.of(Outcome.deferred("4.3.0", "alias database unavailable"));
        }
        var tables = config.aliases().get();
        var found = tables.find(local);
        if (found instanceof Lookup.NotFound && !name.equals(local)) {
            found = tables.find(name);
        }
        return switch (found) {
            case Lookup.NotFound _ -> Optional.empty();
            case Lookup.Found _ ->
                Optional.of(Outcome.deferred("4.3.5", "delivery to the alias " + name + " is not implemented"));
            case Lookup.TemporaryFailure(var reason) -> {
                log.warning("alias lookup of " + name + ": " + reason);
                yield Optional.of(Outcome.deferred("4.3.0", "alias database unavailable"));
            }
        };
    }

    private Outcome unknown(String name) {
        return config.needed("fallback_transport", "fallback_transport_maps", "luser_relay")
                .orElseGet(() -> Outcome.bounced("5.1.1", "unknown user: \"" + name + "\""));
    }

    private Outcome deliver(DeliveryJob job, Recipient recipient, String local, User user) {
        try {
            var forward = forwardFile(local, user);
            if (forward.isPresent()) {
                return Outcome.deferred("4.3.5", "forwarding by " + forward.get() + " is not implemented");
            }
            var elsewhere = config.needed(
                    "mailbox_transport_maps", "mailbox_transport", "mailbox_command_maps", "mailbox_command");
            return elsewhere.isPresent() ? elsewhere.get() : deliverToMailbox(job, recipient, user);
        } catch (IOException e) {
            log.warning(job.request().id(), e.getMessage());
            return Outcome.deferred("4.3.0", "mail system error");
        }
    }

    /// Where the recipient says that mail goes; looked for with the recipient's rights.
    private Optional<Path> forwardFile(String local, User user) throws IOException {
        var found = new AtomicReference<>(Optional.<Path>empty());
        try {
            rights.as(user, () -> found.set(config.forwardFiles().find(user, local, log::warning)));
        } catch (MailboxException | UnreadableMessageException e) {
            throw new IOException(e);
        }
        return found.get();
    }

    private Outcome deliverToMailbox(DeliveryJob job, Recipient recipient, User user) throws IOException {
        var heading = Heading.of(job.request().sender(), recipient);
        if (!config.homeMailbox().isEmpty()) {
            var path = user.home().resolve(config.homeMailbox());
            return mailboxes.deliver(job, path, Kind.of(config.homeMailbox()), heading, rights.of(user));
        }
        var spool = Path.of(config.mailSpoolDirectory());
        var kind = Kind.of(config.mailSpoolDirectory());
        return mailboxes.deliver(job, spool.resolve(user.name()), kind, heading, rights.inSpool(spool, user));
    }
}
