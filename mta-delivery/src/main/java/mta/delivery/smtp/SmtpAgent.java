package mta.delivery.smtp;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import mta.core.log.MailLog;
import mta.core.net.Network;
import mta.core.table.Lookup;
import mta.core.table.TableSearch;
import mta.delivery.Agent;
import mta.delivery.DeliveryJob;
import mta.service.client.DeliveryReport;
import mta.service.client.SessionReport;
import mta.smtp.client.IdleDialogues;
import mta.smtp.dns.HostLookup;
import mta.smtp.dns.HostsFile;
import mta.smtp.dns.Resolver;
import mta.smtp.reply.ReplyFilter;

/// smtp(8), lmtp(8) — carries messages to other mail servers.
///
/// ## Description
/// Looks up where mail for the next hop goes, by MX records or, with `[host]` or in LMTP, by address records, and tries
/// these servers in the order of their preference. Connections are kept for more mail to the same server, as far as the
/// settings allow that.
/// ## Standards
/// RFC 5321 (SMTP), RFC 2033 (LMTP), RFC 1870 (SIZE), RFC 2034 (enhanced status codes), RFC 2920 (pipelining),
/// RFC 3461 (DSN parameters), RFC 6152 (8BITMIME), RFC 6531 (SMTPUTF8).
/// ## Bugs
/// STARTTLS and AUTH are not implemented; settings that demand them are refused at start.
/// ## Implementation
/// Each job is an [SmtpDelivery] of its own; what is shared is the servers' addresses being looked up in one way, and
/// the connections that wait for more mail.
public final class SmtpAgent implements Agent {

    private static final long SWEEP_MILLIS = 1_000;

    private final SmtpDeliveryConfig config;
    private final Network network;
    private final ServerFinder finder;
    private final IdleDialogues idle;
    private final TableSearch replyFilter;
    private final SessionReport reports;
    private final MailLog log;
    private final InstantSource clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /// Where servers are found and reached.
    ///
    /// @param network opens connections
    /// @param resolver asks the DNS
    /// @param hosts the hosts file, where `smtp_host_lookup` has `native`
    /// @param ourselves whether an address is one of ours, so that mail does not go in circles
    public record Internet(Network network, Resolver resolver, HostsFile hosts, Predicate<InetAddress> ourselves) {}

    /// @param replyFilter what to make of servers' replies; mostly nothing
    /// @param reports tells the postmaster of sessions that went wrong
    public SmtpAgent(
            SmtpDeliveryConfig config,
            Internet internet,
            TableSearch replyFilter,
            SessionReport reports,
            MailLog log,
            InstantSource clock) {
        this.config = config;
        this.network = internet.network();
        this.replyFilter = replyFilter;
        this.reports = reports;
        this.log = log;
        this.clock = clock;
        var lookup = new HostLookup(internet.resolver(), internet.hosts(), config.hostLookup());
        this.finder = new ServerFinder(
                internet.resolver(), lookup, config.choice(), internet.ourselves(), new SecureRandom(), log::warning);
        var reuse = config.reuse();
        this.idle = new IdleDialogues(reuse.idleLimit(), reuse.timeLimit(), reuse.countLimit(), clock);
    }

    @Override
    public Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job) {
        return new SmtpDelivery(this, job).run();
    }

    @Override
    public void stop() {
        idle.close();
    }

    SmtpDeliveryConfig config() {
        return config;
    }

    Network network() {
        return network;
    }

    ServerFinder finder() {
        return finder;
    }

    SessionReport reports() {
        return reports;
    }

    /// Makes of what servers say what the administrator wants, for one job.
    ReplyFilter replyFilter(DeliveryJob job) {
        return line -> switch (replyFilter.find(line)) {
            case Lookup.Found(var instead) -> {
                job.note("replacing server reply \"" + line + "\" with \"" + instead + "\"");
                yield instead;
            }
            case Lookup.NotFound _ -> line;
            case Lookup.TemporaryFailure(var why) -> {
                log.warning(job.request().id(), "reply filter lookup error for " + line + ": " + why);
                throw new ReplyFilter.UnavailableException(why);
            }
        };
    }

    MailLog log() {
        return log;
    }

    InstantSource clock() {
        return clock;
    }

    /// A connection that waits for mail to this destination.
    Optional<IdleDialogues.Kept> waiting(String destination) {
        return config.reuse().onDemand() ? idle.take(destination) : Optional.empty();
    }

    /// Keeps a connection for more mail to the same destination, or ends it.
    void release(String destination, IdleDialogues.Kept kept) {
        if (!config.reuse().onDemand()) {
            kept.dialogue().quit();
            return;
        }
        idle.keep(destination, kept);
        if (sweeping.compareAndSet(false, true)) {
            Thread.ofVirtual().name("idle-connections").start(this::sweep);
        }
    }

    private void sweep() {
        try {
            while (!idle.isEmpty()) {
                Thread.sleep(SWEEP_MILLIS);
                idle.sweep();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sweeping.set(false);
        }
    }
}
