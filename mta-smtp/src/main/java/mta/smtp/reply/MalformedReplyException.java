package mta.smtp.reply;

import java.io.IOException;

/// A server sent something that is no reply while that matters: with pipelining nobody knows which command a reply
/// belongs to once one of them is garbage.
public final class MalformedReplyException extends IOException {

    public MalformedReplyException(String message) {
        super(message);
    }
}
