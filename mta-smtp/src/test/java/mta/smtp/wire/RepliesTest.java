package mta.smtp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.smtp.reply.MalformedReplyException;
import mta.smtp.reply.ReceivedReply;
import mta.smtp.reply.Reply;
import mta.smtp.reply.ReplyReader;
import mta.smtp.reply.ReplyReader.Garbage;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private static ReplyReader reader(String text, int cut) {
        return new ReplyReader(new LineReader(new PiecewiseConnection(text, cut), 512));
    }

    @Test
    void repliesOfManyLinesAreReadWhereverTheyAreCut() throws IOException {
        String text = "250-mx\r\n250-SIZE\n250 DSN\r\n550 5.1.1 no such user\r\n354\r\n";
        for (int cut = 0; cut <= text.length(); cut++) {
            var reader = reader(text, cut);
            assertEquals(
                    List.of("mx", "SIZE", "DSN"), reader.next(Garbage.REFUSE).texts());
            assertEquals(
                    new ReceivedReply(550, Optional.of(EnhancedStatus.of("5.1.1")), List.of("550 5.1.1 no such user")),
                    reader.next(Garbage.REFUSE));
            assertEquals(354, reader.next(Garbage.REFUSE).code());
            assertThrows(EOFException.class, () -> reader.next(Garbage.REFUSE));
        }
    }

    @Test
    void garbageIsKeptOrRefused() throws IOException {
        assertEquals(
                "what? 250 ok",
                reader("what?\r\n250 ok\r\n", 3).next(Garbage.KEEP).text());
        assertThrows(MalformedReplyException.class, () -> reader("what?\r\n", 3).next(Garbage.REFUSE));
    }

    /// Symptom: one server's reply suspends delivery to all, as the agent cannot pass it on.
    @Test
    void aNulBecomesAQuestionMark() throws IOException {
        assertEquals(
                "450 4.2.0 x?y",
                reader("450 4.2.0 x\0y\r\n", 3).next(Garbage.REFUSE).lines().getFirst());
    }

    /// Symptom: a server that never ends its line keeps a message in the queue for ever.
    @Test
    void aLineThatDoesNotEndIsRefused() {
        var endless = new PiecewiseConnection("", 0) {
            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
        var replies = new ReplyReader(new LineReader(endless, 512));

        assertThrows(MalformedReplyException.class, () -> replies.next(Garbage.KEEP));
    }

    /// Symptom: a letter of another script in a banner is sent as the control character that its low byte is.
    @Test
    void whatIsNoByteIsNoLineEnd() throws IOException {
        var connection = new PiecewiseConnection("", 0);
        var output = new LineWriter(connection);

        output.line("220 \u010d\u010a\u00fc");
        output.flush();

        assertEquals("220 ??\u00fc\r\n", connection.written());
    }

    /// Symptom: what follows a line break in a text is taken for the next command or reply.
    @Test
    void aLineIsOneLine() throws IOException {
        var connection = new PiecewiseConnection("", 0);
        var output = new LineWriter(connection);

        output.line("RCPT TO:<a@b.c>\r\nRCPT TO:<d@e.f>");
        output.flush();

        assertEquals("RCPT TO:<a@b.c>  RCPT TO:<d@e.f>\r\n", connection.written());
    }

    @Test
    void codeAndStatusAgree() {
        assertThrows(IllegalArgumentException.class, () -> Reply.of(250, "5.0.0", "x"));
        assertEquals("454 4.7.1 x", Reply.of(554, "5.7.1", "x").softened().text());
    }
}
