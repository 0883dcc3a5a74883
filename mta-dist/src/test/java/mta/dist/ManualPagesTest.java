package mta.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mta.core.config.Catalogue;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.service.daemon.ServiceSupport;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualPagesTest {

    private static final Path SOURCES = Path.of("..");
    private static final Path CONF = SOURCES.resolve("conf");

    @TempDir
    private static Path pages;

    @BeforeAll
    static void write() throws IOException {
        ManualPages.write(SOURCES, pages);
    }

    @Test
    void eachCommandHasAPage() throws IOException {
        String assemble = Files.readString(Path.of("src/main/build/assemble"));
        String list = assemble.substring(assemble.indexOf("for command in") + 14, assemble.indexOf("; do"));
        var commands = List.of(list.replace("\\\n", " ").strip().split("\\s+"));

        assertTrue(commands.contains("postfix"), commands.toString());
        assertEquals(new TreeSet<>(commands), names("man1"));
    }

    @Test
    void eachProgramOfMasterCfHasAPage() throws IOException {
        var programs = MasterCf.read(CONF, MainCf.read(CONF)).services().stream()
                .filter(ServiceSupport::hasHost)
                .map(ServiceEntry::command)
                .toList();

        assertTrue(programs.contains("qmgr"), programs.toString());
        // What postdrop(1) says is what the service of that name says.
        var described = new TreeSet<>(names("man8"));
        described.add("postdrop");
        assertTrue(described.containsAll(programs), described.toString());
        assertTrue(described.contains("master"), described.toString());
    }

    @Test
    void postconfHasEachParameter() throws IOException {
        String page = Files.readString(pages.resolve("man5/postconf.5"));

        for (var parameter : Catalogue.all()) {
            assertTrue(page.contains("\\fB" + parameter.name() + "\\fR"), parameter.name());
        }
    }

    @Test
    void whatIsForDevelopersStaysInTheCode() throws IOException {
        String page = Files.readString(pages.resolve("man8/smtp.8"));

        assertTrue(page.contains(".SH STANDARDS"), page);
        assertTrue(!page.contains("SmtpDelivery"), page);
    }

    @Test
    void thePagesAreWellFormed() throws IOException {
        Distribution.needs("groff");
        try (Stream<Path> files = Files.walk(pages)) {
            for (Path page : files.filter(Files::isRegularFile).toList()) {
                var run = MailSystem.run(
                        Map.of(), "", "groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-Wbreak", "-z", page.toString());
                assertEquals(new MailSystem.Result(0, "", ""), run, page.toString());
            }
        }
    }

    private static Set<String> names(String directory) {
        var names = new TreeSet<String>();
        for (String file : pages.resolve(directory).toFile().list()) {
            names.add(file.substring(0, file.lastIndexOf('.')));
        }
        return names;
    }
}
