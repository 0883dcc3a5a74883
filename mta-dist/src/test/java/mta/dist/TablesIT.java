package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Indexed tables under the running system.
class TablesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private MailSystem system;
    private Path table;

    @BeforeEach
    void configure() throws IOException {
        system = Distribution.ours(directory);
        table = system.configuration().resolve("virtual");
        system.with("virtual_alias_maps = hash:" + table);
    }

    @AfterEach
    void stop() throws IOException {
        system.close();
    }

    private void index(String content) throws IOException {
        Files.writeString(table, content);
        assertEquals(new MailSystem.Result(0, "", ""), system.command("postmap", "hash:" + table));
    }

    private MailSystem.Result send(String recipient, String subject) throws IOException {
        return system.commandWithInput(
                "Subject: " + subject + "\n\nHello.\n", "sendmail", "-f", "a@box.example", recipient);
    }

    private void awaitMessages(int count) {
        await().atMost(PATIENCE).until(() -> system.mailbox().size() == count);
    }

    @Test
    void aChangedTableCountsAtOnce() throws IOException {
        index("one@alias.example b@box.example\n");
        system.start();
        send("one@alias.example", "first");
        awaitMessages(1);

        index("two@alias.example b@box.example\n");
        send("two@alias.example", "second");
        awaitMessages(2);

        assertTrue(system.log().contains("orig_to=<two@alias.example>"), system.log());
    }

    @Test
    void mailWaitsForATableThatIsNotThere() throws IOException {
        system.start();
        send("b@box.example", "patient");
        String missing = "open database " + table + ".lmdb: No such file or directory";
        await().atMost(PATIENCE).until(() -> system.log().contains("error: " + missing));
        await().atMost(PATIENCE).until(() -> system.log().contains("is unavailable. " + missing));
        assertEquals(0, system.mailbox().size());

        index("one@alias.example b@box.example\n");
        system.command("postkick", "public", "pickup", "W");
        awaitMessages(1);
    }
}
