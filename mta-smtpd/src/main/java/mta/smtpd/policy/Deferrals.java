package mta.smtpd.policy;

import java.util.Optional;
import mta.smtp.reply.Reply;

/// What the lists of earlier phases put off until something would be permitted (`defer_if_permit`); what follows begins
/// with it. Each list has its own, so that it is asked again without what it put off the last time.
///
/// Belongs to one session; not safe for several threads.
public final class Deferrals {

    private Optional<Reply> client = Optional.empty();
    private Optional<Reply> helo = Optional.empty();
    private Optional<Reply> sender = Optional.empty();

    Optional<Reply> client() {
        return client;
    }

    void client(Optional<Reply> putOff) {
        client = putOff;
    }

    Optional<Reply> helo() {
        return helo;
    }

    void helo(Optional<Reply> putOff) {
        helo = putOff;
    }

    Optional<Reply> sender() {
        return sender;
    }

    void sender(Optional<Reply> putOff) {
        sender = putOff;
    }
}
