package mta.qmgr.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Everything outside the mail system: the mailboxes of recipients, and what senders got to hear. It loses nothing.
final class World {

    /// How mail for a domain fares.
    enum Fate {
        DELIVERED("good.example"),
        /// Only after some hours.
        LATE("late.example"),
        REFUSED("bad.example"),
        /// Nobody ever answers there.
        NEVER("never.example");

        private final String domain;

        Fate(String domain) {
            this.domain = domain;
        }

        static Fate of(String address) {
            for (var fate : values()) {
                if (address.endsWith("@" + fate.domain)) {
                    return fate;
                }
            }
            return DELIVERED;
        }
    }

    private static final Duration LATE = Duration.ofHours(2);
    private static final int MANY = 40;

    private final Map<String, Integer> delivered = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> again = new ArrayList<>();
    private final Map<String, Integer> told = new HashMap<>();
    private Instant start;
    private Instant now;

    void time(Instant time) {
        start = start == null ? time : start;
        now = time;
    }

    /// Whom a new message is for.
    List<String> addresses(RandomGenerator random, int message) {
        var addresses = new ArrayList<String>();
        int count = random.nextInt(8) == 0 ? MANY : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            var fates = Fate.values();
            addresses.add("m" + message + "r" + i + "@" + fates[random.nextInt(fates.length)].domain);
        }
        return addresses;
    }

    boolean isLateOver() {
        return start != null && Duration.between(start, now).compareTo(LATE) > 0;
    }

    /// A message lies in a mailbox.
    void deliver(String address) {
        delivered.merge(address, 1, Integer::sum);
        if (done.contains(address)) {
            again.add(address);
        }
    }

    /// It is written in the queue that this recipient has his mail.
    void done(String address) {
        done.add(address);
    }

    /// Such marks are not synced: a power failure may repeat deliveries.
    void powerFailure() {
        done.clear();
    }

    /// Recipients who got their mail again although it was written down that they had it.
    List<String> again() {
        return List.copyOf(again);
    }

    /// A sender reads a notice about a recipient.
    void tell(String address) {
        told.merge(address, 1, Integer::sum);
    }

    int delivered(String address) {
        return delivered.getOrDefault(address, 0);
    }

    int told(String address) {
        return told.getOrDefault(address, 0);
    }
}
