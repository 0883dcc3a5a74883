package mta.cleanup.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.config.VerifyParameters;
import mta.core.log.MailLog;
import mta.core.net.ClientConnection;
import mta.service.client.VerifyClient;
import mta.service.client.VerifyClient.Standing;
import mta.service.client.VerifyClient.Status;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// verify(8) — knows whether addresses can get mail.
///
/// ## Description
/// Answers smtpd(8) from what it remembers, and sends a probe where it knows nothing, or what it knows is old.
/// A probe is a message that delivery agents do everything with but deliver it; they tell what came of it.
///
/// What is known of an address counts for `address_verify_positive_expire_time` or
/// `address_verify_negative_expire_time`; after the shorter `…_refresh_time` it is probed again, and meanwhile the old
/// result counts. A failed probe does not replace a success that still counts.
/// ## Diagnostics
/// Where the cache cannot be read or written, clients are told so, and mail is deferred.
public final class VerifyService implements Service {

    private static final Attributes GREETING = new Attributes().with("protocol", VerifyClient.PROTOCOL);

    /// No other probe is sent so soon after one that has not been answered.
    private static final Duration PROBE_LIFETIME = Duration.ofSeconds(1000);

    /// What no table can have as a key, and no server would take as an address.
    private static final int LONGEST_ADDRESS = 500;

    /// How long results count, and when they are renewed.
    private record Times(Duration expire, Duration refresh) {}

    private final ResultStore store;
    private final Probes probes;
    private final Times positive;
    private final Times negative;
    private final boolean keepsFailures;
    private final Duration cleanupInterval;
    private final MailLog log;
    private final InstantSource clock;

    // Guarded by this:
    private Instant cleaned = Instant.MIN;

    /// When probes were sent of which nothing is kept until they succeed.
    private final Map<String, Long> probing = new HashMap<>();

    private VerifyService(ServiceContext context) {
        MainCf main = context.main();
        this.store = ResultStore.of(main);
        this.probes = new Probes(
                main,
                context.service(main.get(ServiceParameters.CLEANUP_SERVICE_NAME)),
                context.log(),
                context.clock());
        this.positive = new Times(
                main.get(VerifyParameters.ADDRESS_VERIFY_POSITIVE_EXPIRE_TIME),
                main.get(VerifyParameters.ADDRESS_VERIFY_POSITIVE_REFRESH_TIME));
        this.negative = new Times(
                main.get(VerifyParameters.ADDRESS_VERIFY_NEGATIVE_EXPIRE_TIME),
                main.get(VerifyParameters.ADDRESS_VERIFY_NEGATIVE_REFRESH_TIME));
        this.keepsFailures = main.get(VerifyParameters.ADDRESS_VERIFY_NEGATIVE_CACHE);
        this.cleanupInterval = main.get(VerifyParameters.ADDRESS_VERIFY_CACHE_CLEANUP_INTERVAL);
        this.log = context.log();
        this.clock = context.clock();
    }

    /// Builds the service; a `Program` of a host.
    public static Service start(ServiceContext context) {
        return new VerifyService(context);
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        var client = AttributeStream.over(connection);
        client.send(GREETING);
        for (var request = client.next(); request.isPresent(); request = client.next()) {
            cleanIfDue();
            client.send(answer(request.get()));
        }
    }

    /// Without `address_verify_map`, what is known lives as long as this process, as in Postfix.
    @Override
    public boolean mustStay() {
        return store instanceof ResultStore.InMemory(var results) && !results.isEmpty();
    }

    private Attributes answer(Attributes request) {
        try {
            String address = request.text("address");
            if (address.getBytes(StandardCharsets.ISO_8859_1).length > LONGEST_ADDRESS) {
                return status(Status.BAD_REQUEST);
            }
            return switch (request.text("request")) {
                case "query" -> query(address);
                case "update" ->
                    update(address, Standing.of(request.number("recipient_status")), request.text("reason", ""));
                default -> status(Status.BAD_REQUEST);
            };
        } catch (ProtocolException e) {
            return status(Status.BAD_REQUEST);
        } catch (IOException e) {
            log.warning("cache " + store.name() + ": " + e.getMessage());
            return status(Status.FAILED);
        }
    }

    private static Attributes status(Status status) {
        return new Attributes().with("status", status.number());
    }

    private synchronized Attributes query(String address) throws IOException {
        Instant now = clock.instant();
        var known = kept(address).filter(result -> !isOlder(result, times(result).expire, now));
        var result = known.orElse(ProbeResult.UNKNOWN);
        long probed = kept(address).map(ProbeResult::probed).orElseGet(() -> probing.getOrDefault(address, 0L));
        boolean isOnItsWay = now.getEpochSecond() - probed <= PROBE_LIFETIME.toSeconds();
        if (!isOnItsWay && isOlder(result, times(result).refresh, now)) {
            if (result.updated() != 0 || keepsFailures) {
                store.put(key(address), result.probedAt(now).toString());
            } else {
                probing.put(address, now.getEpochSecond());
            }
            probes.start(address);
        }
        return status(Status.DONE)
                .with("recipient_status", result.standing().number())
                .with("reason", result.text());
    }

    private synchronized Attributes update(String address, Standing standing, String reason) throws IOException {
        Instant now = clock.instant();
        probing.remove(address);
        boolean isSuccess = standing == Standing.DELIVERABLE;
        boolean isOutweighed = !isSuccess
                && kept(address)
                        .filter(ProbeResult::isPositive)
                        .filter(result -> !isOlder(result, positive.expire, now))
                        .isPresent();
        if ((isSuccess || keepsFailures) && !isOutweighed) {
            store.put(key(address), ProbeResult.at(now, standing, reason).toString());
        }
        return status(Status.DONE);
    }

    private Optional<ProbeResult> kept(String address) throws IOException {
        return store.get(key(address)).flatMap(ProbeResult::parse);
    }

    /// Some tables take a colon for the end of a key.
    private static String key(String address) {
        return address.replace(':', '_');
    }

    private Times times(ProbeResult result) {
        return result.isPositive() ? positive : negative;
    }

    private static boolean isOlder(ProbeResult result, Duration age, Instant now) {
        return result.updated() + age.toSeconds() < now.getEpochSecond();
    }

    /// From time to time, forgets what does not count any more.
    private synchronized void cleanIfDue() {
        Instant now = clock.instant();
        boolean isDue = cleaned.equals(Instant.MIN) || !now.isBefore(cleaned.plus(cleanupInterval));
        if (cleanupInterval.isZero() || !isDue) {
            return;
        }
        cleaned = now;
        probing.values().removeIf(sent -> now.getEpochSecond() - sent > PROBE_LIFETIME.toSeconds());
        try {
            clean(now);
        } catch (IOException e) {
            log.warning("cache " + store.name() + ": " + e.getMessage());
        }
    }

    private void clean(Instant now) throws IOException {
        List<String> old = new ArrayList<>();
        var count = new int[1];
        store.forEach((key, text) -> {
            count[0]++;
            var result = ProbeResult.parse(text);
            if (result.isEmpty() || isUseless(result.get(), now)) {
                old.add(key);
            }
        });
        for (String key : old) {
            store.remove(key);
        }
        log.info("cache " + store.name() + " full cleanup: retained=" + (count[0] - old.size()) + " dropped="
                + old.size() + " entries");
    }

    private boolean isUseless(ProbeResult result, Instant now) {
        boolean isOnItsWay = now.getEpochSecond() - result.probed() <= PROBE_LIFETIME.toSeconds();
        return !isOnItsWay && isOlder(result, times(result).expire, now);
    }
}
