package mta.service.client;

import java.io.IOException;
import java.util.stream.Stream;
import mta.core.mail.QueueId;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Tells flush(8) what mail waits for whom, and asks it for an attempt to deliver some of it.
///
/// @param service where it listens: `public/flush`
public record FlushClient(LocalService service) {

    /// What it said.
    public enum Answer {
        /// The attempt will be made.
        DONE(0),
        /// It tried and could not.
        FAILED(-1),
        /// It keeps no list of the mail for that destination.
        NOT_CONFIGURED(3),
        /// It does not take this for a destination or queue id.
        BAD_REQUEST(2);

        private final int number;

        Answer(int number) {
            this.number = number;
        }

        /// The number in the protocol.
        public int number() {
            return number;
        }
    }

    /// Says that a message waits for a destination.
    ///
    /// @throws IOException if nobody is there
    public Answer add(String site, QueueId id) throws IOException {
        return ask(new Attributes().with("request", "add").with("site", site).with("queue_id", id.text()));
    }

    /// Asks for all mail for a destination.
    ///
    /// @throws IOException if nobody is there
    public Answer sendSite(String site) throws IOException {
        return ask(new Attributes().with("request", "send_site").with("site", site));
    }

    /// Asks for one message.
    ///
    /// @throws IOException if nobody is there
    public Answer sendFile(String queueId) throws IOException {
        return ask(new Attributes().with("request", "send_file").with("queue_id", queueId));
    }

    private Answer ask(Attributes request) throws IOException {
        try (var connection = service.connect()) {
            String protocol = connection.stream().receive().text("protocol");
            if (!protocol.equals("queue_flush_protocol")) {
                throw new ProtocolException(service.socket() + " speaks " + protocol);
            }
            connection.stream().send(request);
            long number = connection.stream().receive().number("status");
            return Stream.of(Answer.values())
                    .filter(answer -> answer.number == number)
                    .findFirst()
                    .orElse(Answer.FAILED);
        }
    }
}
