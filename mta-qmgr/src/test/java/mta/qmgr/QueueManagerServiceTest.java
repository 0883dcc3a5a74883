package mta.qmgr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mta.service.daemon.LocalCallers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueManagerServiceTest {

    @TempDir
    private Path top;

    /// Symptom: the queue manager ends again and again with `fatal: queue: /var/spool/postfix/active`, and does not say
    /// why.
    @Test
    void whatIsWrongWithTheQueueIsSaidInWords() throws Exception {
        var queue = new ManagedQueue(top);
        var context = SampleContext.of(top, "", "qmgr unix n - n 300 1 qmgr\n", InstantSource.system(), queue.log);
        var ended = new CountDownLatch(1);
        Files.delete(top.resolve("active"));

        QueueManagerService.start(
                queue.manager,
                LocalCallers.whoMayFlush(context),
                Holdings.none(),
                Duration.ofHours(1),
                queue.mailLog,
                ended::countDown);

        assertTrue(ended.await(1, TimeUnit.MINUTES));
        assertEquals(List.of("fatal: queue: " + top.resolve("active") + ": No such file or directory"), queue.log);
    }
}
