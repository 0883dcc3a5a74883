package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalMailTest {

    @TempDir
    Path directory;

    private MainCf main(String setting) throws IOException {
        Files.writeString(directory.resolve("main.cf"), setting + "\n");
        return MainCf.read(directory);
    }

    @Test
    void whatWeWriteOurselvesIsNotInspected() throws IOException {
        assertEquals(CleanupFlag.INTERNAL, InternalMail.BOUNCE.flags(main("")));
    }

    @Test
    void unlessTheAdministratorAsksForIt() throws IOException {
        var main = main("internal_mail_filter_classes = bounce");

        assertEquals(
                Set.of(CleanupFlag.MAP_OK, CleanupFlag.FILTER, CleanupFlag.MILTER), InternalMail.BOUNCE.flags(main));
        assertEquals(CleanupFlag.INTERNAL, InternalMail.NOTIFY.flags(main));
    }

    @Test
    void aWordThatIsNoClassIsAMistake() {
        assertThrows(
                ConfigException.class,
                () -> InternalMail.NOTIFY.flags(main("internal_mail_filter_classes = bounce, verify")));
    }
}
