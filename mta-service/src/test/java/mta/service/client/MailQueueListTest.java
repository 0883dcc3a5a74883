package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mta.queue.listing.ListedMessage;
import mta.queue.listing.ListedMessage.Fate;
import mta.queue.listing.ListedMessage.ListedRecipient;
import mta.service.protocol.AttributeStream;
import org.junit.jupiter.api.Test;

class MailQueueListTest {

    @Test
    void theServersSideIsByteForByteThatOfPostfix() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var client = new AttributeStream(InputStream.nullInputStream(), bytes);

        MailQueueList.greet(client);
        MailQueueList.send(
                client,
                new ListedMessage(
                        "hold",
                        "939F7218035",
                        1_795_306_633,
                        380,
                        Fate.NORMAL,
                        "root@src.example",
                        List.of(
                                new ListedRecipient("t1@dst.example", ""),
                                new ListedRecipient("t2@dst.example", "why"))));
        MailQueueList.end(client);

        assertEquals(
                "protocol|mail_queue_list_protocol||queue_name|hold|queue_id|939F7218035|time|1795306633|size|380|"
                        + "forced_expire|0|sender|root@src.example|recipient|t1@dst.example|reason||"
                        + "recipient|t2@dst.example|reason|why|||",
                bytes.toString(StandardCharsets.ISO_8859_1).replace('\0', '|'));
    }
}
