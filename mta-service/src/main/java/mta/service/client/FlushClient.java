package mta.service.client;

import java.io.IOException;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Asks flush(8) for an attempt to deliver mail that waits.
///
/// @param service where it listens: `public/flush`
public record FlushClient(LocalService service) {

    /// What it said.
    public enum Answer {
        /// The attempt will be made.
        DONE,
        /// It tried and could not.
        FAILED,
        /// It keeps no list of the mail for that destination.
        NOT_CONFIGURED,
        /// It does not take this for a destination or queue id.
        BAD_REQUEST
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
            return switch ((int) connection.stream().receive().number("status")) {
                case 0 -> Answer.DONE;
                case 1 -> Answer.NOT_CONFIGURED;
                case 2 -> Answer.BAD_REQUEST;
                case 3 -> Answer.NOT_CONFIGURED;
                default -> Answer.FAILED;
            };
        }
    }
}
