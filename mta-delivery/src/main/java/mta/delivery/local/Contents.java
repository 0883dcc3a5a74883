package mta.delivery.local;

import java.util.List;
import mta.delivery.local.Expansion.Kind;

/// What was found where an alias, a list or a `.forward` file may be.
sealed interface Contents {

    /// Nothing is there.
    enum Missing implements Contents {
        KNOWN
    }

    /// Nothing to go on with: what becomes of the mail is among the [Steps] already.
    enum Settled implements Contents {
        KNOWN
    }

    /// It stands for others.
    ///
    /// @param kind what that makes of the recipient
    /// @param inside what an address in it inherits
    record Others(Kind kind, List<Destination> destinations, Member inside) implements Contents {}
}
