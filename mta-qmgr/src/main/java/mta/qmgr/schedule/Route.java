package mta.qmgr.schedule;

/// Where a recipient goes.
///
/// @param transport who delivers
/// @param nexthop where that sends to
/// @param destination whose window counts; the next hop, or a single recipient
public record Route(String transport, String nexthop, String destination) {

    /// A way where the next hop is the destination.
    public static Route to(String transport, String nexthop) {
        return new Route(transport, nexthop, nexthop);
    }
}
