package mta.delivery.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.config.DeliveredHeaderUse;
import mta.core.log.MailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.Recipient;
import mta.core.posix.User;
import mta.delivery.Agent;
import mta.delivery.DeliveryJob;
import mta.delivery.DeliveryJob.Part;
import mta.delivery.Outcome;
import mta.delivery.Relay;
import mta.delivery.UnreadableMessageException;
import mta.delivery.local.AccountRoutes.Route;
import mta.delivery.local.Expansion.Kind;
import mta.delivery.mailbox.Heading;
import mta.service.client.DeliveryReport;

/// local(8) — delivers to accounts of this machine, and to what aliases and users say instead.
///
/// ## Description
/// Expands aliases and `.forward` files, then delivers to files and commands, sends messages on to other addresses, and
/// mail for accounts to the first that is set: `mailbox_transport`, `mailbox_command`, `home_mailbox` below the home
/// directory, or else the mailbox below `mail_spool_directory`. Mail for nobody goes to `fallback_transport` or
/// `luser_relay`, or is returned.
public final class LocalAgent implements Agent {

    private static final Relay RELAY = Relay.named("local");

    /// Mail for these is about other mail; returned, it would come back.
    private static final Set<String> REQUIRED = Set.of("mailer-daemon", "postmaster");

    private final LocalConfig config;
    private final DeliveredTo deliveredTo;
    private final Expansion.Setting expansion;
    private final Targets targets;
    private final RecipientRights rights;
    private final MailLog log;

    /// Finds the account of a login name.
    @FunctionalInterface
    interface Accounts {
        Optional<User> find(String name) throws IOException;
    }

    /// Where mail can go from here.
    ///
    /// @param mailboxes of accounts
    /// @param files that aliases and users name
    /// @param commands likewise, and `mailbox_command`
    /// @param others the agents that deliver instead, `mailbox_transport` and the like
    /// @param forwarding to other addresses, as a message of its own
    record Targets(
            Mailboxes mailboxes, FileTargets files, Commands commands, OtherAgents others, Forwarding forwarding) {}

    LocalAgent(
            LocalConfig config,
            DeliveredTo deliveredTo,
            Expansion.Setting expansion,
            Targets targets,
            RecipientRights rights,
            MailLog log) {
        this.config = config;
        this.deliveredTo = deliveredTo;
        this.expansion = expansion;
        this.targets = targets;
        this.rights = rights;
        this.log = log;
    }

    @Override
    public Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job) {
        for (Recipient recipient : job.waiting()) {
            try {
                deliver(job, recipient, Expansion.of(recipient, job, expansion));
            } catch (UnreadableMessageException e) {
                log.warning(job.request().id(), "queue file: " + e.getMessage());
                job.settle(recipient, Outcome.deferred("4.3.0", "queue file read error"), RELAY);
            }
        }
        return Optional.empty();
    }

    private void deliver(DeliveryJob job, Recipient asked, Expansion.Expanded expanded) {
        // Whoever wants to hear of success hears that the address stands for others, and no more: RFC 3461 5.2.7.
        var recipient = expanded.kind() == Kind.PLAIN ? asked : job.withoutSuccess(asked);
        var parts = new ArrayList<Part>();
        var forwards = new LinkedHashMap<Forwarding.Copy, List<String>>();
        Optional<Route.Transport> passing = Optional.empty();
        for (var step : expanded.steps()) {
            var transport = transport(step);
            boolean isRecipient =
                    step.address().equalsIgnoreCase(recipient.address().text());
            if (transport.isPresent() && isRecipient) {
                passing = transport;
            } else if (transport.isPresent()) {
                // The other agent would take the recipient for done before the rest is.
                forwards.computeIfAbsent(copy(recipient, step.member()), _ -> new ArrayList<>())
                        .add(step.address());
            } else if (step instanceof Step.Forward(var member)) {
                forwards.computeIfAbsent(copy(recipient, member), _ -> new ArrayList<>())
                        .add(member.address());
            } else {
                parts.add(new Part(
                        new MailAddress(step.address()),
                        outcome(step, job, recipient),
                        step.member().listed()));
            }
        }
        forward(job, recipient, forwards, parts);
        if (!recipient.equals(asked) && !comesAgain(job, parts)) {
            job.tellExpanded(asked, expanded.kind() == Kind.LIST, RELAY);
        }
        if (passing.isPresent() && !comesAgain(job, parts)) {
            pass(job, recipient, passing.get(), parts);
        } else {
            job.settle(recipient, parts, RELAY);
        }
    }

    private Forwarding.Copy copy(Recipient recipient, Member member) {
        return new Forwarding.Copy(member.sender(), deliveredTo.ofForwarded(recipient, member), member.listed());
    }

    /// The agent that delivers instead, `mailbox_transport` and the like.
    private Optional<Route.Transport> transport(Step step) {
        return route(step) instanceof Route.Transport transport ? Optional.of(transport) : Optional.empty();
    }

    private Route route(Step step) {
        return switch (step) {
            case Step.Mailbox(var _, var user) -> config.routes().ofAccount(user.name());
            case Step.Unknown(var _, var name) -> config.routes().ofUnknown(name);
            case Step.File _, Step.Command _, Step.Forward _, Step.Settled _ -> Route.Usual.NONE;
        };
    }

    /// The rest is told first: once the other agent has marked the recipient, nobody would come back for it.
    private void pass(DeliveryJob job, Recipient recipient, Route.Transport to, List<Part> parts) {
        if (!job.tellOthers(recipient, parts, RELAY)) {
            job.leave(recipient, false);
            return;
        }
        var passed = targets.others().pass(job, recipient, to);
        if (passed.outcome().isPresent()) {
            job.settle(recipient, passed.outcome().get(), RELAY);
        } else {
            job.leave(recipient, passed.settled());
        }
    }

    private static boolean comesAgain(DeliveryJob job, List<Part> parts) {
        return parts.stream().anyMatch(part -> job.waitsAfter(part.outcome()));
    }

    /// Sends messages on, unless something is tried again later: then they would be sent again, too.
    private void forward(
            DeliveryJob job, Recipient recipient, Map<Forwarding.Copy, List<String>> forwards, List<Part> parts) {
        if (comesAgain(job, parts)) {
            return;
        }
        forwards.forEach((copy, addresses) -> parts.add(
                new Part(recipient.address(), targets.forwarding().send(job, recipient, copy, addresses), false)));
    }

    private Outcome outcome(Step step, DeliveryJob job, Recipient recipient) {
        try {
            return switch (step) {
                case Step.Mailbox mailbox -> deliver(mailbox, job, recipient);
                case Step.Unknown(var _, var name) -> unknown(name);
                case Step.File(var member, var path) ->
                    targets.files()
                            .deliver(
                                    job,
                                    path,
                                    deliveredTo.heading(DeliveredHeaderUse.FILE, recipient, member),
                                    member.rights());
                case Step.Command command -> run(command, job, recipient);
                case Step.Forward forward -> throw new IllegalArgumentException(forward.toString());
                case Step.Settled(var _, var outcome) -> outcome;
            };
        } catch (IOException e) {
            log.warning(job.request().id(), e.getMessage());
            return Outcome.deferred("4.3.0", "mail system error");
        }
    }

    private Outcome unknown(String name) {
        if (config.routes().ofUnknown(name) instanceof Route.Unknown(var why)) {
            return notKnown(why);
        }
        if (REQUIRED.contains(name)) {
            log.warning("required alias not found: " + name);
            return Outcome.delivered("2.0.0", "discarded");
        }
        return Outcome.bounced("5.1.1", "unknown user: \"" + name + "\"");
    }

    private Outcome notKnown(String why) {
        log.warning(why);
        return Outcome.deferred("4.3.0", "mail system configuration error");
    }

    private Outcome run(Step.Command command, DeliveryJob job, Recipient recipient) throws IOException {
        var environment = CommandEnvironment.of(
                job.request(),
                recipient,
                command,
                expansion.extensions(),
                targets.commands().safe());
        var heading = deliveredTo.heading(DeliveredHeaderUse.COMMAND, recipient, command.member());
        return targets.commands().deliver(job, command, heading, environment);
    }

    private Outcome deliver(Step.Mailbox step, DeliveryJob job, Recipient recipient) throws IOException {
        return switch (route(step)) {
            case Route.Command(var line) ->
                run(new Step.Command(step.member().withRights(Optional.of(step.user())), line), job, recipient);
            case Route.Unknown(var why) -> notKnown(why);
            case Route.Usual _ ->
                toMailbox(step.user(), job, deliveredTo.heading(DeliveredHeaderUse.FILE, recipient, step.member()));
            case Route.Transport transport -> throw new IllegalArgumentException(transport.toString());
        };
    }

    private Outcome toMailbox(User user, DeliveryJob job, Heading heading) throws IOException {
        if (!config.homeMailbox().isEmpty()) {
            var path = user.home().resolve(SystemText.path(config.homeMailbox()));
            return targets.mailboxes()
                    .deliver(job, path, Mailboxes.Kind.of(config.homeMailbox()), heading, rights.of(user));
        }
        var spool = SystemText.path(config.mailSpoolDirectory());
        var kind = Mailboxes.Kind.of(config.mailSpoolDirectory());
        return targets.mailboxes().deliver(job, spool.resolve(user.name()), kind, heading, rights.inSpool(spool, user));
    }
}
