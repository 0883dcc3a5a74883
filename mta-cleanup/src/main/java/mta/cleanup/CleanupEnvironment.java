package mta.cleanup;

import java.time.InstantSource;
import mta.cleanup.map.AddressMapper;
import mta.core.log.MailLog;
import mta.queue.Spool;

/// What all sessions of one service share.
///
/// @param spool where messages are stored
/// @param mapper rewrites addresses and looks them up
/// @param queueManager is told of new mail
/// @param returns sends back what cannot be queued
/// @param config its settings
/// @param log the mail log
/// @param clock what time it is
record CleanupEnvironment(
        Spool spool,
        AddressMapper mapper,
        QueueManagerTrigger queueManager,
        ReturnToSender returns,
        CleanupConfig config,
        MailLog log,
        InstantSource clock) {}
