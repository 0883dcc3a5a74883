package mta.qmgr.schedule;

import mta.qmgr.destination.WindowLimits;

/// What one transport takes.
///
/// @param window how many deliveries at a time to one destination
/// @param recipients how many recipients in one delivery; 0 for no limit. With 1, each recipient is a destination of
/// its own.
/// @param processes how many deliveries at a time in all; 0 for no limit
public record TransportLimits(WindowLimits window, int recipients, int processes) {}
