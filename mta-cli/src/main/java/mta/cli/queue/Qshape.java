package mta.cli.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.CoreParameters;
import mta.core.posix.FileName;
import mta.queue.FileStatus;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.Segment;

/// qshape(1) — how the mail in the queue is spread over domains and ages.
///
/// ## Synopsis
/// `qshape [-s] [-p] [-m min_subdomains] [-b bucket_count] [-t bucket_time] [-l] [-w terminal_width]
/// [-c config_directory] [queue_name ...]`
/// ## Description
/// Prints a row for each recipient domain (`-s`: sender domain), and how many of its recipients are how many minutes
/// old: under 5, under 10, under 20, and so on (`-l`: 5, 10, 15). Looks at `incoming` and `active` by default.
///
/// `-p` adds rows for parent domains with at least `-m` subdomains.
/// ## Bugs
/// Interim results (`-N`, `-n`) are for terminals; these options are accepted and do nothing.
public final class Qshape implements Command {

    /// What perl(1) ends with when a script dies.
    private static final int DIED = 255;

    private static final String USAGE = """
            Usage: qshape [ -s ] [ -p ] [ -m <min_subdomains> ] [ -l ]
            	[ -b <bucket_count> ] [ -t <bucket_time> ] [ -w <terminal_width> ]
            	[ -N <batch_msg_count> ] [ -n <batch_top_domains> ]
            	[ -c <config_directory> ] [ <queue_name> ... ]
            Counts the recipients of each domain by the age of their messages, in incoming and active if no queue is named.
            -s counts senders; -p adds parent domains that have at least <min_subdomains> (5) subdomains.
            The first column is for ages below <bucket_time> (5) minutes, each other one reaches twice as far;
            with -l, all columns are equally wide.
            """;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{6,}");

    /// What a queue file says: when it came, who sent it, who is still to get it.
    private record Envelope(long arrival, String sender, List<String> recipients) {}

    @Override
    public int run(Invocation call) throws IOException, CommandFailed {
        Options options;
        try {
            options = Options.parse("lhc:psw:b:t:m:n:N:", call, new CommandFailed(DIED, USAGE));
        } catch (CommandFailed wrongOption) {
            call.err().print(USAGE);
            return DIED;
        }
        if (options.has('h')) {
            call.err().print(USAGE);
            return DIED;
        }
        var shape = new QueueShape(new QueueShape.Layout(
                number(options, 'b', 10, 1),
                number(options, 't', 5, 1),
                options.has('l') ? QueueShape.Ages.LINEAR : QueueShape.Ages.DOUBLING,
                options.has('p') ? QueueShape.Domains.WITH_PARENTS : QueueShape.Domains.ONLY_THEMSELVES,
                number(options, 'm', 5, 1),
                number(options, 'w', 80, 81)));
        long now = InstantSource.system().millis() / 1000;
        for (Path directory : directories(options, call)) {
            if (!Files.exists(directory)) {
                call.err().println("Can't stat " + directory + ": No such file or directory");
            }
            for (Path file : files(directory)) {
                var found = read(file);
                if (found.isPresent()) {
                    var envelope = found.get();
                    var addresses = options.has('s') ? List.of(envelope.sender) : envelope.recipients;
                    addresses.forEach(address -> shape.add(address, now - envelope.arrival));
                }
            }
        }
        shape.print(call.out());
        return ExitStatus.OK;
    }

    /// The value of an option, if it is large enough to mean something.
    private static int number(Options options, char letter, int otherwise, int least) {
        try {
            int value = Integer.parseInt(options.value(letter).orElse(""));
            return value >= least ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static List<Path> directories(Options options, Invocation call) {
        var names = options.operands().isEmpty() ? List.of("incoming", "active") : options.operands();
        if (names.stream().allMatch(name -> name.startsWith("/"))) {
            return names.stream().map(Path::of).toList();
        }
        Path top = FileName.of(call.settings(options.value('c').orElse("")).get(CoreParameters.QUEUE_DIRECTORY));
        return names.stream().map(top::resolve).toList();
    }

    private static List<Path> files(Path directory) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /// Files that are being written, that are gone or that are damaged count for nothing.
    private static Optional<Envelope> read(Path path) throws IOException {
        var status = FileStatus.of(path);
        if (status.isEmpty() || status.get().state() != FileStatus.State.READY) {
            return Optional.empty();
        }
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            return envelope(
                    RecordReader.ofMessage(file), status.get().modified().getEpochSecond());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Envelope> envelope(RecordReader records, long modified) throws IOException {
        long arrival = modified;
        long contentSize = 0;
        var sender = Optional.<String>empty();
        var recipients = new ArrayList<String>();
        for (var next = records.next(); next.isPresent(); next = records.next()) {
            QueueRecord record = next.get();
            switch (record.type()) {
                case MESSAGE_SIZE -> contentSize = leadingNumber(record);
                case ARRIVAL_TIME -> arrival = leadingNumber(record);
                case SENDER -> sender = Optional.of(lowered(record.text()));
                case RECIPIENT -> recipients.add(lowered(record.text()));
                case MESSAGE_START -> {
                    if (contentSize > 0) {
                        records.seek(records.position() + contentSize, Segment.CONTENT);
                    }
                }
                default -> {}
            }
        }
        if (sender.isEmpty() || recipients.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Envelope(arrival, sender.get(), recipients));
    }

    private static long leadingNumber(QueueRecord record) {
        String first = record.text().strip().split("\\s+", 2)[0];
        return first.matches("\\d{1,18}") ? Long.parseLong(first) : 0;
    }

    /// In lower case as far as it is ASCII: the other characters are bytes of UTF-8.
    private static String lowered(String text) {
        var lowered = new StringBuilder(text);
        for (int i = 0; i < lowered.length(); i++) {
            char c = lowered.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lowered.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lowered.toString();
    }
}
