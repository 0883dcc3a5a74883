package mta.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import mta.core.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Our tables answer as those of a real Postfix do, asked with `postmap -q`.
class PostmapTest {

    private static final Path POSTMAP = Path.of("/usr/sbin/postmap");

    private static final String TEXTHASH = """
            # comment
            Alpha\tone
            two.words   second value here
              that goes on
            user@Example.com  x, y

            "quoted key"  q
            last  $1 and ${1} and $$
            """;

    private static final String CIDR = """
            192.0.2.0/25   low
            192.0.2.0/24   whole
            !10.0.0.0/8    elsewhere
            10.1.2.3       host
            if 10.0.0.0/8
            10.2.0.0/16    inner
            endif
            """;

    private static final String CIDR_6 = """
            2001:db8::/32       documentation
            [2001:db9::]/64     bracketed
            ::1                 self
            """;

    private static final String REGEXP = """
            /^(.*)@old\\.example$/      ${1}@new.example
            /^Case$/i                  sensitive
            !/@/                       no at sign
            if /^list-/
            /^list-(.+)-(.+)@/         $2-$1
            endif
            /^price@/                  $$5
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void configure() throws IOException {
        assumeTrue(Files.isExecutable(POSTMAP), "real Postfix is not installed");
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\nmyhostname = mail.example.com\n");
        Files.writeString(directory.resolve("texthash"), TEXTHASH);
        Files.writeString(directory.resolve("cidr"), CIDR);
        Files.writeString(directory.resolve("cidr6"), CIDR_6);
        Files.writeString(directory.resolve("regexp"), REGEXP);
        for (String name : List.of("main.cf", "texthash", "cidr", "cidr6", "regexp")) {
            // Postfix waits until a file that was just written has come to rest.
            Files.setLastModifiedTime(directory.resolve(name), FileTime.from(Instant.EPOCH));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            texthash:DIR/texthash | alpha
            texthash:DIR/texthash | ALPHA
            texthash:DIR/texthash | two.words
            texthash:DIR/texthash | USER@example.COM
            texthash:DIR/texthash | quoted key
            texthash:DIR/texthash | "quoted key"
            texthash:DIR/texthash | last
            texthash:DIR/texthash | nobody
            texthash:DIR/texthash | ``
            cidr:DIR/cidr | 192.0.2.7
            cidr:DIR/cidr | 192.0.2.200
            cidr:DIR/cidr | 198.51.100.1
            cidr:DIR/cidr | 10.1.2.3
            cidr:DIR/cidr | 10.2.9.9
            cidr:DIR/cidr | 10.3.0.1
            cidr:DIR/cidr | host.example
            cidr:DIR/cidr6 | 2001:db8:1::5
            cidr:DIR/cidr6 | 2001:0DB8:0:0:0:0:0:1
            cidr:DIR/cidr6 | 2001:db9::9
            cidr:DIR/cidr6 | ::1
            cidr:DIR/cidr6 | ::2
            regexp:DIR/regexp | joe@old.example
            regexp:DIR/regexp | JOE@OLD.EXAMPLE
            regexp:DIR/regexp | case
            regexp:DIR/regexp | Case
            regexp:DIR/regexp | plain
            regexp:DIR/regexp | list-a-b@lists.example
            regexp:DIR/regexp | price@shop.example
            regexp:DIR/regexp | nobody@dest.example
            inline:{a=1, {AB=2}, {cd = x, y}} | a
            inline:{a=1, {AB=2}, {cd = x, y}} | cd
            inline:{a=1, {AB=2}, {cd = x, y}} | AB
            inline:{a=1, {AB=2}, {cd = x, y}} | b
            static:yes | anything
            inline:{ {"a b" = c} } | a b
            inline:{ {"a b" = c} } | "a b"
            inline:{ { key = spaced = value } } | key
            inline:{a=1,a=2} | a
            inline:{ A=b } | a
            static:{two words} | anything
            static:x | ``
            unix:passwd.byname | root
            unix:group.byname | root
            unix:passwd.byname | no-such-user
            environ:x | NO_SUCH_VARIABLE
            randmap:{same} | anything
            pipemap:{inline:{a=b},inline:{b=c}} | a
            pipemap:{inline:{a=b},inline:{b=c}} | b
            unionmap:{inline:{a=b},static:z} | a
            unionmap:{inline:{a=b},static:z} | q
            """)
    void answersAsPostmapDoes(String table, String key) throws Exception {
        String name = table.replace("DIR", directory.toString());

        assertEquals(postmap(name, key), ours(name, key));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "inline:{ {a b=c d}, x=y}",
                "inline:{ a = b }",
                "inline:{ \"a b\" = c }",
                "inline:{a=b",
                "inline:{}",
                "inline:{ {a} }",
                "inline: {a=b}",
                "inline:{ {a = b}x }",
                "static:",
                "static:{a",
                "static:{ a }b",
                "proxy:"
            })
    void refusesWhatPostmapRefuses(String table) throws Exception {
        var refusal = assertThrows(ConfigException.class, () -> ours(table, "a"));

        assertEquals(postmap(table, "a").strip(), "(failed) postmap: fatal: " + refusal.getMessage());
    }

    @Test
    void whatIsBehindAProxyIsOpenedHere() {
        assertEquals("b", ours("proxy:inline:{a=b}", "a"));
        assertEquals("x", ours("proxy:proxy:static:x", "a"));
    }

    private static String ours(String name, String key) {
        var table = new Tables(warning -> {
                    throw new AssertionError(warning);
                })
                .open(name);
        return switch (table.find(key)) {
            case Lookup.Found(var value) -> value;
            case Lookup.NotFound _ -> "(not found)";
            case Lookup.TemporaryFailure(var reason) -> "(failed) " + reason;
        };
    }

    private String postmap(String name, String key) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(POSTMAP.toString(), "-c", directory.toString(), "-q", key, name)).start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        String trouble = new String(process.getErrorStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        boolean found = process.waitFor() == 0;
        if (!trouble.isEmpty()) {
            return "(failed) " + trouble;
        }
        return found ? answer.stripTrailing() : "(not found)";
    }
}
