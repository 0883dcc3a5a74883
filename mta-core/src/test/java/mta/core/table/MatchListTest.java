package mta.core.table;

import static mta.core.table.Membership.IN;
import static mta.core.table.Membership.OUT;
import static mta.core.table.Membership.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.log.PostfixMailLog;
import mta.core.table.MatchList.ParentStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchListTest {

    private final List<String> warnings = new ArrayList<>();

    private MatchList networks(String setting) {
        return MatchList.networks(setting, ParentStyle.DOTTED, new Tables(_ -> {}), warnings::add);
    }

    /// As a real Postfix takes the same text for `mynetworks`, asked from 127.0.0.1 and from ::1.
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    127.0.0.0/8                                 ; IN      ; OUT
                    127.0.0.0/8, [::1]/128                      ; IN      ; IN
                    !127.0.0.1, 127.0.0.0/8                     ; OUT     ; OUT
                    !127.0.0.1/8, 127.0.0.0/8, [::1]/128        ; UNKNOWN ; IN
                    10.0.0.1/8, 127.0.0.0/8, [::1]/128          ; UNKNOWN ; IN
                    127.0.0.0/8, 10.0.0.1/8                     ; IN      ; OUT
                    127.0.0.0/33, 127.0.0.0/8                   ; UNKNOWN ; OUT
                    127.0.0.0/x, 127.0.0.0/8                    ; IN      ; OUT
                    12/8, 127.0.0.0/8                           ; UNKNOWN ; OUT
                    abc/8, 127.0.0.0/8                          ; UNKNOWN ; OUT
                    1.2.3.4.5/8, 127.0.0.0/8                    ; UNKNOWN ; OUT
                    [10.0.0.1]/8, 127.0.0.0/8, [::1]            ; UNKNOWN ; IN
                    [fe80]/8, 127.0.0.0/8, [::1]                ; UNKNOWN ; IN
                    [::1]/129, 127.0.0.0/8, [::1]               ; IN      ; UNKNOWN
                    [::1]/64, 127.0.0.0/8, [::1]                ; IN      ; UNKNOWN
                    [::1, 127.0.0.0/8, [::1]                    ; IN      ; UNKNOWN
                    300.1.1.1, 1234, face, 127.0.0, 127.0.0.0/8 ; IN      ; OUT
                    foo/bar, !foo/bar, [foo], 127.0.0.0/8       ; IN      ; OUT
                    [127.0.0.1], [::1]                          ; IN      ; IN
                    !10.0.0.0/255.0.0.0, 127.0.0.0/8            ; UNKNOWN ; OUT
                    !10.0.0.0/, 127.0.0.0/8, [::1]              ; UNKNOWN ; IN
                    10.0.0.0/8/, 127.0.0.0/8                    ; UNKNOWN ; OUT
                    [10.0.0.0/8], 127.0.0.0/8                   ; IN      ; OUT
                    [2001:db8::]/, 127.0.0.0/8, [::1]           ; IN      ; UNKNOWN
                    [::1]], 127.0.0.0/8, [::1]                  ; IN      ; UNKNOWN
                    [fe80], [face], 127.0.0.0/8                 ; IN      ; OUT
                    [fe80::]x, [::zz]/64, 127.0.0.0/8, [::1]    ; IN      ; IN
                    fail:table, 127.0.0.0/8                     ; UNKNOWN ; UNKNOWN
                    """)
    void whatIsMalformedIsNeitherInNorOut(String setting, Membership ipv4, Membership ipv6) {
        var networks = networks(setting);

        assertEquals(
                List.of(ipv4, ipv6),
                List.of(networks.contains("unknown", "127.0.0.1"), networks.contains("unknown", "::1")));
    }

    @Test
    void whatIsMalformedIsTold() {
        networks("!127.0.0.1/8, 127.0.0.0/33, fine.example");

        assertEquals(
                List.of(
                        "non-null host address bits in \"127.0.0.1/8\", perhaps you should use \"127.0.0.0/8\" instead",
                        "bad mask length in \"127.0.0.0/33\""),
                warnings);
    }

    /// What follows the file is reached only where nothing before it decides.
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    /nonexistent/list               ; UNKNOWN
                    !/nonexistent/list, 127.0.0.0/8 ; UNKNOWN
                    127.0.0.0/8, /nonexistent/list  ; IN
                    !127.0.0.1, /nonexistent/list   ; OUT
                    """)
    void ofAFileThatCannotBeReadNobodyKnowsWhatIsInIt(String setting, Membership expected, @TempDir Path directory)
            throws IOException {
        Files.writeString(directory.resolve("main.cf"), "");
        var log = new PostfixMailLog((severity, _, text) -> warnings.add(severity.word() + text), "postfix");
        var tables = Tables.ofService(MainCf.read(directory), log);
        var networks = MatchList.networks(setting, ParentStyle.DOTTED, tables, log::warning);

        assertEquals(List.of("error: open file /nonexistent/list: No such file or directory"), warnings);
        assertEquals(expected, networks.contains("unknown", "127.0.0.1"));
    }

    /// Symptom: a list that names itself ends master(8) at the next reload, and with it all mail.
    @Test
    void ofAFileThatIncludesItselfNobodyKnowsWhatIsInIt(@TempDir Path directory) throws IOException {
        Path outer = directory.resolve("outer");
        Path inner = directory.resolve("inner");
        Files.writeString(outer, "10.0.0.0/8\n" + inner + "\n");
        Files.writeString(inner, "!127.0.0.1\n" + outer + "\n");
        Files.writeString(directory.resolve("main.cf"), "");
        String why = "open file " + outer + ": it includes itself";
        var log = new PostfixMailLog((severity, _, text) -> warnings.add(severity.word() + text), "postfix");
        var tables = Tables.ofService(MainCf.read(directory), log);
        var networks = MatchList.networks(outer + ", 127.0.0.0/8", ParentStyle.DOTTED, tables, log::warning);

        assertEquals(List.of("error: " + why), warnings);
        assertEquals(IN, networks.contains("unknown", "10.0.0.1"));
        assertEquals(OUT, networks.contains("unknown", "127.0.0.1"));
        assertEquals(UNKNOWN, networks.contains("unknown", "127.0.0.2"));
        assertEquals(
                why,
                assertThrows(ConfigException.class, () -> networks(outer.toString()))
                        .getMessage());
    }

    @Test
    void aFileMayBeIncludedTwice(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "127.0.0.1\n");

        assertEquals(IN, networks("!10.0.0.1, " + file + ", " + file).contains("unknown", "127.0.0.1"));
    }

    @Test
    void aCommandRefusesAListWhoseFileCannotBeRead() {
        assertEquals(
                "open file /nonexistent/list: No such file or directory",
                assertThrows(ConfigException.class, () -> networks("/nonexistent/list"))
                        .getMessage());
    }

    @Test
    void namesAreComparedWithoutRegardToCase() {
        var networks = networks("Host.Example, .sub.example");

        assertEquals(IN, networks.contains("host.example", "192.0.2.1"));
        assertEquals(IN, networks.contains("A.Sub.example", "192.0.2.1"));
        assertEquals(OUT, networks.contains("sub.example", "192.0.2.1"));
        assertEquals(UNKNOWN, networks("fail:x").contains("sub.example", "192.0.2.1"));
    }
}
