package mta.qmgr.schedule;

import java.time.Duration;

/// How many recipients of a transport are in memory, and when more are read.
///
/// @param most of all its jobs (`default_recipient_limit`)
/// @param extra beside those, of jobs that overtake others (`default_extra_recipient_limit`)
/// @param refill how many must fit before more of a message are read (`default_recipient_refill_limit`)
/// @param refillDelay after which fewer are read, too (`default_recipient_refill_delay`)
public record RecipientLimits(int most, int extra, int refill, Duration refillDelay) {}
