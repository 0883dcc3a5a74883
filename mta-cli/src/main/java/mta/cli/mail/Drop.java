package mta.cli.mail;

import java.io.ByteArrayOutputStream;
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
    String queueId() throws IOException;

    /// Where our own records go, up to the end record. Asked for once.
    RecordWriter records() throws IOException;

    /// Takes records of others instead, checked, up to their end record, and finishes.
    Answer copy(InputStream in) throws IOException;

    /// Waits until the message is on disk, or refused.
    Answer finish() throws IOException;

    /// What came of it.
    ///
    /// @param status Postfix's number; 0 for success
    /// @param reason the cause in words; may be empty
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
    /// @throws CommandFailed if there is none
    static Drop open(MainCf main, LoginUser user, InstantSource clock, Consumer<String> warnings)
            throws IOException, CommandFailed {
        var queue = Path.of(main.get(CoreParameters.QUEUE_DIRECTORY));
        var users = AuthorizedUsers.of(main, CoreParameters.AUTHORIZED_SUBMIT_USERS, new Tables(warnings));
        if (!users.allows(user.uid())) {
            throw new CommandFailed(
                    ExitStatus.NO_PERMISSION,
                    "User " + AuthorizedUsers.nameOf(user.uid()) + "(" + user.uid()
                            + ") is not allowed to submit mail");
        }
        Path maildrop = queue.resolve(QueueName.MAILDROP.directory());
        if (user.uid() == 0 || owns(user, maildrop)) {
            return new ByHand(main, queue, user, clock, warnings);
        }
        return new ThroughSocket(
                new LocalService(queue.resolve("public/postdrop"), main.get(ServiceParameters.IPC_TIMEOUT)));
    }

    private static boolean owns(LoginUser user, Path directory) {
        try {
            return (int) Files.getAttribute(directory, "unix:uid") == user.uid();
        } catch (IOException e) {
            return false;
        }
    }

    /// The mail system does not take it.
    final class Unavailable extends IOException {

        Unavailable(IOException cause) {
            super("mail system is down -- cannot submit mail: " + cause.getMessage(), cause);
        }

        /// The end of the command that it is: it may work another time.
        CommandFailed failure() {
            return new CommandFailed(ExitStatus.TRY_AGAIN, getMessage());
        }
    }

    /// Through the mail system.
    ///
    /// It is connected to as late as can be, so that a program that writes slowly takes no place there.
    final class ThroughSocket implements Drop {

        /// How much is kept in memory meanwhile.
        private static final int MOST_KEPT = 1 << 20;

        private final LocalService service;
        private Optional<LocalConnection> connection = Optional.empty();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private String queueId = "";

        ThroughSocket(LocalService service) {
            this.service = service;
        }

        private LocalConnection connection() throws Unavailable {
            if (connection.isEmpty()) {
                try {
                    connection = Optional.of(connect());
                } catch (IOException e) {
                    throw new Unavailable(e);
                }
            }
            return connection.get();
        }

        private LocalConnection connect() throws IOException {
            var made = service.connect();
            try {
                Attributes greeting = made.stream().receive();
                if (greeting.has("status")) {
                    throw new IOException(greeting.text("reason", "refused"));
                }
                queueId = greeting.text("queue_id");
                return made;
            } catch (IOException e) {
                made.close();
                throw e;
            }
        }

        @Override
        public String queueId() throws IOException {
            connection();
            return queueId;
        }

        @Override
        public RecordWriter records() {
            return new RecordWriter(new Late());
        }

        @Override
        public Answer copy(InputStream in) throws IOException {
            var from = RecordReader.unchecked(in);
            var to = new RecordWriter(connection().stream().output());
            // Who says nothing is hung up on; this is ignored, as the time of arrival is not for the client to say.
            to.put(RecordType.ARRIVAL_TIME, "0");
            connection().stream().output().flush();
            for (var record = from.next(); record.isPresent(); record = from.next()) {
                to.put(record.get());
                if (record.get().type() == RecordType.END) {
                    return finish();
                }
            }
            return Answer.CANCELLED;
        }

        @Override
        public Answer finish() throws IOException {
            kept.writeTo(connection().stream().output());
            connection().stream().output().flush();
            var answer = connection().stream().receive();
            return new Answer((int) answer.number("status"), answer.text("reason", ""));
        }

        @Override
        public void close() {
            connection.ifPresent(LocalConnection::close);
        }

        /// Keeps the beginning, and passes on what does not fit.
        private final class Late extends OutputStream {

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (connection.isEmpty() && kept.size() + length > MOST_KEPT) {
                    kept.writeTo(connection().stream().output());
                    kept.reset();
                }
                if (connection.isEmpty()) {
                    kept.write(bytes, offset, length);
                } else {
                    connection().stream().output().write(bytes, offset, length);
                }
            }
        }
    }

    /// Into a file of our own.
    final class ByHand implements Drop {

        private final Draft draft;
        private final Submission.Limits limits;
        private final Trigger pickup;
        private final LoginUser user;
        private final InstantSource clock;
        private final Consumer<String> warnings;

        ByHand(MainCf main, Path queue, LoginUser user, InstantSource clock, Consumer<String> warnings)
                throws IOException {
            this.draft = Spool.open(SpoolConfig.from(main), clock).create(QueueName.MAILDROP);
            this.limits = Submission.Limits.from(main);
            this.pickup = new Trigger(queue.resolve("public/pickup"), 'W');
            this.user = user;
            this.clock = clock;
            this.warnings = warnings;
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
                case Submission.Outcome.Malformed(var problem) -> new Answer(Cause.BAD.bit(), problem);
            };
        }

        @Override
        public Answer finish() throws IOException {
            if (limits.areExceededBy(draft.records().position())) {
                return tooLarge();
            }
            draft.commit();
            pickup.send();
            return new Answer(0, "");
        }

        private Answer tooLarge() {
            warnings.accept("uid=" + user.uid() + ": File too large");
            return new Answer(Cause.SIZE.bit(), "");
        }

        @Override
        public void close() throws IOException {
            draft.close();
        }
    }
}
