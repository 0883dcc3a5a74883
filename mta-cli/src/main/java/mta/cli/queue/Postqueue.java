package mta.cli.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.CommandLog;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.ListedInstances;
import mta.cli.Options;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.Parameter;
import mta.core.config.ServiceParameters;
import mta.core.posix.FileName;
import mta.core.posix.Processes;
import mta.core.table.AuthorizedUsers;
import mta.core.table.Tables;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.listing.QueueLister;
import mta.service.client.FlushClient;
import mta.service.client.FlushDomains;
import mta.service.client.LocalService;
import mta.service.client.MailQueueList;
import mta.service.client.Trigger;

/// postqueue(1) — lists the mail queue, and asks for deliveries.
///
/// ## Synopsis
/// `postqueue [-v] [-c config_dir] -f | -i queue_id | -j | -p | -s site`
/// ## Description
/// - `-p` lists the queue as mailq(1) does
/// - `-j` lists it as one JSON object for each message
/// - `-f` asks for an attempt to deliver all queued mail
/// - `-i queue_id` asks for an attempt to deliver one message
/// - `-s site` asks for an attempt to deliver all mail for a domain or `[address]`
///
/// When the mail system is down, whoever may read the queue directories gets a listing nevertheless.
/// ## Diagnostics
/// Every failure is in the mail log, too, and ends with status 69, as Postfix's own do.
public final class Postqueue implements Command {

    private static final String USAGE =
            "usage: postqueue -f | postqueue -i queueid | postqueue -j | postqueue -p | postqueue -s site";
    private static final String DOWN = "Cannot flush mail queue - mail system is down";

    @Override
    public int run(Invocation call) throws IOException, CommandFailed {
        var options = Options.parse("c:fi:jps:v", call, failure(USAGE));
        var modes = options.given().stream()
                .filter(option -> "fijps".indexOf(option.letter()) >= 0)
                .toList();
        if (modes.size() != 1 || !options.operands().isEmpty()) {
            throw failure(USAGE);
        }
        String directory = options.value('c').orElse("");
        ListedInstances.check(call, directory, ExitStatus.UNAVAILABLE);
        MainCf main = settings(call, directory);
        var log = CommandLog.of(call, main);
        try {
            new Work(call, main, log).run(modes.getFirst());
        } catch (CommandFailed e) {
            log.log().fatal(e.getMessage());
            throw e;
        }
        return ExitStatus.OK;
    }

    private static MainCf settings(Invocation call, String directory) throws CommandFailed {
        try {
            return call.settings(directory);
        } catch (ConfigException e) {
            throw failure(e.getMessage());
        }
    }

    private static CommandFailed failure(String message) {
        return new CommandFailed(ExitStatus.UNAVAILABLE, message);
    }

    @FunctionalInterface
    private interface Request {
        FlushClient.Answer by(FlushClient client) throws IOException;
    }

    private record Work(Invocation call, MainCf main, CommandLog log) {

        void run(Options.Option mode) throws IOException, CommandFailed {
            switch (mode.letter()) {
                case 'p' -> list(new ListingFormat.Mailq(call.out(), main.get(CoreParameters.ENABLE_LONG_QUEUE_IDS)));
                case 'j' -> list(new ListingFormat.Json(call.out()));
                case 'i' -> flushMessage(mode.value());
                case 's' -> flushSite(mode.value());
                default -> flushAll();
            }
        }

        private void list(ListingFormat format) throws IOException, CommandFailed {
            authorize(CoreParameters.AUTHORIZED_MAILQ_USERS, "view the mail queue");
            try {
                copyTo(format);
            } catch (ListingFormat.ReaderGone enough) {
                // Nobody needs the rest.
            }
        }

        private void copyTo(ListingFormat format) throws IOException, CommandFailed {
            MailQueueList listing;
            try {
                listing = open(socket(ServiceParameters.SHOWQ_SERVICE_NAME));
            } catch (IOException e) {
                listDirectly(format, "Connect to the Postfix showq service: " + cause(e));
                return;
            }
            try (listing) {
                listing.copyTo(format);
                format.end();
            } catch (ListingFormat.ReaderGone e) {
                throw e;
            } catch (IOException e) {
                throw failure("malformed showq server response");
            }
        }

        /// Our own showq(8) tells more at its second socket; Postfix's has only the first.
        private MailQueueList open(Path socket) throws IOException {
            try {
                return MailQueueList.open(service(socket.resolveSibling(socket.getFileName() + MasterCf.FULL)));
            } catch (IOException notOurs) {
                return MailQueueList.open(service(socket));
            }
        }

        private void listDirectly(ListingFormat format, String problem) throws IOException, CommandFailed {
            if (problem.endsWith("Permission denied")) {
                throw failure(problem);
            }
            var config = SpoolConfig.from(main);
            if (!Files.isReadable(config.queueDirectory().resolve("incoming"))) {
                throw failure("Queue report unavailable - mail system is down (" + problem + ")");
            }
            log.warning("Mail system is down -- accessing queue directly (" + problem + ")");
            var spool = Spool.open(config, InstantSource.system());
            new QueueLister(spool, QueueLister.Settings.from(main), log::warning).list(format);
            format.end();
        }

        private void flushAll() throws CommandFailed {
            authorizeFlush();
            // Forget dead destinations, look at all files, scan deferred, scan incoming.
            trigger(new Trigger(socket(ServiceParameters.QUEUE_SERVICE_NAME), "FADI"));
            trigger(new Trigger(socket(ServiceParameters.PICKUP_SERVICE_NAME), "W"));
        }

        private void trigger(Trigger trigger) throws CommandFailed {
            switch (trigger.send()) {
                case Trigger.Outcome.Sent _ -> {}
                case Trigger.Outcome.Failed(var problem) -> {
                    if (problem.endsWith("No such file or directory")) {
                        log.warning("unable to look up public/"
                                + trigger.socket().getFileName() + ": No such file or directory");
                    }
                    throw failure(DOWN);
                }
            }
        }

        private void flushMessage(String id) throws CommandFailed {
            if (!QueueIdText.isAcceptable(id)) {
                throw failure("Cannot flush queue ID - invalid name: \"" + shortened(id) + "\"");
            }
            authorizeFlush();
            ask(client -> client.sendFile(id), id);
        }

        private void flushSite(String site) throws CommandFailed {
            if (!FlushDomains.isAcceptable(site)) {
                throw failure("Cannot flush mail queue - invalid destination: \"" + shortened(site) + "\"");
            }
            authorizeFlush();
            if (!FlushDomains.of(main, new Tables(log::warning)).contains(site)) {
                throw notConfigured(site);
            }
            ask(client -> client.sendSite(site), site);
        }

        private static CommandFailed notConfigured(String site) {
            return failure("Flush service is not configured for destination \"" + site + "\"");
        }

        private void ask(Request request, String what) throws CommandFailed {
            FlushClient.Answer answer;
            try {
                answer = request.by(new FlushClient(service(socket(ServiceParameters.FLUSH_SERVICE_NAME))));
            } catch (IOException e) {
                log.warning("connect to public/flush: " + cause(e));
                throw failure(DOWN);
            }
            switch (answer) {
                case DONE -> {}
                case BAD_REQUEST -> throw failure("Invalid request: \"" + what + "\"");
                case FAILED -> throw failure(DOWN);
                case NOT_CONFIGURED -> throw notConfigured(what);
            }
        }

        private void authorizeFlush() throws CommandFailed {
            authorize(CoreParameters.AUTHORIZED_FLUSH_USERS, "flush the mail queue");
        }

        /// The services check this, too; here it gets the right words. Where everybody may, as is the default, it does
        /// not matter who is calling: to find out takes half as long as all the rest of the start.
        private void authorize(Parameter<String> who, String what) throws CommandFailed {
            if (AuthorizedUsers.areAll(main, who)) {
                return;
            }
            int uid = Processes.effectiveUser();
            String name = AuthorizedUsers.nameOf(uid);
            if (uid == 0 || name.equals(main.get(CoreParameters.MAIL_OWNER))) {
                return;
            }
            if (!AuthorizedUsers.of(main, who, new Tables(log::warning)).allows(uid)) {
                throw failure("User " + name + "(" + uid + ") is not allowed to " + what);
            }
        }

        private LocalService service(Path socket) {
            return new LocalService(socket, main.get(ServiceParameters.IPC_TIMEOUT));
        }

        private Path socket(Parameter<String> service) {
            return FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY))
                    .resolve("public")
                    .resolve(main.get(service));
        }
    }

    /// What the system said, without our own words in front.
    private static String cause(IOException e) {
        String text = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
        return text.substring(text.lastIndexOf(": ") < 0 ? 0 : text.lastIndexOf(": ") + 2);
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
