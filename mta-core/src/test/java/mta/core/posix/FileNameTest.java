package mta.core.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileNameTest {

    @Test
    void bytesAreTheCharactersOfUtf8() {
        assertEquals(Path.of("/etc/Büro"), FileName.of("/etc/B\u00c3\u00bcro"));
        assertEquals("/etc/B\u00c3\u00bcro", FileName.bytes(Path.of("/etc/Büro")));
    }

    @Test
    void whatIsNoUtf8StaysAsItIs() {
        assertEquals(Path.of("/etc/Büro"), FileName.of("/etc/Büro"));
        assertEquals(Path.of("/etc/日"), FileName.of("/etc/日"));
    }
}
