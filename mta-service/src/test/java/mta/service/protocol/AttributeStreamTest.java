package mta.service.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AttributeStreamTest {

    @Test
    void aMessageMayBeAsLongAsTheReaderSays() throws IOException {
        var bytes = new ByteArrayOutputStream();
        new AttributeStream(InputStream.nullInputStream(), bytes).send(new Attributes().with("name", "value"));

        assertEquals("value", reader(bytes.toByteArray()).next(10).orElseThrow().text("name"));
        assertThrows(ProtocolException.class, () -> reader(bytes.toByteArray()).next(9));
    }

    /// Symptom: any user of the machine ends the host of qmgr(8), with a request of many attributes.
    @Test
    @Timeout(120)
    void aMessageWithoutEndIsNotTaken() {
        var endless = new InputStream() {
            private long position;

            @Override
            public int read() {
                return position++ % 8 == 7 ? 0 : 'a' + (int) (position * 31 % 26);
            }
        };

        assertThrows(
                ProtocolException.class, () -> new AttributeStream(endless, OutputStream.nullOutputStream()).next());
    }

    private static AttributeStream reader(byte[] bytes) {
        return new AttributeStream(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }
}
