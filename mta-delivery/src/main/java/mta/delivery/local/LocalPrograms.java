package mta.delivery.local;

import java.util.Arrays;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.VirtualParameters;
import mta.core.posix.Accounts;
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
                main.get(VirtualParameters.VIRTUAL_MAILBOX_LIMIT),
                main.get(VirtualParameters.VIRTUAL_MAILBOX_LOCK));
        var config = VirtualAgent.Config.from(main, context.log());
        return DeliveryService.of(context, new VirtualAgent(config, mailboxes, context.log()));
    }

    /// local(8).
    public Service local(ServiceContext context) {
        var main = context.main();
        var mailboxes = mailboxes(
                context, main.get(LocalParameters.MAILBOX_SIZE_LIMIT), main.get(LocalParameters.MAILBOX_DELIVERY_LOCK));
        var config = LocalConfig.from(main, context.log());
        return DeliveryService.of(context, new LocalAgent(config, mailboxes, Accounts::user, context.log()));
    }

    private Mailboxes mailboxes(ServiceContext context, long sizeLimit, String locks) {
        return new Mailboxes(
                new Maildir(LocalMachine.hostname(), context.clock()),
                new Mbox(locking(context.main(), locks), sizeLimit, context.clock()),
                rights,
                sizeLimit,
                context.log());
    }

    private static Mbox.Locking locking(MainCf main, String locks) {
        return new Mbox.Locking(
                Arrays.asList(locks.split("[\\s,]+")).contains("dotlock"),
                main.get(LocalParameters.DELIVER_LOCK_ATTEMPTS),
                main.get(LocalParameters.DELIVER_LOCK_DELAY),
                main.get(LocalParameters.STALE_LOCK_TIME));
    }
}
