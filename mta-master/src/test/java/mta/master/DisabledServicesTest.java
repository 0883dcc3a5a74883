package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisabledServicesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ''                               ; smtp/inet submission/inet smtp/unix
                    inet                             ; smtp/unix
                    submission/inet                  ; smtp/inet smtp/unix
                    submission.inet, smtp.unix       ; smtp/inet
                    !submission/inet, inet           ; submission/inet smtp/unix
                    inet, !submission/inet           ; smtp/unix
                    smtp                             ; smtp/inet submission/inet smtp/unix
                    inline:{smtp/inet=x}             ; submission/inet smtp/unix
                    fail:x                           ; ''
                    """)
    void namedServicesAreNotOpened(String setting, String left) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "master_service_disable = " + setting + "\n");
        Files.writeString(directory.resolve("master.cf"), """
                smtp       inet n - n - - smtpd
                submission inet n - n - - smtpd
                smtp       unix - - n - - smtp
                """);

        assertEquals(
                left,
                Configuration.read(directory).services().stream()
                        .filter(entry -> !entry.command().equals("postdrop"))
                        .map(entry -> entry.name() + "/" + entry.type().word())
                        .collect(Collectors.joining(" ")));
    }
}
