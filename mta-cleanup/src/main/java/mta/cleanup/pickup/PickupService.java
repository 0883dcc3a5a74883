package mta.cleanup.pickup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import mta.core.config.ServiceParameters;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.service.daemon.LocalCallers;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.daemon.TriggerService;

/// pickup(8) — takes mail that local users put into `maildrop`.
///
/// ## Description
/// Woken up by `sendmail` and by a timer, it hands each complete file to cleanup(8) and removes it after cleanup(8) has
/// queued the message. Where that fails, the file stays for the next time; a crash in between delivers twice, never
/// not at all.
/// ## Files
/// Reads and removes `maildrop/*`. A file that is malformed is removed with a warning, as Postfix does: it comes from
/// outside and would be tried for ever. One that `postsuper -r` put there goes to `corrupt`.
public final class PickupService extends TriggerService {

    private final Spool spool;
    private final SubmissionCopier copier;
    private final FileClaim.Taking claims;
    private final MailLog log;
    private final ScanTurn turn;
    private volatile boolean hurried;

    PickupService(
            Spool spool,
            SubmissionCopier copier,
            FileClaim.Taking claims,
            LocalCallers callers,
            ScanTurn turn,
            MailLog log) {
        super(callers);
        this.spool = spool;
        this.copier = copier;
        this.claims = claims;
        this.turn = turn;
        this.log = log;
    }

    /// Builds the service of one line of `master.cf`.
    ///
    /// @param turn shared by those that come after each other on reloads
    public static Service start(ServiceContext context, ScanTurn turn) {
        var spool = Spool.open(SpoolConfig.from(context.main()), context.clock());
        InstantSource clock = context.clock();
        var copier = new SubmissionCopier(
                context.service(context.main().get(ServiceParameters.CLEANUP_SERVICE_NAME)),
                PickupConfig.from(context.main()),
                context.log(),
                clock);
        return new PickupService(
                spool, copier, FileClaim::take, LocalCallers.whoMayFlush(context), turn, context.log());
    }

    /// Scans until nothing is left, in one thread; requests that come meanwhile cause another scan.
    @Override
    protected void triggered(byte[] requests) throws IOException {
        turn.take(this::scan);
    }

    private void scan() throws IOException {
        try (var scan = spool.scan(QueueName.MAILDROP)) {
            for (var path = scan.nextPath(); path.isPresent() && !hurried; path = scan.nextPath()) {
                tryToPickUp(path.get());
            }
        }
    }

    /// One file that makes trouble must not keep the others waiting.
    private void tryToPickUp(Path path) {
        try {
            pickUp(path);
        } catch (IOException e) {
            log.warning("maildrop/" + path.getFileName() + ": " + ErrorText.of(e));
        } catch (RuntimeException e) {
            log.panic(e);
        }
    }

    /// What is left is found after the next start.
    @Override
    public void hurry() {
        hurried = true;
    }

    private void pickUp(Path path) throws IOException {
        var id = QueueId.parse(path.getFileName().toString());
        var status = FileStatus.of(path);
        if (status.isEmpty()) {
            return;
        }
        switch (status.get().state()) {
            case BEING_WRITTEN -> {}
            case ALIEN ->
                log.warning("maildrop/" + path.getFileName() + ": uid "
                        + status.get().owner() + ": not a regular file");
            case READY -> {
                if (id.isEmpty()) {
                    log.warning("bogus file name: maildrop/" + path.getFileName());
                } else {
                    claimAndCopy(path, id.get());
                }
            }
        }
    }

    /// The process before this one, or after it, may be about to copy the same file, or just have removed it.
    private void claimAndCopy(Path path, QueueId id) throws IOException {
        Optional<? extends Closeable> claim;
        try {
            claim = claims.take(path);
        } catch (IOException e) {
            unreadable(id, e);
            return;
        }
        if (claim.isPresent()) {
            try (var _ = claim.get()) {
                var status = FileStatus.of(path);
                if (status.isPresent()) {
                    copy(path, id, status.get());
                }
            }
        }
    }

    private void copy(Path path, QueueId id, FileStatus status) throws IOException {
        switch (fate(id, status)) {
            case KEEP -> {}
            case REMOVE -> Files.deleteIfExists(path);
            case SET_ASIDE -> {
                log.warning("saving corrupt file \"" + id + "\" from queue \"maildrop\" to queue \"corrupt\"");
                spool.setAside(QueueName.MAILDROP, id);
            }
        }
    }

    private SubmissionCopier.Fate fate(QueueId id, FileStatus status) {
        try (var file = spool.open(QueueName.MAILDROP, id).orElse(null)) {
            return file == null ? SubmissionCopier.Fate.KEEP : copier.copy(file, status);
        } catch (IOException e) {
            unreadable(id, e);
            return SubmissionCopier.Fate.KEEP;
        }
    }

    private void unreadable(QueueId id, IOException e) {
        log.warning("open input file maildrop/" + id + ": " + ErrorText.of(e));
    }
}
