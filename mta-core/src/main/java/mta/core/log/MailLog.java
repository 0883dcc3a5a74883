package mta.core.log;

import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;

/// The mail log: one method for each event that operators' tools look for, and five words for the rest.
///
/// The lines are formatted in [PostfixMailLog], in Postfix's exact form. Services ask for their own log with
/// [#tagged], so that each line names the program it comes from.
public interface MailLog {

    /// The same log under the name of another program, such as `postfix/smtpd`.
    MailLog tagged(String tag);

    /// An SMTP client connected: `connect from NAME[ADDR]`.
    void connected(Client client);

    /// An SMTP client left: `disconnect from NAME[ADDR] ehlo=1 mail=1 … commands=5`.
    ///
    /// @param statistics the counts, such as `ehlo=1 quit=1 commands=2`
    void disconnected(Client client, String statistics);

    /// A message got its id: `ID: client=NAME[ADDR]`, followed by what else is known of the submission.
    ///
    /// @param details such as `, sasl_method=PLAIN, sasl_username=u`; may be empty
    void queueFileOpened(QueueId id, Client client, String details);

    /// A local message was taken from `maildrop`: `ID: uid=1000 from=<user>`.
    void pickedUp(QueueId id, int uid, ReversePath from);

    /// A message's identification: `ID: message-id=<…>`.
    void messageId(QueueId id, String messageId);

    /// A message entered the active queue: `ID: from=<…>, size=N, nrcpt=N (queue active)`.
    void queueActive(QueueId id, ReversePath from, long size, int recipients);

    /// A delivery attempt ended: `ID: to=<…>, relay=…, …, status=…`.
    void delivery(Delivery delivery);

    /// A message was given up because of its age: `ID: from=<…>, status=expired, returned to sender`.
    void expired(QueueId id, ReversePath from, boolean forced);

    /// A notice was sent about a message: `ID: sender non-delivery notification: NEWID`.
    ///
    /// @param kind such as `sender non-delivery notification`
    void noticeSent(QueueId id, String kind, QueueId notice);

    /// A message left the queue: `ID: removed`.
    void removed(QueueId id);

    /// Any other line in the normal course of things.
    void info(String text);

    /// Works, but look.
    void warning(String text);

    /// This one piece of work failed.
    void error(String text);

    /// This process cannot serve and will end.
    void fatal(String text);

    /// A mistake of ours.
    void panic(String text);

    /// A mistake of ours, with the place in the code where it showed.
    default void panic(Throwable mistake) {
        var where = mistake.getStackTrace();
        panic(mistake + (where.length == 0 ? "" : " at " + where[0]));
    }

    /// A line about one message that has no method of its own: `ID: text`.
    default void info(QueueId id, String text) {
        info(id + ": " + text);
    }

    /// A warning about one message: `warning: ID: text`.
    default void warning(QueueId id, String text) {
        warning(id + ": " + text);
    }

    /// An address as lines show it: quoted where it has to be, or as it is stored (`info_log_address_format`).
    ///
    /// @param internal as it is stored; empty for nobody
    String shown(String internal);
}
