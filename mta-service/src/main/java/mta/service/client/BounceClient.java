package mta.service.client;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.mail.QueueId;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.Verp;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Asks bounce(8), defer(8) and trace(8) to keep per-recipient logs of a message and to send notices from them.
///
/// Delivery agents append; the queue manager asks for notices. Every call is one short conversation, and returns only
/// when the service has done it. Safe for use by many threads.
///
/// **Errors.** An [IOException] means that it was not done; the recipient must then be deferred, so that the notice
/// is not lost.
public final class BounceClient {

    /// The three logs of a message, by the service that keeps them.
    public enum Log {
        BOUNCE("bounce"),
        DEFER("defer"),
        TRACE("trace");

        private final String service;

        Log(String service) {
            this.service = service;
        }

        /// The directory of the logs and the default name of the service.
        public String service() {
            return service;
        }
    }

    /// Notices to the sender or the postmaster.
    public enum Notice {
        /// The recipients in the bounce log failed.
        NON_DELIVERY("flush"),
        /// The recipients in the defer log failed, as the message is too old.
        EXPIRED("flush"),
        /// The recipients in the defer log are late.
        DELAY("warn"),
        /// What the trace log says, as the sender asked with `NOTIFY=SUCCESS`.
        DELIVERY_STATUS("trace"),
        /// What the trace log says, as was asked with `sendmail -bv` or `-v`.
        VERIFICATION("verify");

        private final String request;

        Notice(String request) {
            this.request = request;
        }

        /// The word in the protocol.
        public String request() {
            return request;
        }
    }

    /// What a notice needs to know of the message it is about.
    ///
    /// @param queueName where the message is: `active` or `deferred`
    /// @param id the message
    /// @param encoding `7bit`, `8bit`, or empty
    /// @param sendOptions the bits of [mta.core.mail.SendOption], as in the size record
    /// @param sender who gets the notice
    /// @param envelopeId the `ENVID=` value; may be empty
    /// @param ret what the sender wants returned, where he said so
    /// @param verp where each failed recipient gets a notice of its own, to what became of the sender's address
    public record Message(
            String queueName,
            QueueId id,
            String encoding,
            int sendOptions,
            ReversePath sender,
            String envelopeId,
            Optional<Returned> ret,
            Optional<Verp> verp) {

        private Attributes addTo(Attributes attributes) {
            return attributes
                    .with("queue_name", queueName)
                    .with("queue_id", id.text())
                    .with("encoding", encoding)
                    .with("sendopts", sendOptions)
                    .with("sender", sender.text())
                    .with("envelope_id", envelopeId)
                    .with("ret_flags", Returned.number(ret));
        }
    }

    private final Map<Log, LocalService> services = new EnumMap<>(Log.class);

    /// @param services the three services, by their default names
    public BounceClient(Function<String, LocalService> services) {
        for (Log log : Log.values()) {
            this.services.put(log, services.apply(log.service));
        }
    }

    /// A client of the services under the names that are configured.
    ///
    /// @param services a service, by its configured name
    public static BounceClient of(MainCf main, Function<String, LocalService> services) {
        var names = Map.of(
                Log.BOUNCE.service, main.get(ServiceParameters.BOUNCE_SERVICE_NAME),
                Log.DEFER.service, main.get(ServiceParameters.DEFER_SERVICE_NAME),
                Log.TRACE.service, main.get(ServiceParameters.TRACE_SERVICE_NAME));
        return new BounceClient(name -> services.apply(names.get(name)));
    }

    /// Adds a recipient to a log of a message.
    public void append(Log log, QueueId id, RecipientStatus status) throws IOException {
        ask(log, status.attributes().with("nrequest", "append").with("queue_id", id.text()));
    }

    /// Sends a notice and, where that is done, removes the log it was made from.
    public void send(Notice notice, Message message) throws IOException {
        var log = switch (notice) {
            case NON_DELIVERY -> Log.BOUNCE;
            case EXPIRED, DELAY -> Log.DEFER;
            case DELIVERY_STATUS, VERIFICATION -> Log.TRACE;
        };
        boolean isEach = message.verp.isPresent() && (notice == Notice.NON_DELIVERY || notice == Notice.EXPIRED);
        var request = message.addTo(new Attributes().with("nrequest", isEach ? "verp" : notice.request()));
        ask(log, isEach ? request.with("verp_delimiters", message.verp.get().delimiters()) : request);
    }

    /// Reports one failed recipient of a message that is in no queue, without keeping a log.
    public void sendOne(Message message, RecipientStatus status) throws IOException {
        ask(Log.BOUNCE, message.addTo(status.attributes().with("nrequest", "one")));
    }

    private void ask(Log log, Attributes request) throws IOException {
        try (var connection = services.get(log).connect()) {
            connection.stream().receive();
            connection.stream().send(request);
            var answer = connection.stream().receive();
            if (answer.number("status") != 0) {
                throw new ProtocolException(log.service + " service: " + answer.text("reason", "failed"));
            }
        }
    }
}
