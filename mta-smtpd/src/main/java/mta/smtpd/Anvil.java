package mta.smtpd;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.log.MailLog;

/// Counts what clients do, for all services of this process, and logs the highest counts from time to time.
///
/// Postfix has anvil(8) for it, as its sessions are in as many processes. The counts outlive reloads, so that nobody
/// begins anew with them; clients that have done nothing for a while are forgotten.
public final class Anvil {

    /// What is counted over a time (`anvil_rate_time_unit`).
    enum Event {
        CONNECTION("connection"),
        MESSAGE("message"),
        RECIPIENT("recipient"),
        AUTH("auth");

        private final String word;

        Event(String word) {
            this.word = word;
        }

        /// As it is called in statistics.
        String word() {
            return word;
        }
    }

    /// A client of one service.
    ///
    /// @param service its name in `master.cf`
    /// @param network its address, or the network that counts as one client
    record Who(String service, String network) {

        @Override
        public String toString() {
            return service + ":" + network;
        }
    }

    /// How it counts and reports.
    ///
    /// @param unit the time over which rates are counted
    /// @param every time between two reports
    /// @param idle after so much time without any client a report comes earlier: anvil(8) ends then
    /// @param log under the name of anvil(8)
    record Settings(Duration unit, Duration every, Duration idle, MailLog log) {

        static Settings from(MainCf main, MailLog log) {
            return new Settings(
                    main.get(ServiceParameters.ANVIL_RATE_TIME_UNIT),
                    main.get(ServiceParameters.ANVIL_STATUS_UPDATE_TIME),
                    main.get(CoreParameters.MAX_IDLE),
                    log.tagged(main.get(CoreParameters.SYSLOG_NAME) + "/anvil"));
        }
    }

    private static final class Count {
        private int sessions;
        private Instant since;
        private Instant used;
        private final Map<Event, Integer> events = new EnumMap<>(Event.class);

        Count(Instant now) {
            this.since = now;
            this.used = now;
        }
    }

    private final InstantSource clock;
    private final Consumer<Runnable> threads;

    // Guarded by this:
    private final AnvilStatistics statistics;
    private final Map<Who, Count> clients = new LinkedHashMap<>(16, 0.75f, true);
    private Optional<Settings> settings = Optional.empty();
    private int sessions;
    private Instant lastEnd = Instant.MIN;

    /// When the next report is due; nothing while there is nothing to report.
    private Optional<Instant> due = Optional.empty();

    /// @param zone of the times in reports
    /// @param threads runs what has to wait
    public Anvil(InstantSource clock, ZoneId zone, Consumer<Runnable> threads) {
        this.clock = clock;
        this.threads = threads;
        this.statistics = new AnvilStatistics(zone);
    }

    /// Goes on with these settings.
    synchronized void use(Settings next) {
        settings = Optional.of(next);
    }

    /// Counts a connection.
    ///
    /// @return how many the client has now
    synchronized int begun(Who who) {
        Instant now = clock.instant();
        forget(now);
        int here = ++count(who, now).sessions;
        sessions++;
        statistics.sessions(here, who.toString(), now);
        statistics.size(clients.size(), now);
        if (due.isEmpty() && settings.isPresent()) {
            due = Optional.of(now.plus(settings.get().every()));
            threads.accept(this::report);
        }
        return here;
    }

    synchronized void ended(Who who) {
        Instant now = clock.instant();
        count(who, now).sessions--;
        sessions--;
        if (sessions == 0) {
            lastEnd = now;
            notifyAll();
        }
    }

    /// Counts an event.
    ///
    /// @return how often it has happened in the time over which is counted
    synchronized int happened(Who who, Event event) {
        Instant now = clock.instant();
        Count count = count(who, now);
        if (now.isAfter(count.since.plus(unit()))) {
            count.since = now;
            count.events.clear();
        }
        int rate = count.events.merge(event, 1, Integer::sum);
        statistics.rate(event, rate, who.toString(), now);
        return rate;
    }

    private Duration unit() {
        return settings.map(Settings::unit).orElse(Duration.ofMinutes(1));
    }

    private Count count(Who who, Instant now) {
        Count count = clients.computeIfAbsent(who, _ -> new Count(now));
        count.used = now;
        return count;
    }

    /// Forgets clients that are gone, from the one that did something first. The others are put behind all that did
    /// something later, so that each is looked at once.
    private void forget(Instant now) {
        while (!clients.isEmpty()) {
            var first = clients.entrySet().iterator().next();
            if (!now.isAfter(first.getValue().used.plus(unit()))) {
                return;
            }
            if (first.getValue().sessions == 0) {
                clients.remove(first.getKey());
            } else {
                count(first.getKey(), now);
            }
        }
    }

    /// Reports until there is nothing left to report.
    private void report() {
        try {
            do {
                awaitReport();
            } while (!reportIfDue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitReport() throws InterruptedException {
        long left = millisToReport();
        while (left > 0) {
            wait(left);
            left = millisToReport();
        }
    }

    private long millisToReport() {
        return Duration.between(clock.instant(), next()).toMillis();
    }

    /// When the next report comes, if no client comes before.
    private Instant next() {
        Instant regular = due.orElseThrow();
        Instant idle = lastEnd.plus(settings.orElseThrow().idle());
        return sessions == 0 && idle.isBefore(regular) ? idle : regular;
    }

    /// What is to be logged.
    ///
    /// @param isLast whether there is nothing more to report until another client comes
    private record Report(MailLog log, List<String> lines, boolean isLast) {}

    /// Logs the highest counts, where it is time; sessions go on meanwhile, as a log may take its time.
    ///
    /// @return whether that was the last report for now
    boolean reportIfDue() {
        var report = take();
        report.ifPresent(now -> now.lines().forEach(now.log()::info));
        return report.isPresent() && report.get().isLast();
    }

    private synchronized Optional<Report> take() {
        Instant now = clock.instant();
        if (due.isEmpty() || now.isBefore(next())) {
            return Optional.empty();
        }
        var to = settings.orElseThrow();
        due = sessions == 0 ? Optional.empty() : Optional.of(now.plus(to.every()));
        return Optional.of(new Report(to.log(), statistics.take(to.unit()), due.isEmpty()));
    }
}
