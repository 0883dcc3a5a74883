package mta.smtpd.policy;

import java.util.Optional;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.smtpd.Peer;
import mta.smtpd.Peer.NameStatus;

/// Restrictions that look at the address and the name of the client.
record ClientRestrictions(Codes codes, MatchList mynetworks, OwnAddresses own) {

    /// The restriction of that name, in lower case.
    Optional<Restriction> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "permit_mynetworks" -> this::permitMynetworks;
                    case "permit_inet_interfaces" -> this::permitInetInterfaces;
                    // Nobody can log in before SASL is built.
                    case "permit_sasl_authenticated" -> _ -> Verdict.DUNNO;
                    case "reject_unknown_client_hostname", "reject_unknown_client" -> this::unknownName;
                    case "reject_unknown_reverse_client_hostname" -> this::unknownReverseName;
                    default -> null;
                });
    }

    private Verdict permitMynetworks(Evaluation e) {
        Peer peer = e.dialogue().peer();
        return switch (mynetworks.contains(peer.name(), peer.address())) {
            case IN -> Verdict.PERMIT;
            case OUT -> Verdict.DUNNO;
            case UNKNOWN -> e.membershipUnknown("mynetworks: lookup problem");
        };
    }

    private Verdict permitInetInterfaces(Evaluation e) {
        return own.contains(e.dialogue().peer().ip()) ? Verdict.PERMIT : Verdict.DUNNO;
    }

    /// Whether a client is in `mynetworks` for sure.
    boolean isTrusted(Peer peer) {
        return mynetworks.contains(peer.name(), peer.address()) == Membership.IN;
    }

    private Verdict unknownName(Evaluation e) {
        Peer peer = e.dialogue().named().get();
        if (peer.nameStatus() == NameStatus.OK) {
            return Verdict.DUNNO;
        }
        int code = peer.nameStatus() == NameStatus.PERMANENT ? codes.unknownClient() : 450;
        return e.refuse(code, "4.7.25", "Client host rejected: cannot find your hostname, [" + peer.address() + "]");
    }

    private Verdict unknownReverseName(Evaluation e) {
        Peer peer = e.dialogue().named().get();
        if (peer.reverseStatus() == NameStatus.OK) {
            return Verdict.DUNNO;
        }
        int code = peer.reverseStatus() == NameStatus.PERMANENT ? codes.unknownClient() : 450;
        return e.refuse(
                code, "4.7.1", "Client host rejected: cannot find your reverse hostname, [" + peer.address() + "]");
    }
}
