package mta.delivery.local;

import java.util.Set;
import mta.core.config.CleanupParameters;
import mta.core.config.ConfigException;
import mta.core.config.LocalParameters;
import mta.core.config.LockStyle;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.VirtualParameters;
import mta.core.mail.EnhancedStatus;
import mta.delivery.DeliveryService;
import mta.delivery.mailbox.Maildir;
import mta.delivery.mailbox.Mbox;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;

/// Builds local(8) and virtual(8) from their settings.
public final class LocalPrograms {

    private final RecipientRights rights = new RecipientRights();

    /// virtual(8).
    public Service virtual(ServiceContext context) {
        var main = context.main();
        var mailboxes = mailboxes(
                context,
                VirtualParameters.VIRTUAL_MAILBOX_LIMIT,
                main.get(VirtualParameters.VIRTUAL_MAILBOX_LOCK),
                refusals(main, EnhancedStatus.of("4.2.0")),
                NewMail.UNTOLD);
        var config = VirtualAgent.Config.from(main, context.log());
        return DeliveryService.of(
                context,
                new VirtualAgent(config, mailboxes, rights, context.log()),
                VirtualParameters.VIRTUAL_DELIVERY_STATUS_FILTER);
    }

    /// local(8).
    public Service local(ServiceContext context) {
        var main = context.main();
        var parts = new LocalParts(context, rights);
        var status = EnhancedStatus.of("5.2.0");
        var files = new Mbox.Refusals(false, Mbox.Use.ANY_FILE, status);
        var agent = new LocalAgent(
                parts.accounts(),
                DeliveredTo.from(main),
                parts.expansion(),
                new LocalAgent.Targets(
                        localMailboxes(context, refusals(main, status)),
                        parts.files(localMailboxes(context, files)),
                        parts.commands(),
                        parts.others(),
                        parts.forwarding()),
                rights,
                context.log());
        return DeliveryService.of(context, agent, LocalParameters.LOCAL_DELIVERY_STATUS_FILTER);
    }

    private static Mailboxes localMailboxes(ServiceContext context, Mbox.Refusals refusals) {
        var locks = context.main().get(LocalParameters.MAILBOX_DELIVERY_LOCK);
        var newMail = context.main().get(LocalParameters.BIFF) ? NewMail.toComsat(NewMail.COMSAT) : NewMail.UNTOLD;
        return mailboxes(context, LocalParameters.MAILBOX_SIZE_LIMIT, locks, refusals, newMail);
    }

    /// @param status where an mbox file cannot be opened
    private static Mbox.Refusals refusals(MainCf main, EnhancedStatus status) {
        return new Mbox.Refusals(main.get(LocalParameters.STRICT_MAILBOX_OWNERSHIP), Mbox.Use.MAILBOX, status);
    }

    private static Mailboxes mailboxes(
            ServiceContext context,
            Parameter<Long> sizeLimit,
            Set<LockStyle> locks,
            Mbox.Refusals refusals,
            NewMail newMail) {
        long limit = sizeLimit(context.main(), sizeLimit);
        return new Mailboxes(
                new Maildir(LocalMachine.hostname(), context.clock()),
                new Mbox(locking(context.main(), locks), refusals, limit, context.clock()),
                limit,
                newMail,
                context.log());
    }

    /// A mailbox that is smaller than a message may be would return mail that was accepted.
    private static long sizeLimit(MainCf main, Parameter<Long> parameter) {
        long mailbox = main.get(parameter);
        long message = main.get(CleanupParameters.MESSAGE_SIZE_LIMIT);
        String other = CleanupParameters.MESSAGE_SIZE_LIMIT.name();
        if (mailbox > 0 && message == 0) {
            throw new ConfigException(
                    "configuration error: " + parameter.name() + " is limited but " + other + " is unlimited");
        }
        if (mailbox > 0 && mailbox < message) {
            throw new ConfigException("configuration error: " + parameter.name() + " is smaller than " + other);
        }
        return mailbox;
    }

    private static Mbox.Locking locking(MainCf main, Set<LockStyle> locks) {
        return new Mbox.Locking(
                locks,
                main.get(LocalParameters.DELIVER_LOCK_ATTEMPTS),
                main.get(LocalParameters.DELIVER_LOCK_DELAY),
                main.get(LocalParameters.STALE_LOCK_TIME));
    }
}
