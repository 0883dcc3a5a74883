package mta.master;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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

    /// Opens the file again, after it was renamed or set to another one.
    void reopen(MainCf main) throws IOException {
        var next = file(main);
        try {
            output.changeTo(output(main, next));
            file = next;
        } catch (ConfigException e) {
            next.ifPresent(Descriptor::close);
            throw e;
        }
    }

    /// Opens the socket for commands, where `master.cf` has its line and the log goes into a file.
    void listen(List<ServiceEntry> services, Listeners listeners, MainCf main) throws IOException {
        var entry = services.stream().filter(ServiceSupport::isPostlog).findFirst();
        if (file.isPresent() && entry.isEmpty()) {
            log.warning("missing '" + main.get(ServiceParameters.POSTLOG_SERVICE_NAME)
                    + "' service in master.cf - run 'postfix upgrade-configuration'");
        }
        if (entry.isPresent() && file.isPresent() && socket.isEmpty()) {
            socket = Optional.of(listeners.openReceiver(entry.get()));
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
