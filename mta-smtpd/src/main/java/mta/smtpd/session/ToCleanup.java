package mta.smtpd.session;

import java.io.IOException;
import java.util.Optional;
import mta.service.client.CleanupClient;

/// Hands content on to cleanup(8) until the message is too large or cleanup(8) fails; then swallows the rest, because
/// the client cannot be answered before it has sent everything.
final class ToCleanup implements Content.Sink {

    private final Optional<CleanupClient> client;
    private final long limit;
    private long size;
    private State state;

    /// What became of the content.
    enum State {
        GOING,
        TOO_LARGE,
        FAILED
    }

    /// @param limit the most bytes of a message; 0 for no limit
    ToCleanup(CleanupClient client, long limit) {
        this(Optional.of(client), limit, State.GOING);
    }

    private ToCleanup(Optional<CleanupClient> client, long limit, State state) {
        this.client = client;
        this.limit = limit;
        this.state = state;
    }

    /// Swallows everything: cleanup(8) failed before the content began.
    static ToCleanup nowhere() {
        return new ToCleanup(Optional.empty(), 0, State.FAILED);
    }

    State state() {
        return state;
    }

    @Override
    public void line(byte[] bytes, int offset, int length) {
        if (fits(length)) {
            try {
                client.orElseThrow().line(bytes, offset, length);
            } catch (IOException _) {
                state = State.FAILED;
            }
        }
    }

    @Override
    public void partOfLine(byte[] bytes, int offset, int length) {
        if (fits(length)) {
            try {
                client.orElseThrow().partOfLine(bytes, offset, length);
            } catch (IOException _) {
                state = State.FAILED;
            }
        }
    }

    private boolean fits(int length) {
        if (state == State.GOING) {
            size += length + 2;
            if (limit > 0 && size > limit) {
                state = State.TOO_LARGE;
            }
        }
        return state == State.GOING;
    }
}
