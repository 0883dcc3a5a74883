package mta.master;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;
import mta.core.log.ChangingLog;
import mta.core.log.LogOutput;
import mta.core.log.MailLog;
import mta.core.log.MaillogFile;
import mta.core.log.PostfixMailLog;
import mta.core.log.SystemLog;
import mta.core.posix.Descriptor;
import mta.core.posix.Errno;
import mta.core.posix.PosixException;
import mta.core.posix.Sockets;
import mta.service.daemon.ServiceSupport;

/// The log as master(8) owns it: opens `maillog_file` for all processes, and writes into it what commands send to the
/// `postlog` socket, as Postfix's postlogd(8) does.
final class MasterLog {

    private static final int LONGEST_DATAGRAM = 64 * 1024;
    private static final int MOST_AT_ONCE = 100;

    private final ChangingLog output;
    private final MailLog log;
    private Optional<Descriptor> file;
    private Optional<Descriptor> socket = Optional.empty();

    private MasterLog(MainCf main, Optional<Descriptor> file) {
        this.file = file;
        this.output = new ChangingLog(output(main, file));
        this.log = new PostfixMailLog(output, main.get(CoreParameters.SYSLOG_NAME) + "/master");
    }

    /// Opens it as the settings say.
    static MasterLog open(MainCf main) throws IOException {
        return new MasterLog(main, file(main));
    }

    private static Optional<Descriptor> file(MainCf main) throws IOException {
        var place = MaillogFile.of(main);
        return place.isPresent() ? Optional.of(place.get().open()) : Optional.empty();
    }

    private static LogOutput output(MainCf main, Optional<Descriptor> file) {
        return SystemLog.ofDaemon(main, file, System.err, "master");
    }

    MailLog log() {
        return log;
    }

    /// The open file, to be given to hosts.
    Optional<Descriptor> file() {
        return file;
    }

    /// What a configuration needs and was not open yet: the file, opened again, as it may have been renamed; and the
    /// socket for commands.
    ///
    /// @param output writes to the file, or elsewhere
    /// @param file the open `maillog_file`
    /// @param receiver the socket, where it has to be opened
    record Change(LogOutput output, Optional<Descriptor> file, Optional<Descriptor> receiver) implements Closeable {

        /// Where it is not made after all.
        @Override
        public void close() {
            file.ifPresent(Descriptor::close);
            receiver.ifPresent(Descriptor::close);
        }
    }

    /// Opens what a new configuration needs; nothing changes yet.
    ///
    /// @throws ConfigException where it cannot be opened
    Change prepare(Configuration next, Listeners listeners) throws IOException {
        var nextFile = file(next.main());
        try {
            return new Change(output(next.main(), nextFile), nextFile, receiver(next, listeners, nextFile.isPresent()));
        } catch (IOException | RuntimeException | Error e) {
            nextFile.ifPresent(Descriptor::close);
            throw e;
        }
    }

    /// The socket for commands, where `master.cf` has its line and the log goes into a file.
    private Optional<Descriptor> receiver(Configuration next, Listeners listeners, boolean isFile) throws IOException {
        var entry = postlog(next);
        return isFile && entry.isPresent() && socket.isEmpty()
                ? Optional.of(listeners.openReceiver(entry.get()))
                : Optional.empty();
    }

    private static Optional<ServiceEntry> postlog(Configuration configuration) {
        return configuration.master().services().stream()
                .filter(ServiceSupport::isPostlog)
                .findFirst();
    }

    /// Goes on with what was opened for a configuration.
    void use(Change change, Configuration next) {
        output.changeTo(change.output());
        file = change.file();
        socket = change.receiver().or(() -> socket);
        if (file.isPresent() && postlog(next).isEmpty()) {
            log.warning("missing '" + next.main().get(ServiceParameters.POSTLOG_SERVICE_NAME)
                    + "' service in master.cf - run 'postfix upgrade-configuration'");
        }
    }

    /// The socket that commands send to; none while the log is elsewhere, as nobody would empty it.
    Optional<Descriptor> socket() {
        return file.isPresent() ? socket : Optional.empty();
    }

    /// Writes down what has come, but not so much at once that a flood of it keeps master(8) from its work.
    void receive() {
        try {
            for (int i = 0; i < MOST_AT_ONCE && file.isPresent() && socket.isPresent(); i++) {
                file.get().write(line(Sockets.receive(socket.get(), LONGEST_DATAGRAM)));
            }
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.EAGAIN)) {
                log.warning("postlog: " + e.getMessage());
            }
        } catch (IOException e) {
            log.warning("postlog: " + e.getMessage());
        }
    }

    /// One line, whatever was sent: everybody may send, and must not forge the lines of others.
    private static byte[] line(byte[] text) {
        byte[] line = Arrays.copyOf(text, text.length + 1);
        for (int i = 0; i < text.length; i++) {
            if ((line[i] >= 0 && line[i] < ' ') || line[i] == 127) {
                line[i] = '?';
            }
        }
        line[text.length] = '\n';
        return line;
    }
}
