package mta.smtp.command;

import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.smtp.reply.Reply;

/// One command of a client, understood. Made by [CommandParser]; after that nobody looks at its text.
public sealed interface Command {

    /// The kind of command, as it is counted.
    Verb verb();

    /// `HELO host`.
    ///
    /// @param host what the client calls itself; any text
    record Helo(String host) implements Command {
        @Override
        public Verb verb() {
            return Verb.HELO;
        }
    }

    /// `EHLO host`.
    ///
    /// @param host what the client calls itself; any text
    record Ehlo(String host) implements Command {
        @Override
        public Verb verb() {
            return Verb.EHLO;
        }
    }

    /// `MAIL FROM:<a@b> …`.
    record Mail(ReversePath from, MailOptions options) implements Command {
        @Override
        public Verb verb() {
            return Verb.MAIL;
        }
    }

    /// `RCPT TO:<a@b> …`.
    record Rcpt(MailAddress to, RecipientOptions options) implements Command {
        @Override
        public Verb verb() {
            return Verb.RCPT;
        }
    }

    /// `VRFY a@b`.
    ///
    /// @param address internal form
    /// @param asGiven what the client wrote
    record Vrfy(MailAddress address, String asGiven) implements Command {
        @Override
        public Verb verb() {
            return Verb.VRFY;
        }
    }

    /// `ETRN domain`, or `ETRN @domain` or `ETRN #queue`.
    record Etrn(String domain) implements Command {
        @Override
        public Verb verb() {
            return Verb.ETRN;
        }
    }

    /// A command that has no arguments, or none that matter.
    ///
    /// @param verb DATA, RSET, NOOP, HELP or QUIT
    record Simple(Verb verb) implements Command {}

    /// A command of an extension that is handed on as it stands.
    ///
    /// @param verb AUTH, STARTTLS, BDAT, XCLIENT or XFORWARD
    /// @param arguments what follows the verb
    record Extension(Verb verb, String arguments) implements Command {}

    /// A command with a mistake in it.
    ///
    /// @param why what to answer, where the command would be allowed at all
    record Malformed(Verb verb, Reply why) implements Command {}

    /// A command with an address that is none.
    ///
    /// @param text the address as the client wrote it
    /// @param why what to answer, where the command would be allowed at all
    record BadAddress(Verb verb, String text, Reply why) implements Command {}

    /// A RCPT command with a word of NOTIFY that is none.
    ///
    /// @param word the first such word
    /// @param text all of them
    /// @param why what to answer, where the command would be allowed at all
    record BadNotify(String word, String text, Reply why) implements Command {
        @Override
        public Verb verb() {
            return Verb.RCPT;
        }
    }

    /// No command of SMTP.
    ///
    /// @param word its first word
    record Unknown(String word) implements Command {
        @Override
        public Verb verb() {
            return Verb.UNKNOWN;
        }
    }
}
