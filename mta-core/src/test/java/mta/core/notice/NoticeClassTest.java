package mta.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import mta.core.config.MainCf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeClassTest {

    @TempDir
    Path directory;

    private Set<NoticeClass> classes(String setting) throws IOException {
        Files.writeString(directory.resolve("main.cf"), setting + "\n");
        return NoticeClass.of(MainCf.read(directory));
    }

    @Test
    void thePostmasterHearsOfOurOwnTroubleOnly() throws IOException {
        assertEquals(Set.of(NoticeClass.RESOURCE, NoticeClass.SOFTWARE), classes(""));
    }

    @Test
    void caseDoesNotMatter() throws IOException {
        assertEquals(Set.of(NoticeClass.DOUBLE_BOUNCE, NoticeClass.DELAY), classes("notify_classes = 2Bounce, DELAY"));
        assertEquals(Set.of(), classes("notify_classes ="));
    }
}
