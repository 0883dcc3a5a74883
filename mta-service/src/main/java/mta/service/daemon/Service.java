package mta.service.daemon;

import java.io.IOException;
import mta.core.net.ClientConnection;

/// One running line of `master.cf`.
///
/// The host accepts connections, keeps the process limit, and calls [#serve] on a virtual thread for each.
public interface Service {

    /// Serves one client until it is done. The host closes the connection afterwards and logs what is thrown.
    void serve(ClientConnection connection) throws IOException;

    /// Asks for an end: open sessions finish their command, threads of the service's own end soon. Returns at once.
    ///
    /// Called on `postfix stop`, where the host leaves for want of work, and on `postfix reload`, after the service
    /// that takes its place was started.
    default void stop() {}

    /// Ends soon what may take long and can be done another time, as the process is about to end. Called after [#stop],
    /// and neither on `postfix reload` nor where a host leaves for want of work: there, what is under way may
    /// take its time. Returns at once.
    default void hurry() {}

    /// Whether clients may be hung up on at any time, because nothing is lost with them. Those of services that anybody
    /// may connect to, and keep waiting, must not hold up the end of the process.
    default boolean mayHangUp() {
        return false;
    }

    /// Whether nothing is under way besides open connections; a host ends only when all its services say so.
    default boolean isIdle() {
        return true;
    }

    /// Whether something would be lost if its host ended for want of work.
    default boolean mustStay() {
        return false;
    }
}
