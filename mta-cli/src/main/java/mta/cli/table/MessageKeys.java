package mta.cli.table;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import mta.core.message.ContentReader;
import mta.core.message.Header;

/// The keys of `postmap -h -b -q -`: the headers of a message, as header_checks(5) see them, and its lines.
final class MessageKeys {

    /// Gets the keys.
    @FunctionalInterface
    interface Lookup {
        void key(String key) throws IOException;
    }

    private final boolean headers;
    private final boolean body;
    private final int headerSizeLimit;
    private final Lookup lookup;
    private boolean pastHeaders;

    /// @param headers whether headers are keys
    /// @param body whether lines of the body are
    /// @param headerSizeLimit the value of `header_size_limit`
    MessageKeys(boolean headers, boolean body, int headerSizeLimit, Lookup lookup) {
        this.headers = headers;
        this.body = body;
        this.headerSizeLimit = headerSizeLimit;
        this.lookup = lookup;
    }

    /// Reads a message.
    void read(InputStream message) throws IOException {
        var reader = new ContentReader(
                new ContentReader.Receiver() {
                    @Override
                    public void header(Header header) throws IOException {
                        if (headers) {
                            lookup.key(header.name() + ":" + header.value());
                        }
                    }

                    @Override
                    public void endOfHeaders() {
                        pastHeaders = true;
                    }

                    @Override
                    public void body(boolean lineEnds, byte[] bytes, int offset, int length) throws IOException {
                        if (body) {
                            lookup.key(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
                        }
                    }
                },
                headerSizeLimit);
        try (var in = new BufferedInputStream(message)) {
            byte[] line = nextLine(in);
            while (line != null && (body || !pastHeaders)) {
                reader.line(true, line, 0, line.length);
                line = nextLine(in);
            }
        }
        reader.end();
    }

    /// The next line without its end, or null where there is none.
    private static byte[] nextLine(InputStream in) throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        var line = new ByteArrayOutputStream();
        while (c >= 0 && c != '\n') {
            line.write(c);
            c = in.read();
        }
        return line.toByteArray();
    }
}
