package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What senders and the postmaster hear from the running system.
class NoticesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private MailSystem system;

    @BeforeEach
    void start() throws IOException {
        system = Distribution.ours(directory)
                .with(
                        "transport_maps = inline:{ {gone.example=error:5.1.2 nobody here}"
                                + " {slow.example=retry:4.2.1 come back later} }",
                        "delay_warning_time = 1s",
                        "queue_run_delay = 1s",
                        "minimal_backoff_time = 1s",
                        "maximal_backoff_time = 2s",
                        "notify_classes = bounce",
                        "bounce_notice_recipient = b@box.example",
                        "enable_threaded_bounces = yes")
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        system.close();
    }

    private void send(String... arguments) throws IOException {
        var result = system.commandWithInput(
                "Subject: hello\nMessage-Id: <one@box.example>\n\nHello.\n", "sendmail", arguments);
        assertEquals(new MailSystem.Result(0, "", ""), result);
    }

    private String arrived(String subject) {
        return await().atMost(PATIENCE)
                .until(
                        () -> system.mailbox().stream()
                                .filter(message -> message.contains("\nSubject: " + subject + "\n"))
                                .findFirst()
                                .orElse(""),
                        message -> !message.isEmpty());
    }

    @Test
    void sendersHearWhatTheyAskedFor() throws IOException {
        send("-f", "b@box.example", "-N", "success", "-V", "envelope+7", "b@box.example");
        String success = arrived("Successful Mail Delivery Report");
        assertTrue(success.contains("\nOriginal-Envelope-Id: envelope+7\n"), success);
        assertTrue(success.contains("\nAction: delivered\n"), success);
        assertTrue(success.contains("\nReturn-Path: <b@box.example>\n"), success);
        assertTrue(success.startsWith("Return-Path: <>\n"), success);

        send("-f", "b@box.example", "x@gone.example");
        String bounce = arrived("Undelivered Mail Returned to Sender");
        assertTrue(bounce.contains("\nIn-Reply-To: <one@box.example>\n"), bounce);
        assertTrue(bounce.contains("\nStatus: 5.1.2\nDiagnostic-Code: X-Postfix; nobody here\n"), bounce);
        assertTrue(bounce.contains("\nHello.\n"), bounce);
        String copy = arrived("Postmaster Copy: Undelivered Mail");
        assertTrue(!copy.contains("\nHello.\n"), copy);

        send("-f", "b@box.example", "x@slow.example");
        String warning = arrived("Delayed Mail (still being retried)");
        assertTrue(warning.contains("\nAction: delayed\nStatus: 4.2.1\n"), warning);
        assertTrue(warning.contains("\nWill-Retry-Until: "), warning);
        assertTrue(system.log().contains(": sender delay notification: "), system.log());
    }
}
