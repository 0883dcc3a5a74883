package mta.smtp.client;

import mta.smtp.reply.ReceivedReply;

/// How a dialogue began.
public sealed interface Opening {

    /// The server is ready for a message.
    record Ready() implements Opening {}

    /// The server does not want to talk.
    ///
    /// @param stage the greeting, or the last way in which the client introduced itself
    record Refused(ReceivedReply reply, Stage stage) implements Opening {}

    /// The connection broke.
    record Broken(Verdict.Broken why) implements Opening {}
}
