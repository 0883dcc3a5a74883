package mta.qmgr.schedule;

import mta.qmgr.destination.Window;
import mta.qmgr.destination.WindowLimits;

/// Hears of every change of what is believed about a destination.
public interface WindowObserver {

    /// What made the difference.
    enum Event {
        SUCCESS,
        FAILURE,
        /// A pause is over, or an operator asked for an attempt.
        ANOTHER_CHANCE
    }

    /// Does not want to know.
    WindowObserver NOBODY = (_, _, _, _, _, _) -> {};

    /// Something happened at a destination.
    ///
    /// @param before what was believed
    /// @param after what is believed now
    void changed(String transport, String destination, Event event, WindowLimits limits, Window before, Window after);
}
