package mta.delivery.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import mta.core.log.MailLog;
import mta.core.mail.Recipient;
import mta.core.posix.Processes;
import mta.core.posix.User;
import mta.core.table.Lookup;
import mta.delivery.Agent;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.Relay;
import mta.delivery.UnreadableMessageException;
import mta.delivery.local.Mailboxes.Kind;
import mta.delivery.mailbox.Heading;
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
    private final Function<String, Optional<User>> accounts;
    private final MailLog log;

    /// @param accounts finds the account of a login name
    LocalAgent(LocalConfig config, Mailboxes mailboxes, Function<String, Optional<User>> accounts, MailLog log) {
        this.config = config;
        this.mailboxes = mailboxes;
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
            if (job.message().hasHeader("Delivered-To", recipient.address().text())) {
                return Outcome.bounced("5.4.6", "mail forwarding loop for " + recipient.address());
            }
        } catch (UnreadableMessageException e) {
            log.warning(job.request().id(), "queue file: " + e.getMessage());
            return Outcome.deferred("4.3.0", "queue file read error");
        }
        String local = recipient.address().localPart().toLowerCase(Locale.ROOT);
        String name = config.extensions().strip(local).orElse(local);
        return notByAlias(local, name).orElseGet(() -> {
            var account = accounts.apply(name);
            return account.isPresent() ? deliver(job, recipient, account.get()) : unknown(name);
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

    private Outcome deliver(DeliveryJob job, Recipient recipient, User user) {
        if (config.forwarding() && Files.exists(user.home().resolve(".forward"))) {
            return Outcome.deferred(
                    "4.3.5", "forwarding by " + user.home().resolve(".forward") + " is not implemented");
        }
        var elsewhere =
                config.needed("mailbox_transport_maps", "mailbox_transport", "mailbox_command_maps", "mailbox_command");
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        var heading = Heading.of(job.request().sender(), recipient);
        if (!config.homeMailbox().isEmpty()) {
            var path = user.home().resolve(config.homeMailbox());
            return mailboxes.deliver(job, path, Kind.of(config.homeMailbox()), heading, user);
        }
        var path = Path.of(config.mailSpoolDirectory()).resolve(user.name());
        var kind = Kind.of(config.mailSpoolDirectory());
        if (kind == Kind.MBOX && !job.isProbe()) {
            makeMailbox(path, user);
        }
        return mailboxes.deliver(job, path, kind, heading, user);
    }

    /// The spool directory lets no user make files, so root makes the first one and gives it away. Where this fails,
    /// the delivery fails after it, and says why.
    private void makeMailbox(Path path, User user) {
        if (Processes.effectiveUser() != 0 || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var _ = FileChannel.open(path, options, mode)) {
            Files.setAttribute(path, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
        } catch (FileAlreadyExistsException _) {
            // Another delivery was faster.
        } catch (IOException e) {
            log.warning("create mailbox " + path + ": " + e.getMessage());
        }
    }
}
