package mta.cli.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.Parameter;
import mta.core.config.ServiceParameters;
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
/// Exit status 69 for a wrong command line and where the mail system is down, 77 where the user may not ask.
public final class Postqueue implements Command {

    private static final String USAGE =
            "usage: postqueue -f | postqueue -i queueid | postqueue -j | postqueue -p | postqueue -s site";
    private static final String DOWN = "Cannot flush mail queue - mail system is down";

    @Override
    public int run(Invocation call) throws IOException, CommandFailed {
        // Not 64: this is what Postfix's own does.
        var wrong = new CommandFailed(ExitStatus.UNAVAILABLE, USAGE);
        var options = Options.parse("c:fi:jps:v", call, wrong);
        var modes = options.given().stream()
                .filter(option -> "fijps".indexOf(option.letter()) >= 0)
                .toList();
        if (modes.size() != 1 || !options.operands().isEmpty()) {
            throw wrong;
        }
        MainCf main = call.settings(options.value('c').orElse(""));
        var mode = modes.getFirst();
        switch (mode.letter()) {
            case 'p' ->
                list(call, main, new ListingFormat.Mailq(call.out(), main.get(CoreParameters.ENABLE_LONG_QUEUE_IDS)));
            case 'j' -> list(call, main, new ListingFormat.Json(call.out()));
            case 'i' -> flushMessage(call, main, mode.value());
            case 's' -> flushSite(call, main, mode.value());
            default -> flushAll(call, main);
        }
        return ExitStatus.OK;
    }

    private static void list(Invocation call, MainCf main, ListingFormat format) throws IOException, CommandFailed {
        authorize(main, CoreParameters.AUTHORIZED_MAILQ_USERS, "view the mail queue");
        MailQueueList listing;
        try {
            listing = open(service(main, ServiceParameters.SHOWQ_SERVICE_NAME));
        } catch (IOException e) {
            listDirectly(call, main, format, "Connect to the Postfix showq service: " + cause(e));
            return;
        }
        try (listing) {
            listing.copyTo(format);
            format.end();
        } catch (IOException e) {
            throw new CommandFailed(ExitStatus.SOFTWARE, "malformed showq server response");
        }
    }

    /// Our own showq(8) tells more at its second socket; Postfix's has only the first.
    private static MailQueueList open(Path socket) throws IOException {
        try {
            return MailQueueList.open(socket.resolveSibling(socket.getFileName() + MasterCf.FULL));
        } catch (IOException notOurs) {
            return MailQueueList.open(socket);
        }
    }

    private static void listDirectly(Invocation call, MainCf main, ListingFormat format, String problem)
            throws IOException, CommandFailed {
        if (problem.endsWith("Permission denied")) {
            throw new CommandFailed(ExitStatus.SOFTWARE, problem);
        }
        var config = SpoolConfig.from(main);
        if (!Files.isReadable(config.queueDirectory().resolve("incoming"))) {
            throw new CommandFailed(
                    ExitStatus.UNAVAILABLE, "Queue report unavailable - mail system is down (" + problem + ")");
        }
        call.warning("Mail system is down -- accessing queue directly (" + problem + ")");
        var spool = Spool.open(config, InstantSource.system());
        new QueueLister(spool, QueueLister.Settings.from(main), call::warning).list(format);
        format.end();
    }

    private static void flushAll(Invocation call, MainCf main) throws CommandFailed {
        authorizeFlush(main);
        // Forget dead destinations, look at all files, scan deferred, scan incoming.
        trigger(call, new Trigger(socket(main, ServiceParameters.QUEUE_SERVICE_NAME), "FADI"));
        trigger(call, new Trigger(socket(main, ServiceParameters.PICKUP_SERVICE_NAME), "W"));
    }

    private static void trigger(Invocation call, Trigger trigger) throws CommandFailed {
        switch (trigger.send()) {
            case Trigger.Outcome.Sent _ -> {}
            case Trigger.Outcome.Failed(var problem) -> {
                if (problem.endsWith("No such file or directory")) {
                    call.warning("unable to look up public/" + trigger.socket().getFileName()
                            + ": No such file or directory");
                }
                throw new CommandFailed(ExitStatus.UNAVAILABLE, DOWN);
            }
        }
    }

    private static void flushMessage(Invocation call, MainCf main, String id) throws CommandFailed {
        if (!QueueIdText.isAcceptable(id)) {
            throw new CommandFailed(
                    ExitStatus.UNAVAILABLE, "Cannot flush queue ID - invalid name: \"" + shortened(id) + "\"");
        }
        authorizeFlush(main);
        ask(call, main, client -> client.sendFile(id), id);
    }

    private static void flushSite(Invocation call, MainCf main, String site) throws CommandFailed {
        if (!FlushDomains.isAcceptable(site)) {
            throw new CommandFailed(
                    ExitStatus.UNAVAILABLE,
                    "Cannot flush mail queue - invalid destination: \"" + shortened(site) + "\"");
        }
        authorizeFlush(main);
        if (!FlushDomains.of(main, new Tables(call::warning)).contains(site)) {
            throw notConfigured(site);
        }
        ask(call, main, client -> client.sendSite(site), site);
    }

    private static CommandFailed notConfigured(String site) {
        return new CommandFailed(
                ExitStatus.UNAVAILABLE, "Flush service is not configured for destination \"" + site + "\"");
    }

    @FunctionalInterface
    private interface Request {
        FlushClient.Answer by(FlushClient client) throws IOException;
    }

    private static void ask(Invocation call, MainCf main, Request request, String what) throws CommandFailed {
        FlushClient.Answer answer;
        try {
            answer = request.by(new FlushClient(service(main, ServiceParameters.FLUSH_SERVICE_NAME)));
        } catch (IOException e) {
            call.warning("connect to public/flush: " + cause(e));
            throw new CommandFailed(ExitStatus.UNAVAILABLE, DOWN);
        }
        switch (answer) {
            case DONE -> {}
            case BAD_REQUEST -> throw new CommandFailed(ExitStatus.USAGE, "Invalid request: \"" + what + "\"");
            case FAILED -> throw new CommandFailed(ExitStatus.UNAVAILABLE, DOWN);
            case NOT_CONFIGURED -> throw notConfigured(what);
        }
    }

    private static void authorizeFlush(MainCf main) throws CommandFailed {
        authorize(main, CoreParameters.AUTHORIZED_FLUSH_USERS, "flush the mail queue");
    }

    private static void authorize(MainCf main, Parameter<String> who, String what) throws CommandFailed {
        int uid = Processes.effectiveUser();
        String name = AuthorizedUsers.nameOf(uid);
        if (uid == 0 || name.equals(main.get(CoreParameters.MAIL_OWNER))) {
            return;
        }
        if (!AuthorizedUsers.of(main, who, new Tables(_ -> {})).allows(uid)) {
            throw new CommandFailed(
                    ExitStatus.NO_PERMISSION, "User " + name + "(" + uid + ") is not allowed to " + what);
        }
    }

    private static LocalService service(MainCf main, Parameter<String> service) {
        return new LocalService(socket(main, service), main.get(ServiceParameters.IPC_TIMEOUT));
    }

    private static Path socket(MainCf main, Parameter<String> service) {
        return Path.of(main.get(CoreParameters.QUEUE_DIRECTORY), "public", main.get(service));
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
