package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterCfTest {

    @TempDir
    private Path directory;

    private MasterCf read(String mainCf, String... lines) {
        try {
            Files.writeString(directory.resolve("main.cf"), mainCf + "\n");
            Files.writeString(directory.resolve("master.cf"), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return MasterCf.read(directory, MainCf.read(directory));
    }

    @Test
    void aLineIsAService() {
        ServiceEntry entry = read(
                        "default_process_limit = 7", "# c", "flush unix n - n 1000? 0 flush", "x inet n - y - - smtpd")
                .services()
                .getFirst();

        assertEquals(
                new ServiceEntry(
                        "flush",
                        ServiceEntry.Type.UNIX,
                        false,
                        true,
                        false,
                        Duration.ofSeconds(1000),
                        true,
                        0,
                        "flush",
                        List.of(),
                        Map.of(),
                        2),
                entry);
    }

    @Test
    void aFileWrittenForPostfixGetsTheSocketThatLocalUsersSubmitMailBy() {
        var services = read("", "pickup fifo n - n 60 1 pickup").asServed().services();

        assertEquals(
                List.of("pickup unix", "postdrop unix"),
                services.stream()
                        .map(entry -> entry.name() + " " + entry.type().word())
                        .toList());
    }

    @Test
    void aLineOfItsOwnCounts() {
        var services = read("", "postdrop unix n - n - 7 postdrop").asServed().services();

        assertEquals(
                List.of(7), services.stream().map(ServiceEntry::processLimit).toList());
    }

    @Test
    void defaultsAreFilledIn() {
        ServiceEntry entry = read("default_process_limit = 7", "a unix - - - - - smtp")
                .services()
                .getFirst();

        assertTrue(entry.isPrivate());
        assertTrue(entry.unprivileged());
        assertTrue(entry.chroot(), "compatibility level 0");
        assertEquals(7, entry.processLimit());
        assertFalse(read("compatibility_level = 1", "a unix - - - - - smtp")
                .services()
                .getFirst()
                .chroot());
    }

    @Test
    void everySpellingOfASettingIsRead() {
        ServiceEntry entry = read(
                        "",
                        "smtp inet n - n - - smtpd -v -oa=1 -o b=2",
                        "  -o { c = with space } -vod=4",
                        "  -o e={x y} {an argument}")
                .services()
                .getFirst();

        assertEquals(
                Map.of("a", "1", "b", "2", "c", "with space", "d", "4", "e", "{x y}"), Map.copyOf(entry.overrides()));
        assertEquals(
                List.of(
                        "-v",
                        "-o",
                        "a=1",
                        "-o",
                        "b=2",
                        "-o",
                        "c=with space",
                        "-v",
                        "-o",
                        "d=4",
                        "-o",
                        "e={x y}",
                        "an argument"),
                entry.arguments());
    }

    @Test
    void ofDuplicatesTheLastCounts() {
        MasterCf master = read("", "a unix - - n - - smtp", "b inet n - n - - smtpd", "a unix - - n - - lmtp");

        assertEquals(
                List.of("lmtp", "smtpd"),
                master.services().stream().map(ServiceEntry::command).toList());
        assertEquals(
                List.of("duplicate master.cf entry for service \"a\" (private/a) -- using the last entry"),
                master.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a tcp - - n - - x | bad transport type: tcp",
                "a inet - - n - - x | inet service cannot be private",
                "a unix maybe - n - - x | field \"private\": bad value: \"maybe\"",
                "a unix - - n soon - x | field \"wakeup_time\": bad value: \"soon\"",
                "a unix - - n - -1 x | field \"max_proc\": bad value: \"-1\"",
                "a unix - - n - - | missing \"command\" field",
                "a unix - - n - - - | field \"command\" has no default value",
                "a unix - - n - - x -o {b=c | missing '}' in \"{b=c\"",
                "a unix - - n - - x {b}c | syntax error after '}' in \"{b}c\"",
            })
    void aBadLineIsRefusedWithFileAndLine(String line, String complaint) {
        var refusal = assertThrows(ConfigException.class, () -> read("", "# comment", line));

        assertEquals(directory.resolve("master.cf") + ": line 2: " + complaint, refusal.getMessage());
    }

    /// Symptom: one slip in one line, and the mail system does not start; in Postfix all other services run.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-v -o b | invalid \"-o b\" option value: missing '=' after attribute name",
                "-o b=c -o {d} | invalid \"-o d\" option value: missing '=' after attribute name",
                "-o { =b } -o c | invalid \"-o =b\" option value: missing attribute name",
                "-v -o b=c -o | invalid option: o",
                "-vo | invalid option: o",
            })
    void anOptionThatIsNoSettingConcernsItsServiceAlone(String options, String complaint) {
        var master = read("", "sound unix - - n - - x -o b=c", "", "a unix - - n - - x " + options);

        assertEquals(
                List.of(Optional.empty(), Optional.of(complaint)),
                master.services().stream().map(ServiceEntry::badOption).toList());
        assertEquals(
                List.of(directory.resolve("master.cf") + ": line 3: service a cannot start: " + complaint),
                master.warnings());
    }
}
