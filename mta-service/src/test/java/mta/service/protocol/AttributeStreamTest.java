package mta.service.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
    void aMessageOfVeryManyAttributesIsNotTaken() {
        var message = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            message.append(i).append('\0').append("value").append('\0');
        }
        byte[] bytes = message.append('\0').toString().getBytes(StandardCharsets.US_ASCII);

        assertThrows(ProtocolException.class, () -> reader(bytes).next());
    }

    private static AttributeStream reader(byte[] bytes) {
        return new AttributeStream(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }
}
