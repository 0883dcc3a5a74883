package mta.cli.queue;

import java.util.List;
import mta.queue.QueueName;

/// What postsuper(1) can do to a message.
enum QueueAction {
    REQUEUE('r', "Requeued", "requeued"),
    DELETE('d', "Deleted", "removed"),
    EXPIRE('e', "Force-expired", "expired"),
    EXPIRE_AND_RELEASE('f', "Force-expired", "expired"),
    HOLD('h', "Placed on hold", "placed on hold"),
    RELEASE('H', "Released from hold", "released from hold");

    private static final List<QueueName> SEARCHED =
            List.of(QueueName.MAILDROP, QueueName.INCOMING, QueueName.ACTIVE, QueueName.DEFERRED, QueueName.HOLD);

    private final char option;
    private final String title;
    private final String done;

    QueueAction(char option, String title, String done) {
        this.option = option;
        this.title = title;
        this.done = done;
    }

    /// The letter on the command line.
    char option() {
        return option;
    }

    /// The word in front of the count in the summary.
    String title() {
        return title;
    }

    /// What is said of a message to which it was done.
    String done() {
        return done;
    }

    /// Where it looks for messages if no queue is named.
    List<QueueName> defaultQueues() {
        return SEARCHED.stream().filter(this::appliesTo).toList();
    }

    /// Whether it may be done in that queue at all: a local submission must be read by pickup(8) before anything
    /// else.
    boolean appliesTo(QueueName queue) {
        if (queue.content() != QueueName.Content.MESSAGES) {
            return false;
        }
        return switch (this) {
            case DELETE -> true;
            case REQUEUE, EXPIRE, EXPIRE_AND_RELEASE -> queue != QueueName.MAILDROP;
            case HOLD -> queue != QueueName.MAILDROP && queue != QueueName.HOLD;
            case RELEASE -> queue == QueueName.HOLD;
        };
    }
}
