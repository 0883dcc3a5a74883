package mta.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.log.PostfixMailLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `proxy:` tables, which `proxy_read_maps` has to list; in the words of proxymap(8) and its clients.
class ProxyTest {

    @TempDir
    Path directory;

    private final List<String> log = new ArrayList<>();

    @Test
    void aTableThatIsListedIsAsked() throws IOException {
        assertEquals(
                new Lookup.Found("yes"),
                tables("transport_maps = proxy:static:yes\n")
                        .open("proxy:static:yes")
                        .find("x"));
        assertEquals(List.of(), log);
    }

    @Test
    void aTableThatIsNotListedIsNot() throws IOException {
        var table = tables("").open("proxy:static:yes");

        assertInstanceOf(Lookup.TemporaryFailure.class, table.find("x"));
        assertEquals(
                List.of(
                        "warning: request for unapproved table: \"static:yes\"",
                        "warning: to approve this table for read-only access, list proxy:static:yes in"
                                + " main.cf:proxy_read_maps",
                        "error: proxymap service is not configured for table \"static:yes\""),
                log.subList(0, 3));
    }

    private Tables tables(String settings) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n" + settings);
        return Tables.ofService(
                MainCf.read(directory),
                new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/smtpd"));
    }
}
