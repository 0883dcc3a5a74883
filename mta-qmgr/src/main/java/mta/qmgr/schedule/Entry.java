package mta.qmgr.schedule;

import java.util.ArrayList;
import java.util.List;
import mta.core.mail.Recipient;

/// A delivery that waits; more recipients may join it until it starts.
final class Entry {

    private final Peer peer;
    private final List<Recipient> recipients = new ArrayList<>(1);

    Entry(Peer peer) {
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    int size() {
        return recipients.size();
    }

    void add(Recipient recipient) {
        recipients.add(recipient);
    }

    Batch batch(Batch.Pace pace) {
        return new Batch(peer.job().message(), peer.destination().route(), List.copyOf(recipients), pace);
    }
}
