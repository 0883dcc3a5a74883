package mta.queue.listing;

import java.io.IOException;

/// Takes a listing of the mail queue piece by piece, so that neither a long queue nor a message with many recipients
/// has to be kept in memory.
public interface ListingSink {

    /// A message begins.
    void message(ListedMessage message) throws IOException;

    /// A recipient of that message.
    void recipient(ListedRecipient recipient) throws IOException;

    /// That message has no more recipients.
    void endMessage() throws IOException;
}
