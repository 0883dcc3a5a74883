package mta.qmgr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import mta.queue.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A message with very many recipients: read in portions, and in nobody's way.
class LargeMessageTest {

    private static final int MANY = 100_000;

    @TempDir
    Path top;

    @Test
    void eachRecipientGetsItOnce() throws Exception {
        var queue = new ManagedQueue(top, "default_recipient_limit = 3000");
        var waiting = new Waiting();
        queue.starter = waiting;
        queue.agent = request -> {
            queue.markDone(request.id(), request.recipients());
            return ManagedQueue.DONE;
        };
        queue.queue(QueueName.INCOMING, _ -> {}, addresses(MANY));

        queue.run();
        while (!waiting.work.isEmpty()) {
            waiting.next();
            queue.work();
        }

        assertEquals(MANY, queue.addresses().size());
        assertEquals(MANY, new HashSet<>(queue.addresses()).size());
        assertTrue(queue.log.getLast().endsWith(": removed"));
    }

    @Test
    void aLetterGetsThroughWhileAListIsBeingDelivered() throws Exception {
        var queue = new ManagedQueue(top);
        var waiting = new Waiting();
        queue.starter = waiting;
        queue.queue(QueueName.INCOMING, _ -> {}, addresses(MANY));
        queue.run();
        int before = queue.requests.size();
        queue.queue(QueueName.INCOMING, "letter@dest.example");
        queue.trigger("I");
        queue.work();
        for (int i = 0; i < 40; i++) {
            waiting.next();
            queue.work();
        }

        assertEquals(0, before, "agents have not begun");
        assertTrue(queue.addresses().contains("letter@dest.example"));
        assertTrue(queue.addresses().size() < MANY / 10);
    }

    @Test
    void recipientsThatWereDoneBeforeAreNotReadAgain() throws Exception {
        var queue = new ManagedQueue(top, "default_recipient_limit = 100", "qmgr_message_recipient_limit = 100");
        queue.agent = request -> {
            // The second half of each delivery fails.
            int half = (request.recipients().size() + 1) / 2;
            queue.markDone(request.id(), request.recipients().subList(0, half));
            return half == request.recipients().size() ? ManagedQueue.DONE : ManagedQueue.SOME_LEFT;
        };
        queue.queue(QueueName.INCOMING, _ -> {}, addresses(1000));
        int[] rounds = {1000, 500, 250};
        for (int expected : rounds) {
            queue.requests.clear();
            queue.run();
            assertEquals(expected, queue.addresses().size());
            queue.now = queue.now.plusSeconds(4000);
            queue.restart();
        }
    }

    @Test
    void aFileThatGetsDamagedHalfWayIsPutAsideWhenItsDeliveriesAreDone() throws Exception {
        var queue = new ManagedQueue(top, "default_recipient_limit = 60", "qmgr_message_recipient_limit = 60");
        var waiting = new Waiting();
        queue.starter = waiting;
        var id = queue.queue(QueueName.INCOMING, _ -> {}, addresses(1000));
        queue.run();
        truncate(queue.spool.path(QueueName.ACTIVE, id));
        while (!waiting.work.isEmpty()) {
            waiting.next();
            queue.work();
        }

        assertTrue(java.nio.file.Files.exists(queue.spool.path(QueueName.CORRUPT, id)));
        assertTrue(queue.addresses().size() < 1000);
    }

    private static void truncate(Path path) throws IOException {
        try (var file = java.nio.channels.FileChannel.open(path, java.nio.file.StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
    }

    private static List<String> addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "r" + i + "@dest.example")
                .toList();
    }
}
