package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The files in `conf/` are what newcomers start from.
class ShippedConfigurationTest {

    private static final Path CONF = Path.of("..", "conf");
    private static final Pattern SETTING = Pattern.compile("#?([a-z0-9_]+) = .*|([a-z0-9_]+) =");

    @Test
    void everyParameterInMainCfIsKnownAlsoInComments() throws IOException {
        assertAll(Files.readAllLines(CONF.resolve("main.cf")).stream()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                .map(name -> () -> assertTrue(Catalogue.find(name).isPresent(), name)));
    }

    @Test
    void mainCfIsReadWithoutComplaint() {
        MainCf main = MainCf.read(CONF);

        main.check();
        assertEquals(List.of(), main.warnings());
    }

    @Test
    void masterCfHasAServiceForEveryDoorOfTheMailSystem() {
        var names = MasterCf.read(CONF, MainCf.read(CONF)).services().stream()
                .map(ServiceEntry::name)
                .toList();

        assertTrue(
                names.containsAll(List.of(
                        "smtp",
                        "postdrop",
                        "pickup",
                        "cleanup",
                        "qmgr",
                        "showq",
                        "bounce",
                        "defer",
                        "trace",
                        "relay",
                        "lmtp",
                        "local",
                        "virtual",
                        "error",
                        "retry",
                        "discard",
                        "postlog")),
                names::toString);
    }
}
