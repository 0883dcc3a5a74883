package mta.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import mta.core.mail.QueueId;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes messages is killed: what it committed is there and whole, and what it did not is no
/// message.
class KillTest {

    @TempDir
    private Path top;

    @RepeatedTest(3)
    void whatWasCommittedSurvivesAKill(RepetitionInfo run) throws IOException, InterruptedException {
        Files.createDirectory(top.resolve("incoming"));
        var writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        top.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = writer.inputReader()) {
            for (int i = 0; i < 5 * run.getCurrentRepetition(); i++) {
                said.add(lines.readLine());
            }
            // By its handle: the process object would close the stream, and with it what was said last.
            writer.toHandle().destroyForcibly();
            lines.lines().forEach(said::add);
            writer.waitFor();
        }

        var spool = Spool.open(SpoolConfig.defaults(top), InstantSource.system());
        for (String id : said) {
            var status = spool.status(QueueName.INCOMING, new QueueId(id)).orElseThrow();
            assertEquals(FileStatus.State.READY, status.state(), id);
        }
        assertTrue(readyMessagesAreWhole(spool) >= said.size());
    }

    private static int readyMessagesAreWhole(Spool spool) throws IOException {
        int whole = 0;
        try (var scan = spool.scan(QueueName.INCOMING)) {
            for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                var status = spool.status(QueueName.INCOMING, id.get()).orElseThrow();
                if (status.state() == FileStatus.State.READY) {
                    try (var file = spool.open(QueueName.INCOMING, id.get()).orElseThrow()) {
                        var records = file.records();
                        while (records.next().isPresent()) {
                            // A file without its end is damaged, which ends the test.
                        }
                        whole++;
                    }
                }
            }
        }
        return whole;
    }
}
