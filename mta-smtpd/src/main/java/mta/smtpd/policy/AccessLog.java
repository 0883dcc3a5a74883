package mta.smtpd.policy;

import mta.core.config.NoticeClass;

/// Takes what restrictions have to say to the operator.
public interface AccessLog {

    /// Reports that a client is refused something.
    ///
    /// @param kind the class of the trouble, for a postmaster who wants to know
    /// @param text the reply
    void refused(NoticeClass kind, String text);

    /// Reports what would have been refused if more than a warning were wanted.
    ///
    /// @param kind the class of the trouble
    /// @param text the reply
    void warned(NoticeClass kind, String text);

    /// Notes trouble of which the log says nothing.
    void trouble(NoticeClass kind);

    /// Reports what else a restriction did: `hold`, `warn`, ….
    ///
    /// @param verb the word after the queue id
    /// @param text the restriction's own words
    void acted(String verb, String text);

    /// Tells something in passing.
    void info(String text);

    /// Reports trouble with the restrictions themselves.
    void warning(String text);
}
