package mta.master;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.config.ServiceEntry;
import mta.service.daemon.MasterLink;

/// When which service is woken up: the timers of `master.cf`.
///
/// The first wake-up is due at once; with `60?` the timer begins when the service is first used.
final class WakeUps {

    private final Map<String, ServiceEntry> timed = new HashMap<>();
    private final Map<String, Instant> due = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /// The services of a new configuration. Timers that run already go on.
    void use(List<ServiceEntry> services, Instant now) {
        timed.clear();
        for (ServiceEntry entry : services) {
            if (!entry.wakeup().isZero()) {
                timed.put(MasterLink.key(entry), entry);
                if (!entry.wakeupOnlyIfUsed() || used.contains(MasterLink.key(entry))) {
                    due.putIfAbsent(MasterLink.key(entry), now);
                }
            }
        }
        due.keySet().retainAll(timed.keySet());
    }

    /// A service was used for the first time.
    void used(String key, Instant now) {
        if (timed.containsKey(key) && used.add(key)) {
            due.putIfAbsent(key, now.plus(timed.get(key).wakeup()));
        }
    }

    /// Those that are due now; their next time is set.
    List<ServiceEntry> take(Instant now) {
        var ready = new ArrayList<ServiceEntry>();
        for (var timer : due.entrySet()) {
            if (!timer.getValue().isAfter(now)) {
                var entry = timed.get(timer.getKey());
                ready.add(entry);
                timer.setValue(now.plus(entry.wakeup()));
            }
        }
        return ready;
    }

    /// When the next one is due.
    Optional<Instant> next() {
        return due.values().stream().min(Instant::compareTo);
    }
}
