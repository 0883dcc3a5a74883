package mta.core.posix;

import java.io.IOException;

/// The system refused a call.
public final class PosixException extends IOException {

    private final Errno errno;

    PosixException(String call, Errno errno) {
        super(call + ": " + errno.text());
        this.errno = errno;
    }

    /// Why.
    public Errno errno() {
        return errno;
    }
}
