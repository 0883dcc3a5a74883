package mta.cli.mail;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.posix.FileName;
import mta.core.table.AuthorizedUsers;
import mta.core.table.Tables;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.RecordWriter;
import mta.queue.submission.Submission;
import mta.service.client.CleanupResult;
import mta.service.client.CleanupResult.Cause;
import mta.service.client.LocalConnection;
import mta.service.client.LocalService;
import mta.service.client.Trigger;
import mta.service.protocol.Attributes;

/// Where a submission goes: into `maildrop`, by our own hands or through the `public/postdrop` socket.
///
/// Who may write to `maildrop` does so, whether or not the mail system is running. Everybody else needs the mail
/// system, which knows the caller by the kernel's word.
///
/// Closed before [#finish], the submission is taken back.
sealed interface Drop extends Closeable {

    /// The id of the file in `maildrop`.
    ///
    /// @throws CommandFailed if nobody is there who would write one
    String queueId() throws CommandFailed;

    /// Where our own records go, up to the end record. Asked for once.
    RecordWriter records() throws IOException;

    /// Takes records of others instead, checked, up to their end record, and finishes.
    Answer copy(InputStream in) throws IOException, CommandFailed;

    /// Waits until the message is on disk, or refused.
    Answer finish() throws IOException, CommandFailed;

    /// What came of it.
    ///
    /// @param status Postfix's number; 0 for success
    /// @param reason the cause in words; for records that break the rules; empty where the status says it all
    record Answer(int status, String reason) {

        /// The records had no end: whoever sent them changed his mind.
        static final Answer CANCELLED = new Answer(0, "cancelled");

        /// Success or refusal in the words of cleanup(8).
        Cause cause() {
            return CleanupResult.causeOf(status);
        }
    }

    /// Opens the way that is there.
    ///
    /// @throws CommandFailed if the user may not
    static Drop open(MainCf main, LoginUser user, InstantSource clock, Consumer<String> warnings)
            throws IOException, CommandFailed {
        var queue = FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY));
        var users = AuthorizedUsers.of(main, CoreParameters.AUTHORIZED_SUBMIT_USERS, new Tables(warnings));
        if (!users.allows(user.uid())) {
            throw new CommandFailed(
                    ExitStatus.FATAL,
                    "User " + AuthorizedUsers.nameOf(user.uid()) + "(" + user.uid()
                            + ") is not allowed to submit mail");
        }
        Path maildrop = queue.resolve(QueueName.MAILDROP.directory());
        if (user.uid() == 0 || owns(user, maildrop)) {
            return new ByHand(main, queue, user, clock, warnings);
        }
        return new ThroughSocket(
                new LocalService(queue.resolve("public/postdrop"), main.get(ServiceParameters.IPC_TIMEOUT)),
                user.uid());
    }

    private static boolean owns(LoginUser user, Path directory) {
        try {
            return (int) Files.getAttribute(directory, "unix:uid") == user.uid();
        } catch (IOException e) {
            return false;
        }
    }

    /// Through the mail system.
    ///
    /// Records of ours are held until they are complete: who writes the message may take hours, in which the mail
    /// system may have been restarted.
    final class ThroughSocket implements Drop {

        private final LocalService service;
        private final int uid;
        private final Held held = new Held();
        private Optional<LocalConnection> connection = Optional.empty();

        ThroughSocket(LocalService service, int uid) {
            this.service = service;
            this.uid = uid;
        }

        @Override
        public String queueId() throws CommandFailed {
            try {
                connection = Optional.of(service.connect());
                Attributes greeting = connection.get().stream().receive();
                if (greeting.has("status")) {
                    throw new CommandFailed(
                            ExitStatus.TRY_AGAIN, "cannot submit mail: " + greeting.text("reason", "refused"));
                }
                return greeting.text("queue_id");
            } catch (IOException e) {
                throw new CommandFailed(
                        ExitStatus.TRY_AGAIN, "mail system is down -- cannot submit mail: " + e.getMessage());
            }
        }

        @Override
        public RecordWriter records() {
            return new RecordWriter(held);
        }

        @Override
        public Answer copy(InputStream in) throws IOException, CommandFailed {
            var from = RecordReader.unchecked(in);
            var to = new RecordWriter(output());
            // Who says nothing is hung up on; the size is ignored there, as it is not for the client to say.
            to.put(RecordType.MESSAGE_SIZE, "0");
            output().flush();
            for (var record = from.next(); record.isPresent(); record = from.next()) {
                switch (record.get().type()) {
                    case UNKNOWN -> {
                        int letter = record.get().letter();
                        return new Answer(Cause.BAD.bit(), "uid=" + uid + ": unexpected record type: " + letter);
                    }
                    case END -> {
                        to.put(record.get());
                        return finish();
                    }
                    default -> to.put(record.get());
                }
            }
            return Answer.CANCELLED;
        }

        @Override
        public Answer finish() throws IOException, CommandFailed {
            held.copyTo(output());
            output().flush();
            var answer = connection.orElseThrow().stream().receive();
            return new Answer((int) answer.number("status"), answer.text("reason", ""));
        }

        private OutputStream output() throws CommandFailed {
            if (connection.isEmpty()) {
                queueId();
            }
            return connection.orElseThrow().stream().output();
        }

        @Override
        public void close() throws IOException {
            connection.ifPresent(LocalConnection::close);
            held.close();
        }
    }

    /// Into a file of our own. A signal that ends the program takes it back, too.
    final class ByHand implements Drop {

        private final Draft draft;
        private final Submission.Limits limits;
        private final Path pickup;
        private final LoginUser user;
        private final InstantSource clock;
        private final Consumer<String> warnings;
        private final Thread onSignal = new Thread(this::takeBack);

        // Guarded by this:
        private boolean isCommitted;
        private boolean isTakenBack;

        ByHand(MainCf main, Path queue, LoginUser user, InstantSource clock, Consumer<String> warnings)
                throws IOException {
            // Settings first: one that is wrong must not leave a file behind.
            this.limits = Submission.Limits.from(main);
            this.draft = Spool.open(SpoolConfig.from(main), clock).create(QueueName.MAILDROP);
            this.pickup = queue.resolve("public/pickup");
            this.user = user;
            this.clock = clock;
            this.warnings = warnings;
            Runtime.getRuntime().addShutdownHook(onSignal);
        }

        @Override
        public String queueId() {
            return draft.id().text();
        }

        @Override
        public RecordWriter records() throws IOException {
            Submission.writeArrival(draft, clock.instant());
            return draft.records();
        }

        @Override
        public Answer copy(InputStream in) throws IOException {
            var submission = new Submission(draft, limits, user.uid(), warnings);
            return switch (submission.copy(in, clock.instant(), Optional.empty())) {
                case Submission.Outcome.Complete _ -> finish();
                case Submission.Outcome.Cancelled _ -> Answer.CANCELLED;
                case Submission.Outcome.TooLarge _ -> tooLarge();
                case Submission.Outcome.Incomplete _ -> new Answer(Cause.BAD.bit(), "");
                case Submission.Outcome.Malformed(var problem) -> new Answer(Cause.BAD.bit(), problem);
            };
        }

        @Override
        public Answer finish() throws IOException {
            if (limits.areExceededBy(draft.records().position())) {
                return tooLarge();
            }
            commit();
            wakePickup();
            return new Answer(0, "");
        }

        private synchronized void commit() throws IOException {
            if (isTakenBack) {
                throw new IOException("interrupted by a signal");
            }
            draft.commit();
            isCommitted = true;
        }

        /// Another thread may still be writing, and must not find that it was a success.
        synchronized void takeBack() {
            isTakenBack = !isCommitted;
            if (isTakenBack) {
                try {
                    Files.deleteIfExists(draft.path());
                } catch (IOException _) {
                    // postsuper(1) removes what is left of unfinished files.
                }
            }
        }

        /// A socket that nobody listens on any more is no news; pickup(8) looks for mail when it starts.
        private void wakePickup() {
            new Trigger(pickup, 'W').send();
            if (Files.notExists(pickup)) {
                warnings.accept("unable to look up public/pickup: No such file or directory");
            }
        }

        private Answer tooLarge() {
            warnings.accept("uid=" + user.uid() + ": File too large");
            return new Answer(Cause.SIZE.bit(), "");
        }

        @Override
        public void close() throws IOException {
            try {
                Runtime.getRuntime().removeShutdownHook(onSignal);
            } catch (IllegalStateException _) {
                // It is running, or about to.
            }
            draft.close();
        }
    }
}
