package mta.cli.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.CommandLog;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.cli.queue.QueueRepair.Task;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.log.ErrorText;
import mta.core.mail.QueueId;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import mta.core.posix.Rights;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;

/// postsuper(1) — the superuser's work on the queue.
///
/// ## Synopsis
/// `postsuper [-psSv] [-c config_dir] [-d id] [-e id] [-f id] [-h id] [-H id] [-r id] [queue...]`
/// ## Description
/// - `-d` deletes a message
/// - `-e` has it returned at the next attempt; `-f` the same, and releases it from hold
/// - `-h` puts it on hold, `-H` releases it
/// - `-r` requeues it: pickup(8) and cleanup(8) process it again
/// - `-p` removes files older than a week that were never finished
/// - `-s` repairs names and places of files; `-S` also long names
///
/// An id of `-` means ids from standard input, a line each; `ALL` means all messages of the queues. Without any of
/// these, `-p -s` is done, which mail systems do before they start.
///
/// Root does the work with the rights of `mail_owner`. Somebody else can do it where the queue is theirs.
public final class Postsuper implements Command {

    private static final String USAGE = "usage: postsuper [-c config_dir] [-d queue_id (delete)] [-e queue_id (expire)]"
            + " [-f queue_id (expire and/or un-hold)] [-h queue_id (hold)] [-H queue_id (un-hold)]"
            + " [-p (purge temporary files)] [-r queue_id (requeue)] [-s (structure fix)]"
            + " [-S (redundant structure fix)][-v (verbose)] [queue...]";

    /// Logs before messages, as messages are renamed together with their logs.
    private static final List<QueueName> REPAIRED = List.of(
            QueueName.DEFER,
            QueueName.BOUNCE,
            QueueName.TRACE,
            QueueName.MAILDROP,
            QueueName.INCOMING,
            QueueName.ACTIVE,
            QueueName.DEFERRED,
            QueueName.HOLD,
            QueueName.FLUSH);

    private static final String ALL = "ALL";

    /// What is asked for.
    private sealed interface Request {

        QueueAction action();

        record ForAll(QueueAction action) implements Request {}

        record ForOne(QueueAction action, String id) implements Request {}

        /// Ids from standard input, a line each. There, `ALL` is an id like any other.
        record ForEachLine(QueueAction action) implements Request {}
    }

    private final IntSupplier user;

    public Postsuper() {
        this(Processes::effectiveUser);
    }

    /// @param user who calls it
    Postsuper(IntSupplier user) {
        this.user = user;
    }

    @Override
    public int run(Invocation call) throws IOException, CommandFailed {
        var options = Options.parse("c:d:e:f:h:H:pr:sSv", call, new CommandFailed(ExitStatus.FATAL, USAGE));
        String directory = options.value('c').orElse("");
        if (options.has('c') && !directory.startsWith("/")) {
            throw new CommandFailed(ExitStatus.FATAL, "-c requires absolute pathname");
        }
        MainCf main = call.settings(directory);
        var log = CommandLog.of(call, main);
        try {
            return run(call, options, main, log);
        } catch (CommandFailed e) {
            log.log().fatal(e.getMessage());
            throw e;
        }
    }

    private int run(Invocation call, Options options, MainCf main, CommandLog commandLog)
            throws IOException, CommandFailed {
        int caller = user.getAsInt();
        var queues = queues(options.operands());
        var spool = Spool.open(SpoolConfig.from(main), InstantSource.system());
        if (spool.config().hashedQueues().contains(QueueName.MAILDROP.directory())) {
            throw new CommandFailed(ExitStatus.FATAL, "maildrop queue must not be hashed");
        }
        var log = new DeferredLog(commandLog);
        var repair = new QueueRepair(spool, tasks(options), InstantSource.system(), log::warning);
        var work = new Work(call, spool, options, requests(options), queues, repair, log);
        var interruption = Interruption.calls(work::interrupted);
        try {
            return doAs(caller, main, spool, work);
        } finally {
            interruption.close();
            log.close();
        }
    }

    private static int doAs(int caller, MainCf main, Spool spool, Work work) throws IOException, CommandFailed {
        if (caller == 0) {
            String name = main.get(CoreParameters.MAIL_OWNER);
            var owner = Accounts.user(name)
                    .orElseThrow(() -> new CommandFailed(ExitStatus.FATAL, "mail_owner: unknown user " + name));
            // Whoever took over the queue must not be able to lead root elsewhere with a link.
            return Rights.as(owner, work::run);
        }
        if (ownerOf(spool.config().queueDirectory().resolve("incoming")) == caller) {
            return work.run();
        }
        throw new CommandFailed(ExitStatus.FATAL, "use of this command is reserved for the superuser");
    }

    private static long ownerOf(Path path) throws IOException {
        return FileStatus.of(path).map(FileStatus::owner).orElse(-1);
    }

    private static List<QueueName> queues(List<String> names) throws CommandFailed {
        var queues = new ArrayList<QueueName>();
        for (String name : names) {
            queues.add(QueueName.find(name)
                    .filter(REPAIRED::contains)
                    .orElseThrow(() -> new CommandFailed(ExitStatus.FATAL, "invalid directory name: " + name)));
        }
        return queues;
    }

    /// What is asked for, in the order in which it is done.
    private static List<Request> requests(Options options) {
        var requests = new ArrayList<Request>();
        for (QueueAction action : QueueAction.values()) {
            options.values(action.option())
                    .map(id -> switch (id) {
                        case "-" -> new Request.ForEachLine(action);
                        case ALL -> new Request.ForAll(action);
                        default -> new Request.ForOne(action, id);
                    })
                    .forEach(requests::add);
        }
        return requests;
    }

    private static Set<Task> tasks(Options options) {
        var tasks = EnumSet.noneOf(Task.class);
        boolean nothingAsked = options.given().stream().allMatch(option -> "cv".indexOf(option.letter()) >= 0);
        if (options.has('p') || nothingAsked) {
            tasks.add(Task.PURGE);
        }
        if (options.has('s') || options.has('S') || nothingAsked) {
            tasks.add(Task.STRUCTURE);
        }
        if (options.has('S')) {
            tasks.add(Task.LONG_NAMES);
        }
        return tasks;
    }

    private static String messages(int count) {
        return count + (count == 1 ? " message" : " messages");
    }

    /// What is to be done, with the rights that it needs.
    private record Work(
            Invocation call,
            Spool spool,
            Options options,
            List<Request> requests,
            List<QueueName> queues,
            QueueRepair repair,
            DeferredLog log) {

        private static final String INCOMPLETE = "OPERATION INCOMPLETE -- RERUN COMMAND TO FIX THE QUEUE FIRST";
        private static final String CHANGED = "QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS";

        /// @return the exit status
        int run() {
            try {
                return repairThenHandle();
            } catch (IOException e) {
                return failed(ErrorText.withFile(e));
            }
        }

        private int failed(String why) {
            log.fatal(why);
            if (repair.namesChanged()) {
                log.warning(INCOMPLETE);
            }
            return ExitStatus.FATAL;
        }

        /// A signal ends the process.
        void interrupted() {
            if (repair.namesChanged()) {
                log.warning(INCOMPLETE);
            }
            log.close();
        }

        /// Whatever is to be done to all messages comes with a look at all files, so that nothing strange stays behind.
        private int repairThenHandle() throws IOException {
            if (!tasks(options).isEmpty() || requests.stream().anyMatch(Request.ForAll.class::isInstance)) {
                repair.run(queues.isEmpty() ? REPAIRED : queues);
            }
            if (repair.namesChanged() && namesMessages()) {
                log.error(CHANGED);
                return failed("CHECK YOUR QUEUE IDS AND RE-ISSUE THE COMMAND");
            }
            var handler = new MessageHandler(spool, InstantSource.system(), log::info, log::warning);
            for (Request request : requests) {
                handle(handler, request);
            }
            report(handler);
            if (repair.renamed() > 0) {
                log.info("Renamed to match inode number: " + messages(repair.renamed()));
            }
            if (repair.namesChanged()) {
                log.warning(CHANGED);
            }
            return ExitStatus.OK;
        }

        /// Whether messages are asked for by their ids, which may be others now.
        private boolean namesMessages() {
            return Arrays.stream(QueueAction.values())
                    .flatMap(action -> options.values(action.option()))
                    .anyMatch(id -> !id.equals(ALL));
        }

        private void handle(MessageHandler handler, Request request) throws IOException {
            var searched = queues.isEmpty() ? request.action().defaultQueues() : queues;
            switch (request) {
                case Request.ForAll(var action) -> {
                    boolean everything = queues.isEmpty() && action == QueueAction.DELETE;
                    handler.all(action, everything ? REPAIRED.reversed() : searched);
                }
                case Request.ForOne(var action, var text) -> one(handler, action, text, searched);
                case Request.ForEachLine(var action) -> {
                    var lines = new BufferedReader(new InputStreamReader(call.in(), StandardCharsets.ISO_8859_1));
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        one(handler, action, line, searched);
                    }
                }
            }
        }

        private void one(MessageHandler handler, QueueAction action, String text, List<QueueName> searched)
                throws IOException {
            if (!QueueIdText.isAcceptable(text)) {
                log.warning("invalid mail queue id: " + text);
                return;
            }
            var id = QueueId.parse(text);
            if (id.isPresent()) {
                handler.one(action, id.get(), searched);
            }
        }

        private void report(MessageHandler handler) {
            for (QueueAction action : QueueAction.values()) {
                boolean alsoExpires = action == QueueAction.EXPIRE && options.has('f');
                boolean alsoReleases = action == QueueAction.RELEASE && options.has('f');
                if (action == QueueAction.EXPIRE_AND_RELEASE
                        || !(options.has(action.option()) || alsoExpires || alsoReleases)) {
                    continue;
                }
                int count = handler.count(action);
                if (action == QueueAction.EXPIRE) {
                    count += handler.count(QueueAction.EXPIRE_AND_RELEASE);
                }
                log.info(action.title() + ": " + messages(count));
            }
        }
    }
}
