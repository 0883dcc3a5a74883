package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mta.queue.listing.ListedMessage;
import mta.queue.listing.ListedMessage.Fate;
import mta.queue.listing.ListedRecipient;
import mta.queue.listing.ListedRecipient.WaitsFor;
import mta.service.client.MailQueueList.Form;
import mta.service.protocol.AttributeStream;
import org.junit.jupiter.api.Test;

class MailQueueListTest {

    private static final ListedMessage MESSAGE =
            new ListedMessage("hold", "939F7218035", 1_795_306_633, 380, Fate.NORMAL, "root@src.example");
    private static final List<ListedRecipient> RECIPIENTS = List.of(
            new ListedRecipient("t1@dst.example", "t@src.example", WaitsFor.DELIVERY, ""),
            new ListedRecipient("t2@dst.example", "", WaitsFor.DELIVERY, "why"),
            new ListedRecipient("t3@dst.example", "", WaitsFor.RETURN, "no"));

    @Test
    void thePlainFormIsByteForByteThatOfPostfix() throws IOException {
        assertEquals(
                "protocol|mail_queue_list_protocol||queue_name|hold|queue_id|939F7218035|time|1795306633|size|380|"
                        + "forced_expire|0|sender|root@src.example|recipient|t1@dst.example|reason||"
                        + "recipient|t2@dst.example|reason|why|||",
                sent(Form.PLAIN));
    }

    @Test
    void theFullFormTellsAll() throws IOException {
        assertEquals(
                "protocol|full_mail_queue_list_protocol||queue_name|hold|queue_id|939F7218035|time|1795306633|size|380|"
                        + "forced_expire|0|sender|root@src.example"
                        + "|recipient|t1@dst.example|reason||original_recipient|t@src.example|bounce|0"
                        + "|recipient|t2@dst.example|reason|why|original_recipient||bounce|0"
                        + "|recipient|t3@dst.example|reason|no|original_recipient||bounce|1|||",
                sent(Form.FULL));
    }

    private static String sent(Form form) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var client = new AttributeStream(InputStream.nullInputStream(), bytes);
        MailQueueList.greet(client, form);
        var sink = MailQueueList.sendTo(client, form);
        sink.message(MESSAGE);
        for (var recipient : RECIPIENTS) {
            sink.recipient(recipient);
        }
        sink.endMessage();
        MailQueueList.end(client);
        return bytes.toString(StandardCharsets.ISO_8859_1).replace('\0', '|');
    }
}
