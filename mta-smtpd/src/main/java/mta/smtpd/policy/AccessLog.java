package mta.smtpd.policy;

/// Takes what restrictions have to say to the operator.
public interface AccessLog {

    /// Reports what a restriction did: `reject`, `hold`, `warn`, ….
    ///
    /// @param verb the word after the queue id
    /// @param text the reply or the restriction's own words
    void acted(String verb, String text);

    /// Tells something in passing.
    void info(String text);

    /// Reports trouble with the restrictions themselves.
    void warning(String text);
}
