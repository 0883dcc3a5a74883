package mta.queue.record;

import java.io.IOException;

/// A queue file breaks the rules of its format. The message is the operator's; the file belongs into `corrupt`.
public final class QueueFileDamaged extends IOException {

    private final String problem;
    private final long offset;

    /// @param problem what is wrong, such as `record 'R' after 'M'`
    /// @param offset where, in bytes from the start of the file
    public QueueFileDamaged(String problem, long offset) {
        super(problem + " at offset " + offset);
        this.problem = problem;
        this.offset = offset;
    }

    /// What is wrong, without the place.
    public String problem() {
        return problem;
    }

    /// Where it was found, in bytes from the start of the file.
    public long offset() {
        return offset;
    }
}
