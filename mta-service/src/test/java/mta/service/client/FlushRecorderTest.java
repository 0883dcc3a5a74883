package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.log.PostfixMailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlushRecorderTest {

    private static final QueueId ID = new QueueId("C3CD21F3E90");

    @TempDir
    Path directory;

    private final List<String> log = new ArrayList<>();

    /// Symptom: no mail is delivered because of a table that only flush(8) needs.
    @Test
    void aTableThatCannotBeReadDoesNotKeepTheAgentFromStarting() throws IOException {
        var recorder = recorder("texthash:" + directory.resolve("missing"));

        recorder.waits(ID, new MailAddress("a@b.example"));

        assertTrue(log.getFirst().startsWith("error: "), log.toString());
        assertTrue(log.stream().noneMatch(line -> line.contains("service failure")), log.toString());
    }

    @Test
    void tablesOfProxymapHaveToBeApproved() throws IOException {
        recorder("proxy:static:x\nproxy_read_maps =").waits(ID, new MailAddress("a@b.example"));

        assertTrue(log.getFirst().contains("request for unapproved table"), log.toString());
    }

    @Test
    void whereFlushDoesNotAnswerThatIsLogged() throws IOException {
        recorder("b.example").waits(ID, new MailAddress("a@b.example"));

        assertEquals("warning: " + ID + ": flush service failure", log.getLast());
    }

    private FlushRecorder recorder(String domains) throws IOException {
        Files.writeString(
                directory.resolve("main.cf"), "compatibility_level = 3.6\nfast_flush_domains = " + domains + "\n");
        return FlushRecorder.of(
                MainCf.read(directory),
                name -> new LocalService(directory.resolve(name), Duration.ofSeconds(10)),
                new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/smtp"));
    }
}
