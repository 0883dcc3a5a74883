package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.log.MailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.core.posix.User;
import mta.delivery.Agent;
import mta.delivery.DeliveryJob;
import mta.delivery.DeliveryJob.Part;
import mta.delivery.Outcome;
import mta.delivery.Relay;
import mta.delivery.UnreadableMessageException;
import mta.delivery.local.Mailboxes.Kind;
import mta.delivery.mailbox.Heading;
import mta.service.client.DeliveryReport;

/// local(8): delivers to accounts of this machine, and to what aliases and users say instead.
///
/// ## Description
/// Expands aliases and `.forward` files, then delivers into `home_mailbox` below the home directory, or else into the
/// recipient's mailbox below `mail_spool_directory`, to files and commands, and sends messages on to other addresses.
/// Where other delivery by transports is set up, mail waits: it is not built.
public final class LocalAgent implements Agent {

    private static final Relay RELAY = Relay.named("local");

    /// Mail for these is about other mail; returned, it would come back.
    private static final Set<String> REQUIRED = Set.of("mailer-daemon", "postmaster");

    private final LocalConfig config;
    private final Expansion.Setting expansion;
    private final Mailboxes mailboxes;
    private final FileTargets files;
    private final Commands commands;
    private final Forwarding forwarding;
    private final RecipientRights rights;
    private final MailLog log;

    /// Finds the account of a login name.
    @FunctionalInterface
    interface Accounts {
        Optional<User> find(String name) throws IOException;
    }

    LocalAgent(
            LocalConfig config,
            Expansion.Setting expansion,
            Mailboxes mailboxes,
            FileTargets files,
            Commands commands,
            Forwarding forwarding,
            RecipientRights rights,
            MailLog log) {
        this.config = config;
        this.expansion = expansion;
        this.mailboxes = mailboxes;
        this.files = files;
        this.commands = commands;
        this.forwarding = forwarding;
        this.rights = rights;
        this.log = log;
    }

    @Override
    public Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job) {
        for (Recipient recipient : job.waiting()) {
            job.settle(recipient, parts(job, recipient), RELAY);
        }
        return Optional.empty();
    }

    private List<Part> parts(DeliveryJob job, Recipient recipient) {
        List<Step> steps;
        try {
            steps = Expansion.of(recipient, job, expansion);
        } catch (UnreadableMessageException e) {
            log.warning(job.request().id(), "queue file: " + e.getMessage());
            return List.of(new Part(recipient.address(), Outcome.deferred("4.3.0", "queue file read error")));
        }
        var parts = new ArrayList<Part>();
        var forwards = new LinkedHashMap<ReversePath, List<String>>();
        for (var step : steps) {
            if (step instanceof Step.Forward(var address, var sender)) {
                forwards.computeIfAbsent(sender, _ -> new ArrayList<>()).add(address);
            } else {
                parts.add(new Part(new MailAddress(step.address()), outcome(step, job, recipient)));
            }
        }
        forward(job, recipient, forwards, parts);
        return parts;
    }

    /// Sends messages on, unless something is tried again later: then they would be sent again, too.
    private void forward(
            DeliveryJob job, Recipient recipient, Map<ReversePath, List<String>> forwards, List<Part> parts) {
        boolean comesAgain = parts.stream().anyMatch(part -> part.outcome() instanceof Outcome.Deferred);
        if (comesAgain) {
            return;
        }
        forwards.forEach((sender, addresses) ->
                parts.add(new Part(recipient.address(), forwarding.send(job, recipient, sender, addresses))));
    }

    private Outcome outcome(Step step, DeliveryJob job, Recipient recipient) {
        try {
            return switch (step) {
                case Step.Mailbox(var _, var user) -> deliver(job, recipient, user);
                case Step.Unknown(var _, var name) -> unknown(name);
                case Step.File(var _, var path, var owner) -> files.deliver(job, path, heading(job, recipient), owner);
                case Step.Command command -> {
                    var environment = CommandEnvironment.of(
                            job.request(), recipient, command, expansion.extensions(), commands.safe());
                    yield commands.deliver(job, command, heading(job, recipient), environment);
                }
                case Step.Forward forward -> throw new IllegalArgumentException(forward.toString());
                case Step.Settled(var _, var outcome) -> outcome;
            };
        } catch (IOException e) {
            log.warning(job.request().id(), e.getMessage());
            return Outcome.deferred("4.3.0", "mail system error");
        }
    }

    private Outcome unknown(String name) {
        var elsewhere = config.needed("fallback_transport", "fallback_transport_maps", "luser_relay");
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        if (REQUIRED.contains(name)) {
            log.warning("required alias not found: " + name);
            return Outcome.delivered("2.0.0", "discarded");
        }
        return Outcome.bounced("5.1.1", "unknown user: \"" + name + "\"");
    }

    /// Whatever an expansion came to, the mail is the recipient's.
    private static Heading heading(DeliveryJob job, Recipient recipient) {
        return Heading.of(job.request().sender(), recipient);
    }

    private Outcome deliver(DeliveryJob job, Recipient recipient, User user) throws IOException {
        var elsewhere =
                config.needed("mailbox_transport_maps", "mailbox_transport", "mailbox_command_maps", "mailbox_command");
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        var heading = heading(job, recipient);
        if (!config.homeMailbox().isEmpty()) {
            var path = user.home().resolve(config.homeMailbox());
            return mailboxes.deliver(job, path, Kind.of(config.homeMailbox()), heading, rights.of(user));
        }
        var spool = Path.of(config.mailSpoolDirectory());
        var kind = Kind.of(config.mailSpoolDirectory());
        return mailboxes.deliver(job, spool.resolve(user.name()), kind, heading, rights.inSpool(spool, user));
    }
}
