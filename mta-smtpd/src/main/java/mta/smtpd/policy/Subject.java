package mta.smtpd.policy;

/// What a refusal is about: `<a@b.example>: Recipient address`.
///
/// @param name between the angle brackets
/// @param kind the words after them
record Subject(String name, String kind) {

    static final String CLIENT = "Client host";
    static final String HELO = "Helo command";
    static final String SENDER = "Sender address";
    static final String RECIPIENT = "Recipient address";
    static final String DATA = "Data command";
    static final String END_OF_DATA = "End-of-data";
    static final String ETRN = "Etrn command";

    /// `<name>: kind rejected: why`.
    String rejected(String why) {
        return "<" + name + ">: " + kind + " rejected: " + why;
    }

    /// `<name>: kind what`.
    String with(String what) {
        return "<" + name + ">: " + kind + " " + what;
    }
}
