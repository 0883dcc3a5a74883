package mta.cleanup.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mta.cleanup.map.MappingFailed.Kind;
import mta.core.config.MainCf;
import mta.core.log.PostfixMailLog;
import mta.core.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists that cannot be read. What is rewritten, or queued without its alias, stays so: the message has to wait.
class AddressMapperTest {

    @TempDir
    private Path directory;

    private AddressMapper mapper(String settings) throws IOException {
        Files.writeString(
                directory.resolve("main.cf"),
                "compatibility_level = 3.6\nmyhostname = mail.example.test\nmyorigin = origin.test\n" + settings);
        var main = MainCf.read(directory);
        var log = new PostfixMailLog((_, _, _) -> {}, "cleanup");
        return new AddressMapper(main, Tables.ofService(main, log), _ -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonexistent/list", "fail:list"})
    void whoMayBeAnExceptionIsNotMasqueraded(String list) throws IOException, MappingFailed {
        var mapper = mapper("masquerade_domains = example.test\nmasquerade_exceptions = root, " + list + "\n");

        var failure = assertThrows(MappingFailed.class, () -> mapper.sender("user@host.example.test", true));
        assertEquals(Kind.TABLE, failure.kind());
        assertEquals(
                "masquerade_exceptions lookup error -- message not accepted, try again later", failure.getMessage());
        assertEquals("root@host.example.test", mapper.sender("root@host.example.test", true));
        assertEquals("user@host.example.test", mapper.sender("user@host.example.test", false));
        assertEquals("", mapper.sender("", true));
    }

    /// Whole addresses are looked up before anybody asks whose the domain is.
    @ParameterizedTest
    @ValueSource(strings = {"/nonexistent/list", "fail:list"})
    void whatMayBeOursIsNotQueuedWithoutItsAliasOrCopy(String list) throws IOException, MappingFailed {
        String table = "inline:{{user=other@else.test},{whole@a.test=target@else.test}}";
        var mapper = mapper("mydestination = first.test, " + list + "\nvirtual_alias_maps = " + table
                + "\nrecipient_bcc_maps = inline:{{user=copy@else.test},{whole@a.test=copy@else.test}}\n");

        assertEquals(
                "virtual_alias_maps map lookup problem for user@a.test -- message not accepted, try again later",
                assertThrows(MappingFailed.class, () -> mapper.expand("user@a.test"))
                        .getMessage());
        assertThrows(MappingFailed.class, () -> mapper.recipientCopy("user@a.test"));
        assertEquals(Optional.of("copy@else.test"), mapper.recipientCopy("whole@a.test"));
        assertEquals(Optional.of("copy@else.test"), mapper.recipientCopy("user@first.test"));
        assertEquals(Optional.of("copy@else.test"), mapper.recipientCopy("user@origin.test"));
    }

    @Test
    void withoutTablesNobodyAsksWhoseADomainIs() throws IOException, MappingFailed {
        var mapper = mapper("mydestination = fail:list\nvirtual_alias_maps =\n");

        assertEquals(List.of("user@a.test"), mapper.expand("user@a.test"));
        assertEquals("user@a.test", mapper.recipient("user@a.test", true));
    }
}
