package mta.cleanup.map;

/// An address could not be mapped now: a table does not answer, or goes round in circles. The message is for the log.
public final class MappingFailed extends Exception {

    public MappingFailed(String message) {
        super(message);
    }
}
