package mta.smtpd;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mta.smtpd.Anvil.Event;

/// The highest counts since the last time that they were logged, in the lines of anvil(8), which log tools read.
///
///     statistics: max connection rate 5/60s for (smtp:192.0.2.1) at Nov  8 17:02:22
///     statistics: max connection count 3 for (smtp:192.0.2.1) at Nov  8 17:02:22
///     statistics: max cache size 2 at Nov  8 17:02:22
final class AnvilStatistics {

    /// @param who of which client; empty where it is of all
    private record Peak(int count, String who, Instant at) {}

    private static final Peak NONE = new Peak(0, "", Instant.EPOCH);

    private final DateTimeFormatter time;
    private final Map<Event, Peak> rates = new EnumMap<>(Event.class);
    private Peak sessions = NONE;
    private Peak size = NONE;

    AnvilStatistics(ZoneId zone) {
        this.time =
                DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(zone);
    }

    void rate(Event event, int count, String who, Instant now) {
        rates.put(event, higher(rates.getOrDefault(event, NONE), count, who, now));
    }

    void sessions(int count, String who, Instant now) {
        sessions = higher(sessions, count, who, now);
    }

    /// How many clients there are.
    void size(int count, Instant now) {
        size = higher(size, count, "", now);
    }

    private static Peak higher(Peak known, int count, String who, Instant now) {
        return count > known.count ? new Peak(count, who, now) : known;
    }

    /// The lines to be logged; counts anew afterwards.
    ///
    /// @param unit the time over which rates are counted
    List<String> take(Duration unit) {
        var lines = new ArrayList<String>();
        for (Event event : Event.values()) {
            var rate = rates.getOrDefault(event, NONE);
            add(lines, rate, "max " + event.word() + " rate " + rate.count + "/" + unit.toSeconds() + "s");
            if (event == Event.CONNECTION) {
                add(lines, sessions, "max connection count " + sessions.count);
            }
        }
        add(lines, size, "max cache size " + size.count);
        rates.clear();
        sessions = NONE;
        size = NONE;
        return lines;
    }

    private void add(List<String> lines, Peak peak, String what) {
        if (peak.count > 0) {
            String client = peak.who.isEmpty() ? "" : " for (" + peak.who + ")";
            lines.add("statistics: " + what + client + " at " + time.format(peak.at));
        }
    }
}
