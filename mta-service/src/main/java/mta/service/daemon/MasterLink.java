package mta.service.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.ServiceEntry;
import mta.core.posix.Descriptor;
import mta.core.posix.DescriptorChannel;
import mta.core.posix.Sockets;

/// What master(8) and a host say to each other, over a socket that keeps messages apart and carries descriptors.
///
///     master: configuration DIRECTORY   + the lock of the mail system, + the log file where there is one
///     master: services                  + their listeners; in lines of their own, COUNT ENDPOINT/TYPE
///     master: begin                     now these are in force; so again on each reload
///     master: stop                      finish and end
///     host:   ready                     the services of the last `begin` have been started
///     host:   used ENDPOINT/TYPE        a first client came (for those that are woken up only when used)
///     host:   leaving                   idle; nothing more is accepted
///
/// The host keeps the lock open: so the mail system counts as running until its last process has ended.
public final class MasterLink {

    private static final String SERVICES = "services";
    private static final int LONG_MESSAGE = 16 * 1024;

    private final DescriptorChannel channel;

    /// The host's side: the lock of the mail system, once it was handed over. Only the listening thread uses it.
    private Optional<Descriptor> lock = Optional.empty();

    private MasterLink(DescriptorChannel channel) {
        this.channel = channel;
    }

    /// The link over a connection; master's end.
    public static MasterLink over(Descriptor connection) {
        return new MasterLink(new DescriptorChannel(connection));
    }

    /// Connects to master.
    static MasterLink to(Path socket) throws IOException {
        return over(Sockets.connectPackets(socket));
    }

    /// What a service is called between master and a host.
    public static String key(ServiceEntry entry) {
        return entry.endpoint() + "/" + entry.type().word();
    }

    /// What master hands out: everything a host needs to begin.
    ///
    /// @param directory where `main.cf` and `master.cf` are
    /// @param lock held by the mail system as long as one process has it open
    /// @param log the open `maillog_file`
    /// @param listeners by [#key]
    public record Assignment(
            Path directory, Descriptor lock, Optional<Descriptor> log, Map<String, List<Descriptor>> listeners) {}

    /// The host's side of the conversation. Called by one thread.
    interface Orders {
        void begin(Assignment assignment);

        void stop();

        /// Master has hung up, or is gone.
        void lost();
    }

    /// What a host says.
    public sealed interface Report {
        record Ready() implements Report {}

        record Used(String service) implements Report {}

        record Leaving() implements Report {}

        /// The host is gone.
        record End() implements Report {}
    }

    /// The socket, for polling.
    public Descriptor socket() {
        return channel.socket();
    }

    /// Sends an assignment, which the host acts on at once.
    public void assign(Assignment assignment) throws IOException {
        var open = new ArrayList<>(List.of(assignment.lock()));
        assignment.log().ifPresent(open::add);
        channel.send("configuration " + assignment.directory(), open);
        sendListeners(assignment.listeners());
        channel.send("begin", List.of());
    }

    /// Many services in one message, as only so many messages wait for a host that has just started.
    private void sendListeners(Map<String, List<Descriptor>> listeners) throws IOException {
        var text = new StringBuilder(SERVICES);
        var open = new ArrayList<Descriptor>();
        for (var service : listeners.entrySet()) {
            if (text.length() > LONG_MESSAGE
                    || open.size() + service.getValue().size() > DescriptorChannel.MOST_DESCRIPTORS) {
                channel.send(text.toString(), open);
                text = new StringBuilder(SERVICES);
                open.clear();
            }
            text.append('\n').append(service.getValue().size()).append(' ').append(service.getKey());
            open.addAll(service.getValue());
        }
        channel.send(text.toString(), open);
    }

    private static Map<String, List<Descriptor>> listeners(String text, List<Descriptor> open) {
        var listeners = new LinkedHashMap<String, List<Descriptor>>();
        int next = 0;
        for (String line : text.lines().skip(1).toList()) {
            String[] words = line.split(" ", 2);
            int count = Integer.parseInt(words[0]);
            listeners.put(words[1], open.subList(next, next + count));
            next += count;
        }
        return listeners;
    }

    /// Tells the host to finish.
    public void sendStop() throws IOException {
        channel.send("stop", List.of());
    }

    void send(Report report) throws IOException {
        channel.send(
                switch (report) {
                    case Report.Ready _ -> "ready";
                    case Report.Used(String service) -> "used " + service;
                    case Report.Leaving _, Report.End _ -> "leaving";
                },
                List.of());
    }

    /// The next thing the host says; waits for it.
    ///
    /// Master is root, and a host need not be: nothing that it says or sends along may do harm.
    public Report report() throws IOException {
        var message = channel.receive();
        message.descriptors().forEach(Descriptor::close);
        if (message.isEnd()) {
            return new Report.End();
        }
        String[] words = message.text().split(" ", 2);
        return switch (words[0]) {
            case "ready" -> new Report.Ready();
            case "leaving" -> new Report.Leaving();
            case "used" -> new Report.Used(words.length == 1 ? "" : words[1]);
            default -> throw new IOException("unknown report of a host: " + message.text());
        };
    }

    /// Obeys until master has hung up.
    void listen(Orders orders) {
        try {
            Optional<Assignment> coming = Optional.empty();
            while (true) {
                var message = channel.receive();
                if (message.isEnd()) {
                    break;
                }
                String[] words = message.text().split("[ \n]", 2);
                switch (words[0]) {
                    case "configuration" -> coming = Optional.of(configuration(words[1], message.descriptors()));
                    case SERVICES ->
                        coming.orElseThrow(() -> new IOException("services before the configuration"))
                                .listeners()
                                .putAll(listeners(message.text(), message.descriptors()));
                    case "begin" ->
                        orders.begin(coming.orElseThrow(() -> new IOException("begin before the configuration")));
                    case "stop" -> orders.stop();
                    default -> throw new IOException("unknown order of master: " + message.text());
                }
            }
        } catch (IOException e) {
            System.err.println("warning: lost master: " + e.getMessage());
        }
        orders.lost();
    }

    private Assignment configuration(String directory, List<Descriptor> descriptors) {
        // Each reload brings another descriptor of the same lock, of which one is enough.
        lock.ifPresent(Descriptor::close);
        lock = Optional.of(descriptors.getFirst());
        return new Assignment(
                Path.of(directory),
                descriptors.getFirst(),
                descriptors.stream().skip(1).findFirst(),
                new LinkedHashMap<>());
    }

    /// Ends the conversation.
    public void close() {
        channel.close();
    }
}
