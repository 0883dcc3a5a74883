package mta.cli.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.cli.queue.QueueFilePrinter.Show;
import mta.core.config.MainCf;
import mta.core.log.ErrorText;
import mta.core.mail.QueueId;
import mta.core.posix.FileName;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.RecordReader;

/// postcat(1) — shows the contents of queue files.
///
/// ## Synopsis
/// `postcat [-bdefhoqrv] [-c config_dir] [-s offset] [files...]`
/// ## Description
/// Prints the records of the named files, or of standard input, in readable form. By default envelope, headers and
/// body are shown, as if `-beh` were given.
///
/// - `-b` the body
/// - `-c config_dir` where `main.cf` is
/// - `-d` the decimal type of each record
/// - `-e` the envelope
/// - `-f` the name of the file in front of each line
/// - `-h` the headers
/// - `-o` the offset of each record
/// - `-q` the names are queue ids
/// - `-r` with `-v`: records in the order of the file, and pointers are not followed
/// - `-s offset` start there
/// - `-v` show also pointers, padding, and the type of text records
/// ## Diagnostics
/// A damaged record ends the output with `record read error` and exit status 1. What cannot be read, such as a
/// directory, is warned about, and counts as empty.
public final class Postcat implements Command {

    private static final String USAGE = "usage: postcat [-b (body text)] [-c config_dir] [-d (decimal record type)]"
            + " [-e (envelope records)] [-h (header text)] [-q (access queue)] [-v] [file(s)...]";

    private static final List<QueueName> SEARCHED = List.of(
            QueueName.MAILDROP,
            QueueName.INCOMING,
            QueueName.ACTIVE,
            QueueName.DEFERRED,
            QueueName.HOLD,
            QueueName.SAVED);

    @Override
    public int run(Invocation call) throws IOException, CommandFailed {
        var options = Options.parse("bc:defhoqrs:v", call, new CommandFailed(ExitStatus.FATAL, USAGE));
        Set<Show> show = EnumSet.noneOf(Show.class);
        for (var option : options.given()) {
            switch (option.letter()) {
                case 'b' -> show.add(Show.BODY);
                case 'e' -> show.add(Show.ENVELOPE);
                case 'h' -> show.add(Show.HEADERS);
                case 'd' -> show.add(Show.DECIMAL_TYPE);
                case 'f' -> show.add(Show.FILE_NAME);
                case 'o' -> show.add(Show.OFFSET);
                case 'r' -> show.add(Show.FILE_ORDER);
                case 'v' -> show.add(Show.ALL_RECORDS);
                default -> {}
            }
        }
        if (!show.contains(Show.BODY) && !show.contains(Show.ENVELOPE) && !show.contains(Show.HEADERS)) {
            show.addAll(List.of(Show.BODY, Show.ENVELOPE, Show.HEADERS));
        }
        long start = offset(options.value('s').orElse("0"));
        MainCf main = call.settings(options.value('c').orElse(""));
        if (options.operands().isEmpty()) {
            print(call, RecordReader.unchecked(call.in()), "stdin", show, start);
        }
        for (String name : options.operands()) {
            if (options.has('q')) {
                printFromQueue(call, main, name, show, start);
            } else {
                printFile(call, name, show, start);
            }
        }
        return ExitStatus.OK;
    }

    private static long offset(String text) throws CommandFailed {
        try {
            if (!text.startsWith("+") && Long.parseLong(text) >= 0) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new CommandFailed(ExitStatus.FATAL, "bad offset: " + text);
    }

    private static void printFile(Invocation call, String name, Set<Show> show, long start)
            throws IOException, CommandFailed {
        if (name.isEmpty()) {
            throw new CommandFailed(ExitStatus.FATAL, "open : No such file or directory");
        }
        try (var file = FileChannel.open(FileName.of(name), StandardOpenOption.READ)) {
            print(call, RecordReader.unchecked(file), name, show, start);
        } catch (FileSystemException e) {
            throw new CommandFailed(ExitStatus.FATAL, "open " + name + ": " + ErrorText.of(e));
        }
    }

    private static void printFromQueue(Invocation call, MainCf main, String name, Set<Show> show, long start)
            throws IOException, CommandFailed {
        if (!QueueIdText.isAcceptable(name)) {
            throw new CommandFailed(ExitStatus.FATAL, "bad mail queue ID: " + name);
        }
        var config = SpoolConfig.from(main);
        var spool = Spool.open(config, InstantSource.system());
        var id = QueueId.parse(name);
        // Twice, as the message may move from a queue not yet searched to one searched already.
        for (int attempt = 0; attempt < 2 && id.isPresent(); attempt++) {
            for (QueueName queue : SEARCHED) {
                Path path = spool.path(queue, id.get());
                try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
                    String shown = config.queueDirectory().relativize(path).toString();
                    print(call, RecordReader.unchecked(file), shown, show, start);
                    return;
                } catch (NoSuchFileException notHere) {
                    // It may be in the next one.
                } catch (FileSystemException e) {
                    throw new CommandFailed(ExitStatus.FATAL, "open queue file " + name + ": " + ErrorText.of(e));
                }
            }
        }
        throw new CommandFailed(ExitStatus.FATAL, "open queue file " + name + ": No such file or directory");
    }

    private static void print(Invocation call, RecordReader records, String name, Set<Show> show, long start)
            throws IOException, CommandFailed {
        try {
            new QueueFilePrinter(call, records, name, show).print(start);
        } catch (QueueFileDamaged e) {
            call.out().flush();
            call.warning(name + ": " + e.problem());
            throw new CommandFailed(ExitStatus.FATAL, "record read error");
        } catch (IOException e) {
            call.out().flush();
            call.warning("close " + name + ": " + ErrorText.of(e));
        }
    }
}
