package mta.qmgr;

import java.time.InstantSource;
import mta.core.log.MailLog;
import mta.queue.Spool;

/// What all parts of one queue manager share.
///
/// @param config its settings
/// @param spool the queues that it looks after
/// @param log the mail log
/// @param clock what time it is
record QmgrEnvironment(QmgrConfig config, Spool spool, MailLog log, InstantSource clock) {}
