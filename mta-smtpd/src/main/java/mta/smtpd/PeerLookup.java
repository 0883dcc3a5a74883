package mta.smtpd;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mta.core.log.MailLog;
import mta.smtp.dns.Answer;
import mta.smtp.dns.Family;
import mta.smtp.dns.HostLookup;
import mta.smtpd.Peer.NameStatus;

/// Finds the name of a client: the name of its address, confirmed by the address of that name.
///
/// The search runs beside the session, because a name server that does not answer must not hold up the greeting:
/// [#await] gives what is known after a bounded wait, and may be called again later, when a restriction needs more.
public final class PeerLookup {

    private final Peer unnamed;
    private final CompletableFuture<Peer> named;

    private PeerLookup(Peer unnamed, CompletableFuture<Peer> named) {
        this.unnamed = unnamed;
        this.named = named;
    }

    /// Starts to search.
    public static PeerLookup start(Peer unnamed, HostLookup hosts, MailLog log) {
        var named = new CompletableFuture<Peer>();
        Thread.ofVirtual().name("peer-", 0).start(() -> {
            try {
                named.complete(search(unnamed, hosts, log));
            } catch (RuntimeException e) {
                named.completeExceptionally(e);
            }
        });
        return new PeerLookup(unnamed, named);
    }

    /// Does not search at all: `smtpd_peername_lookup = no`.
    public static PeerLookup none(Peer unnamed) {
        var peer = unnamed.named(Peer.UNKNOWN, Peer.UNKNOWN, NameStatus.PERMANENT, NameStatus.PERMANENT);
        return new PeerLookup(unnamed, CompletableFuture.completedFuture(peer));
    }

    /// What is known after waiting so long at most.
    public Peer await(Duration patience) {
        try {
            return named.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return unnamed;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unnamed;
        }
    }

    private static Peer search(Peer peer, HostLookup hosts, MailLog log) {
        return switch (hosts.names(peer.ip())) {
            case Answer.Records<String>(var names, var _) -> confirmed(peer, names.getFirst(), hosts, log);
            case Answer.Unknown<String> _ -> peer;
            case Answer.NoRecords<String> _, Answer.NoSuchName<String> _, Answer.NullMx<String> _ ->
                peer.named(Peer.UNKNOWN, Peer.UNKNOWN, NameStatus.PERMANENT, NameStatus.PERMANENT);
        };
    }

    private static Peer confirmed(Peer peer, String name, HostLookup hosts, MailLog log) {
        var family = peer.ip().getAddress().length == 4 ? Family.IPV4 : Family.IPV6;
        Answer<InetAddress> answer = hosts.addresses(name, family);
        if (answer.orNone().contains(peer.ip())) {
            return peer.named(name, name, NameStatus.OK, NameStatus.OK);
        }
        String complaint = "hostname " + name + " does not resolve to address " + peer.address();
        return switch (answer) {
            case Answer.Records<InetAddress> _ -> {
                log.warning(complaint);
                yield peer.named(Peer.UNKNOWN, name, NameStatus.PERMANENT, NameStatus.OK);
            }
            case Answer.Unknown<InetAddress> _ -> {
                log.warning(complaint + ": Temporary failure in name resolution");
                yield peer.named(Peer.UNKNOWN, name, NameStatus.TEMPORARY, NameStatus.OK);
            }
            case Answer.NoRecords<InetAddress> _, Answer.NoSuchName<InetAddress> _, Answer.NullMx<InetAddress> _ -> {
                log.warning(complaint + ": Name or service not known");
                yield peer.named(Peer.UNKNOWN, name, NameStatus.PERMANENT, NameStatus.OK);
            }
        };
    }
}
