package mta.cli.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mta.cli.CommandLog;
import mta.cli.Invocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeferredLogTest {

    @TempDir
    private Path directory;

    private DeferredLog open() throws IOException {
        Files.writeString(
                directory.resolve("main.cf"),
                "compatibility_level = 3.6\nqueue_directory = " + directory + "\nmaillog_file = " + directory
                        + "/log\nmaillog_file_prefixes = " + directory + "\n");
        var call = new Invocation(
                "postsuper",
                List.of(),
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                Map.of("MAIL_CONFIG", directory.toString()));
        return new DeferredLog(CommandLog.of(call, call.settings("")));
    }

    private List<String> logged() throws IOException {
        return Files.readAllLines(directory.resolve("log")).stream()
                .map(line -> line.replaceFirst(".*postsuper\\[\\d+]: ", ""))
                .toList();
    }

    /// Symptom: what is done between a signal and the end of the process is printed, and never logged.
    @Test
    void whatIsSaidAfterTheEndIsLoggedAtOnce() throws IOException {
        var log = open();
        log.info("4F2A0B1C2D3: removed");
        assertFalse(Files.exists(directory.resolve("log")));

        log.close();
        log.info("4F2A0B1C2D4: removed");

        assertEquals(List.of("4F2A0B1C2D3: removed", "4F2A0B1C2D4: removed"), logged());
    }
}
