package mta.qmgr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.rewrite.AddressResolver;
import mta.core.table.Tables;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;

/// A queue on disk with its manager, agents that are functions, and time that stands still unless told.
final class ManagedQueue {

    static final Attempt DONE = new Attempt.Answered(new DeliveryReport.Done());
    static final Attempt SOME_LEFT = new Attempt.Answered(new DeliveryReport.SomeLeft());

    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<DeliveryRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final List<BounceClient.Notice> notices = new ArrayList<>();
    final MailLog mailLog = new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/qmgr");
    final Path top;
    final Spool spool;
    final QmgrConfig config;

    /// What time it is.
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    final InstantSource clock = () -> now;

    /// What agents answer.
    Function<DeliveryRequest, Attempt> agent = _ -> DONE;

    /// How often the manager waited until agents were left alone for a while.
    int waits;

    private final Agents agents = new Agents() {
        @Override
        public Attempt deliver(String transport, DeliveryRequest request) {
            requests.add(request);
            return agent.apply(request);
        }

        @Override
        public void closeIdle(Duration patience) {
            waits++;
        }
    };

    /// Where agents do their work.
    QueueManager.Starter starter = Runnable::run;

    /// Who sends notices.
    MessageEnd.Notices notifier = (notice, _) -> notices.add(notice);

    QueueManager manager;

    ManagedQueue(Path top, String... settings) throws Exception {
        this.top = top;
        Files.writeString(top.resolve("main.cf"), """
                compatibility_level = 3.11
                queue_directory = %s
                myhostname = mail.example.org
                mydestination =
                inet_interfaces = 127.0.0.1
                relayhost = [relay.example]
                %s
                """.formatted(top, String.join("\n", settings)));
        Files.writeString(top.resolve("master.cf"), """
                smtp unix - - n - 10 smtp
                retry unix - - n - - error
                error unix - - n - - error
                """);
        for (var queue : QueueName.values()) {
            Files.createDirectory(top.resolve(queue.directory()));
        }
        var main = MainCf.read(top);
        config = QmgrConfig.from(main, MasterCf.read(top, main));
        spool = Spool.open(SpoolConfig.defaults(top), clock);
        restart();
    }

    QueueManager newManager() {
        return new QueueManager(
                new QmgrEnvironment(config, spool, mailLog, clock),
                new AddressResolver(config.main(), new Tables(log::add), log::add),
                agents,
                new MessageEnd(
                        config.retries(), spool, (notice, message) -> notifier.send(notice, message), mailLog, clock),
                work -> starter.start(work));
    }

    /// A new process: what was only in memory is gone.
    void restart() throws Exception {
        manager = newManager();
        manager.begin(Holdings.none());
    }

    /// Runs until everything is done. Deliveries run within the loop, so it never waits for one.
    void run() throws IOException {
        trigger("ID");
        work();
    }

    void trigger(String letters) {
        manager.triggered(letters.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    void work() throws IOException {
        while (manager.work()) {
            // Deliveries end within the round that starts them.
        }
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    QueueId queue(QueueName queue, String... recipients) throws IOException {
        return queue(queue, _ -> {}, List.of(recipients));
    }

    /// Puts a message into a queue.
    ///
    /// @param more writes records that stand between the sender and the recipients
    QueueId queue(QueueName queue, Consumer<Draft> more, List<String> recipients) throws IOException {
        try (var draft = spool.create(queue)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, MessageSize.NOT_YET.text());
            records.put(RecordType.ARRIVAL_TIME, now.getEpochSecond() + " 0");
            records.put(RecordType.SENDER, "s@src.example");
            more.accept(draft);
            for (String recipient : recipients) {
                records.put(RecordType.RECIPIENT, recipient);
            }
            records.put(RecordType.MESSAGE_START, "");
            long start = records.position();
            records.put(RecordType.TEXT, "Body");
            long end = records.position();
            records.put(RecordType.EXTRACTED_START, "");
            records.put(RecordType.END, "");
            draft.rewriteSize(new MessageSize(end - start, start, recipients.size(), 0, 4, 0));
            draft.commit();
            Files.setLastModifiedTime(spool.path(queue, draft.id()), FileTime.from(now));
            return draft.id();
        }
    }

    /// Marks recipients as done, as an agent does.
    void markDone(QueueId id, List<Recipient> recipients) {
        try (var file = spool.openForUpdate(QueueName.ACTIVE, id).orElseThrow()) {
            for (var recipient : recipients) {
                file.markDone(recipient.offset());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Says in a log why a recipient waits, or failed.
    void explain(QueueName kind, QueueId id, Recipient recipient) {
        try {
            spool.makeDirectory(kind, id);
            Files.writeString(
                    spool.path(kind, id),
                    "recipient=%s\noffset=%d\nreason=because\n\n".formatted(recipient.address(), recipient.offset()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// An agent that can deliver nothing, and says why.
    Attempt deferAll(DeliveryRequest request) {
        request.recipients().forEach(recipient -> explain(QueueName.DEFER, request.id(), recipient));
        return SOME_LEFT;
    }

    /// The addresses that agents were asked to deliver to, in order.
    List<String> addresses() {
        return requests.stream()
                .flatMap(request -> request.recipients().stream())
                .map(Recipient::address)
                .map(MailAddress::text)
                .toList();
    }

    /// The next hops that agents were asked to deliver to, in order.
    List<String> nexthops() {
        return requests.stream().map(DeliveryRequest::nexthop).toList();
    }
}
