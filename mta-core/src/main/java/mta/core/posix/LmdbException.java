package mta.core.posix;

import java.io.IOException;

/// LMDB refused a request; the message is its own text, such as `No such file or directory`.
public final class LmdbException extends IOException {

    private final int error;

    LmdbException(int error, String text) {
        super(text);
        this.error = error;
    }

    boolean is(int other) {
        return error == other;
    }
}
