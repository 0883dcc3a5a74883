package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.config.AddressSource;
import mta.core.config.DeliveredHeaderUse;
import mta.core.config.LockStyle;
import mta.core.mail.EnhancedStatus;
import mta.core.net.ChannelConnection;
import mta.core.net.Connection;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import mta.core.posix.User;
import mta.core.rewrite.AddressClass;
import mta.core.rewrite.Extensions;
import mta.core.rewrite.Resolution;
import mta.core.table.Lookup;
import mta.core.table.LookupTable;
import mta.core.table.TableSearch;
import mta.delivery.AgentTrial;
import mta.delivery.Outcome;
import mta.delivery.Relay;
import mta.delivery.mailbox.Maildir;
import mta.delivery.mailbox.Mbox;
import mta.queue.record.RecordReader;
import mta.service.client.DeliveryRequest;
import mta.service.client.LocalService;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// local(8) of `example.com` with one account, which is `nobody` where root runs this, and a cleanup(8) that remembers.
/// An extension of JUnit: a test class registers one, and each test has it anew, in a directory of its own.
final class LocalTrial implements BeforeEachCallback, AfterEachCallback {

    static final boolean ROOT = Processes.effectiveUser() == 0;

    /// The login name of the account.
    static final String ACCOUNT = ROOT ? "nobody" : System.getProperty("user.name");

    private static final String MESSAGE = "Subject: x\n\nhello\n";
    private static final int STICKY = 01777;
    private static final SafeCharacters SAFE =
            new SafeCharacters("1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    AgentTrial trial;
    Path directory;
    Path spool;
    User user;
    final Map<String, String> aliases = new HashMap<>();
    final List<String> forwarded = new CopyOnWriteArrayList<>();
    /// What is said about the recipients of messages that are sent on.
    final List<String> wishes = new CopyOnWriteArrayList<>();

    final List<String> passed = new CopyOnWriteArrayList<>();
    private DeliveryRequest last;
    LocalAgent.Accounts accounts;
    AliasRules rules = new AliasRules(
            Set.of(AddressSource.ALIAS, AddressSource.FORWARD),
            Set.of(AddressSource.ALIAS, AddressSource.FORWARD),
            Set.of(),
            true,
            false,
            false);
    Duration limit = Duration.ofSeconds(60);
    Set<LockStyle> locks = EnumSet.allOf(LockStyle.class);
    AccountRoutes routes = routes("", "", "");
    String luserRelay = "";
    DeliveredTo deliveredTo = new DeliveredTo(true, Set.of(DeliveredHeaderUse.values()));
    List<String> shell = List.of("/bin/sh", "-c");
    String commandDirectory = "";
    ForwardFiles.Home homes = ForwardFiles.Home.MAY_BE_MISSING;
    final List<String> newMail = new CopyOnWriteArrayList<>();
    private final RecipientRights rights = new RecipientRights();
    private boolean cleanupWorks = true;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("local");
        trial = new AgentTrial(directory.resolve("q"));
        var known = Accounts.user(ACCOUNT).orElseThrow();
        user = new User(known.name(), known.uid(), known.gid(), "", directory.resolve("home"), "/bin/sh");
        accounts = name -> name.equals(user.name()) ? Optional.of(user) : Optional.empty();
        spool = Files.createDirectories(directory.resolve("mail"));
        Files.createDirectories(user.home());
        Files.setAttribute(directory, "unix:mode", 0755);
        Files.setAttribute(spool, "unix:mode", STICKY);
        giveToUser(user.home());
        trial.network().listen(directory.resolve("q/cleanup"), this::takeMessage);
    }

    /// Routes without tables.
    static AccountRoutes routes(String transport, String command, String fallback) {
        var none = new TableSearch(List.of());
        return new AccountRoutes(none, transport, none, command, none, fallback);
    }

    void giveToUser(Path file) throws IOException {
        if (ROOT) {
            Files.setAttribute(file, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    Path mailbox() {
        return spool.resolve(user.name());
    }

    /// Runs another delivery agent, which takes every recipient.
    void agent(String service) throws IOException {
        trial.runAgent(service, job -> {
            for (var recipient : job.waiting()) {
                passed.add(job.request().nexthop() + " " + recipient.address());
                job.settle(recipient, Outcome.delivered("2.0.0", "taken"), Relay.NONE);
            }
            return Optional.empty();
        });
    }

    /// How the recipient of the last message is marked in its file.
    String marks() throws IOException {
        return trial.marks(last);
    }

    void breakCleanup() {
        cleanupWorks = false;
    }

    /// Delivers to a local address.
    ///
    /// @return the lines of the mail log about it
    List<String> deliver(String local) throws IOException {
        return deliver(local, MESSAGE);
    }

    List<String> deliver(String local, String message) throws IOException {
        int before = trial.logged().size();
        last = trial.enqueue("local", message, local + "@example.com");
        trial.deliver(agent(), last);
        return trial.logged().stream()
                .skip(before)
                .filter(line -> !line.contains("(taken)"))
                .map(line -> line.replaceFirst("^ID: ", "").replace(", relay=local", ""))
                .toList();
    }

    private LocalAgent agent() {
        var extensions = new Extensions("+", true);
        var forwards = new ForwardFiles(
                "$home/.forward${recipient_delimiter}${extension}, $home/.forward", extensions, SAFE, homes);
        var setting = new Expansion.Setting(
                Optional.of(new AliasTables(List.of(table()))),
                rules,
                extensions,
                addresses(),
                "local",
                accounts,
                routes,
                new LuserRelay(luserRelay),
                new ListFiles(rights, forwards, trial.log()::warning),
                trial.log());
        return new LocalAgent(
                new LocalConfig("", spool.toString(), routes),
                deliveredTo,
                setting,
                new LocalAgent.Targets(
                        mailboxes(new Mbox.Refusals(true, Mbox.Use.MAILBOX, EnhancedStatus.of("5.2.0"))),
                        new FileTargets(
                                mailboxes(new Mbox.Refusals(false, Mbox.Use.ANY_FILE, EnhancedStatus.of("5.2.0"))),
                                rights,
                                user),
                        new Commands(
                                rights,
                                user,
                                limit,
                                shell,
                                new CommandDirectory(commandDirectory, SAFE, extensions, spool),
                                SAFE,
                                trial.clock()),
                        new OtherAgents(
                                name -> directory.resolve("q/private").resolve(name),
                                ChannelConnection::to,
                                trial.log()),
                        new Forwarding(
                                new LocalService(directory.resolve("q/cleanup"), Duration.ofSeconds(20)),
                                "mail.example.com",
                                "Postfix",
                                trial.clock(),
                                trial.log())),
                rights,
                trial.log());
    }

    private Mailboxes mailboxes(Mbox.Refusals refusals) {
        var locking = new Mbox.Locking(locks, 2, Duration.ofMillis(1), Duration.ofSeconds(500));
        return new Mailboxes(
                new Maildir("host", trial.clock()),
                new Mbox(locking, refusals, 0, trial.clock()),
                0,
                (name, offset) -> newMail.add(name + "@" + offset),
                trial.log());
    }

    private LookupTable table() {
        return new LookupTable() {
            @Override
            public Lookup find(String key) {
                return aliases.containsKey(key) ? new Lookup.Found(aliases.get(key)) : Lookup.NOT_FOUND;
            }

            @Override
            public String name() {
                return "inline:aliases";
            }
        };
    }

    private static Expansion.Addresses addresses() {
        return new Expansion.Addresses() {
            @Override
            public String complete(String address) {
                return address.contains("@") ? address : address + "@example.com";
            }

            @Override
            public Resolution resolve(String sender, String address) {
                boolean local = address.endsWith("@example.com");
                return new Resolution.Resolved(
                        local ? "local" : "smtp",
                        "",
                        address,
                        local ? AddressClass.LOCAL : AddressClass.DEFAULT,
                        false);
            }
        };
    }

    private void takeMessage(Connection client) {
        Thread.ofVirtual().start(() -> {
            try (client) {
                take(AttributeStream.over(client));
            } catch (IOException e) {
                forwarded.add("broken: " + e.getMessage());
            }
        });
    }

    private void take(AttributeStream stream) throws IOException {
        stream.send(new Attributes().with("queue_id", "9C8B7A6D5E4"));
        stream.receive();
        var envelope = new ArrayList<String>();
        var records = RecordReader.unchecked(stream.input());
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            char letter = record.get().letter();
            String text = record.get().text();
            if ("SRN".indexOf(letter) >= 0 && !text.startsWith("\tid ")) {
                envelope.add(letter + " " + text);
            }
            if (letter == 'O' || text.matches("(?s)(notify_flags|dsn_orig_rcpt|sendopts)=.*")) {
                wishes.add(letter + " " + text);
            }
            if (letter == 'E') {
                break;
            }
        }
        forwarded.addAll(envelope);
        stream.send(new Attributes().with("status", cleanupWorks ? 0 : 2).with("reason", ""));
    }

    /// A list of what is expected, for comparison with [#deliver].
    static List<String> lines(String... all) {
        return Arrays.asList(all);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        trial.close();
        // Sockets may still be going, which a walk through the files would stumble over.
        MailSystem.run(Map.of(), "", "rm", "-rf", directory.toString());
    }
}
