package mta.service.client;

import java.io.IOException;
import java.util.stream.Stream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Asks verify(8) whether an address can get mail, and tells it what became of its probes.
///
///     server   protocol=address_verification_prrotocol
///     client   request=query address=TEXT
///     server   status=N recipient_status=N reason=TEXT
///     client   request=update address=TEXT recipient_status=N reason=TEXT
///     server   status=N
///
/// The protocol's name is misspelled in Postfix, too.
///
/// @param service where it listens: `private/verify`
public record VerifyClient(LocalService service) {

    /// The name that the service greets with.
    public static final String PROTOCOL = "address_verification_prrotocol";

    /// What is known about an address.
    public enum Standing {
        /// Mail for it would be delivered.
        DELIVERABLE(0),
        /// It cannot be said now.
        DEFERRED(1),
        /// Mail for it would be returned.
        UNDELIVERABLE(2),
        /// A probe is on its way.
        IN_PROGRESS(3);

        private final int number;

        Standing(int number) {
            this.number = number;
        }

        /// The number in the protocol, and in the cache.
        public int number() {
            return number;
        }

        /// The one with that number.
        ///
        /// @throws ProtocolException where there is none
        public static Standing of(long number) throws ProtocolException {
            return Stream.of(values())
                    .filter(standing -> standing.number == number)
                    .findFirst()
                    .orElseThrow(() -> new ProtocolException("no such recipient status: " + number));
        }
    }

    /// How a request went.
    public enum Status {
        DONE(0),
        FAILED(-1),
        BAD_REQUEST(-2);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        /// The number in the protocol.
        public int number() {
            return number;
        }
    }

    /// An answer.
    ///
    /// @param reason what the last probe was told
    public record Answer(Standing standing, String reason) {}

    /// Asks; a probe is made where nothing is known.
    ///
    /// @throws IOException if nobody is there, or the service failed
    public Answer query(String address) throws IOException {
        var reply = ask(new Attributes().with("request", "query").with("address", address));
        return new Answer(Standing.of(reply.number("recipient_status")), reply.text("reason", ""));
    }

    /// Tells what became of a probe.
    ///
    /// @throws IOException if it is not certain that the service knows it now
    public void update(String address, Standing standing, String reason) throws IOException {
        ask(new Attributes()
                .with("request", "update")
                .with("address", address)
                .with("recipient_status", standing.number)
                .with("reason", reason));
    }

    private Attributes ask(Attributes request) throws IOException {
        try (var connection = service.connect()) {
            String protocol = connection.stream().receive().text("protocol");
            if (!protocol.equals(PROTOCOL)) {
                throw new ProtocolException(service.socket() + " speaks " + protocol);
            }
            connection.stream().send(request);
            var reply = connection.stream().receive();
            if (reply.number("status") != Status.DONE.number) {
                throw new IOException("verify says status " + reply.number("status"));
            }
            return reply;
        }
    }
}
