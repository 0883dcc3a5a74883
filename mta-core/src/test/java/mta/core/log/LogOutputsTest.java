package mta.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.posix.Descriptor;
import mta.core.posix.Sockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogOutputsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private final List<String> fallback = new ArrayList<>();
    private final LogOutput toFallback = (severity, tag, text) -> fallback.add(tag + ": " + severity.word() + text);

    @TempDir
    Path folder;

    @Test
    void syslogIsFoundAgainAfterItWasRestarted() throws Exception {
        Path socket = folder.resolve("log");
        var log = DatagramLog.syslog(socket, 2, 7, CLOCK, toFallback);

        try (var receiver = Sockets.receiveDatagrams(socket, 0666)) {
            log.write(Severity.INFO, "postfix/smtpd", "one");
            assertTrue(received(receiver).endsWith(" postfix/smtpd[7]: one"));
        }
        log.write(Severity.WARNING, "postfix/smtpd", "nobody there");
        try (var receiver = Sockets.receiveDatagrams(socket, 0666)) {
            log.write(Severity.INFO, "postfix/smtpd", "two");
            assertTrue(received(receiver).endsWith(" postfix/smtpd[7]: two"));
        }

        assertEquals(List.of("postfix/smtpd: warning: nobody there"), fallback);
    }

    /// Symptom: syslogd hangs, and so does all mail.
    @Test
    @Timeout(60)
    void aReceiverThatTakesNothingIsNotWaitedForForEver() throws Exception {
        Path socket = folder.resolve("log");
        var log = DatagramLog.syslog(socket, 2, 7, CLOCK, toFallback);
        try (var receiver = Sockets.receiveDatagrams(socket, 0666)) {
            while (fallback.isEmpty()) {
                log.write(Severity.INFO, "postfix/smtpd", "text");
            }
            log.write(Severity.INFO, "postfix/smtpd", "another");
            assertEquals(List.of("postfix/smtpd: text", "postfix/smtpd: another"), fallback);

            received(receiver);
            log.write(Severity.INFO, "postfix/smtpd", "more");
            assertEquals(2, fallback.size());
        }
    }

    @Test
    void postlogGetsAWholeLineWithoutItsEnd() throws Exception {
        Path socket = folder.resolve("postlog");
        try (var receiver = Sockets.receiveDatagrams(socket, 0666)) {
            DatagramLog.postlog(socket, "mx", 7, CLOCK, toFallback).write(Severity.INFO, "postfix/postlog", "text");
            String line = received(receiver);
            assertTrue(line.startsWith("Nov 22 ") && line.endsWith(" mx postfix/postlog[7]: text"), line);
        }
    }

    @Test
    void aRotatedFileIsLeftForTheNewOne() throws Exception {
        Path old = folder.resolve("maillog.1");
        Path young = folder.resolve("maillog");
        var file = Descriptor.append(old, 0600);
        var log = new ChangingLog(new FileLog(file, "mx", 7, CLOCK, toFallback));
        log.write(Severity.INFO, "postfix/master", "before");
        log.changeTo(new FileLog(Descriptor.append(young, 0600), "mx", 7, CLOCK, toFallback));
        log.write(Severity.INFO, "postfix/master", "after");
        log.changeTo(toFallback);

        assertThrows(IllegalStateException.class, file::number);
        assertTrue(Files.readString(old).endsWith(": before\n"));
        assertTrue(Files.readString(young).endsWith(": after\n"));
        assertEquals(List.of(), fallback);
    }

    /// Symptom: each reload leaves a process with one more socket to `/dev/log`, until it may open nothing more.
    @Test
    void theSocketToSyslogIsClosedWhenTheLogGoesElsewhere() throws Exception {
        Path socket = folder.resolve("log");
        try (var receiver = Sockets.receiveDatagrams(socket, 0666)) {
            var before = openSockets();
            var log = new ChangingLog(DatagramLog.syslog(socket, 2, 7, CLOCK, toFallback));
            log.write(Severity.INFO, "postfix/smtpd", "one");
            var added = openSockets();
            added.removeAll(before);
            assertEquals(1, added.size(), added.toString());

            log.changeTo(toFallback);

            assertFalse(openSockets().containsAll(added));
            assertTrue(received(receiver).endsWith(": one"));
        }
    }

    /// Which they are, such as `socket:[4711]`; those of other tests may close meanwhile.
    private static Set<String> openSockets() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(LogOutputsTest::what)
                    .filter(what -> what.startsWith("socket:"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String what(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            // The one that the directory is read by.
            return "";
        }
    }

    @Test
    void aFileThatCannotBeWrittenFallsBack() {
        var closed = Descriptor.of(999_999);
        new FileLog(closed, "mx", 7, CLOCK, toFallback).write(Severity.ERROR, "postfix/smtpd", "lost");
        assertEquals(List.of("postfix/smtpd: error: lost"), fallback);
    }

    @Test
    void aLogFileOutsideOfThePrefixesIsRefusedInPostfixsWords() throws Exception {
        Files.writeString(folder.resolve("main.cf"), "maillog_file = /tmp/x\n");
        var main = MainCf.read(folder);
        var refused = assertThrows(ConfigException.class, () -> MaillogFile.of(main));
        assertEquals(
                "maillog_file value '/tmp/x' does not match any prefix in maillog_file_prefixes", refused.getMessage());
    }

    /// Symptom: whoever may write to the directory of the log has root write into any file.
    @Test
    void aLogFileThatOthersMayHaveExchangedIsNotOpened() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Path everybodys = Files.createDirectory(folder.resolve("everybody"));
        Files.setAttribute(everybodys, "unix:mode", 0777);
        Path link = Files.createSymbolicLink(everybodys.resolve("link"), other);
        Path hardLink = Files.createLink(everybodys.resolve("hard"), other);

        assertThrows(IOException.class, () -> new MaillogFile(link, 0600).open());
        Path leadsThere = Files.createSymbolicLink(folder.resolve("link"), link);
        assertThrows(IOException.class, () -> new MaillogFile(leadsThere, 0600).open());
        assertThrows(IOException.class, () -> new MaillogFile(hardLink, 0600).open());
        new MaillogFile(everybodys.resolve("log"), 0600).open().close();
    }

    @Test
    void aLogFileMayBeALinkOfTheAdministrator() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("log"));

        new MaillogFile(link, 0600).open().close();

        assertTrue(Files.exists(folder.resolve("log")));
    }

    @Test
    void warningsOfLibrariesAreTakenIn() {
        LibraryLog.send(new PostfixMailLog(toFallback, "postfix/mta-smtpd"));
        LoggerFactory.getLogger("io.netty.example").warn("odd {}", 1);
        LoggerFactory.getLogger("io.netty.example").debug("chatter");
        assertEquals(List.of("postfix/mta-smtpd: warning: io.netty.example: odd 1"), fallback);
    }

    private static String received(Descriptor socket) throws Exception {
        return new String(Sockets.receive(socket, 10_000), StandardCharsets.UTF_8);
    }
}
