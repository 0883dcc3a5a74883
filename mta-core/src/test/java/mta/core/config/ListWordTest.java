package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListWordTest {

    @TempDir
    Path directory;

    private <E> Set<E> words(Parameter<Set<E>> parameter, String setting) throws IOException {
        Files.writeString(directory.resolve("main.cf"), setting + "\n");
        return MainCf.read(directory).get(parameter);
    }

    @Test
    void thePostmasterHearsOfOurOwnTroubleOnly() throws IOException {
        assertEquals(Set.of(NoticeClass.RESOURCE, NoticeClass.SOFTWARE), words(BounceParameters.NOTIFY_CLASSES, ""));
    }

    @Test
    void wordsStandBetweenCommasOrBlanks() throws IOException {
        assertEquals(
                Set.of(NoticeClass.DOUBLE_BOUNCE, NoticeClass.DELAY, NoticeClass.DATA),
                words(BounceParameters.NOTIFY_CLASSES, "notify_classes = 2bounce, delay data"));
        assertEquals(Set.of(), words(BounceParameters.NOTIFY_CLASSES, "notify_classes ="));
    }

    @Test
    void onlyLocksThatThereAreCanBeAskedFor() throws IOException {
        assertEquals(
                Set.of(LockStyle.FLOCK, LockStyle.DOTLOCK),
                words(LocalParameters.MAILBOX_DELIVERY_LOCK, "mailbox_delivery_lock = flock, dotlock"));

        assertEquals("unknown mailbox_delivery_lock value \"dotlok\" in \"fcntl, dotlok\"", refusal("fcntl, dotlok"));
    }

    /// As in Postfix. Symptom: `postfix check` was content with `Flock`, and local(8) refused to start.
    @Test
    void caseMatters() {
        assertEquals("unknown mailbox_delivery_lock value \"Flock\" in \"Flock\"", refusal("Flock"));
    }

    private static String refusal(String locks) {
        return assertThrows(ConfigException.class, () -> LocalParameters.MAILBOX_DELIVERY_LOCK.read(locks))
                .getMessage();
    }
}
