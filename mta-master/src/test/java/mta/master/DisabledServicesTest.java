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

    /// The same as with Postfix 3.7.
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ''                               ; smtp/inet submission/inet smtp/unix postdrop/unix
                    inet                             ; smtp/unix postdrop/unix
                    submission/inet                  ; smtp/inet smtp/unix postdrop/unix
                    submission.inet, smtp.unix       ; smtp/inet postdrop/unix
                    !submission/inet, inet           ; submission/inet smtp/unix postdrop/unix
                    inet, !submission/inet           ; smtp/unix postdrop/unix
                    smtp                             ; smtp/inet submission/inet smtp/unix postdrop/unix
                    !!INET                           ; smtp/unix postdrop/unix
                    SMTP/inet                        ; submission/inet smtp/unix postdrop/unix
                    inline:{smtp/inet=x}             ; smtp/inet submission/inet smtp/unix postdrop/unix
                    static:all                       ; smtp/inet submission/inet smtp/unix postdrop/unix
                    fail:x                           ; smtp/inet submission/inet smtp/unix postdrop/unix
                    """)
    void namedServicesAreNotOpened(String setting, String left) throws IOException {
        assertEquals(left, served(setting, """
                smtp       inet n - n - - smtpd
                submission inet n - n - - smtpd
                smtp       unix - - n - - smtp
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ''            ; pickup/unix showq/unix showq-full/unix postdrop/unix
                    pickup/fifo   ; showq/unix showq-full/unix postdrop/unix
                    fifo          ; showq/unix showq-full/unix postdrop/unix
                    showq/unix    ; pickup/unix postdrop/unix
                    postdrop/unix ; pickup/unix showq/unix showq-full/unix
                    """)
    void linesAreNamedByWhatIsWrittenInThem(String setting, String left) throws IOException {
        assertEquals(left, served(setting, """
                pickup fifo n - n 60 1 pickup
                showq  unix n - n -  - showq
                """));
    }

    private String served(String setting, String lines) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "master_service_disable = " + setting + "\n");
        Files.writeString(directory.resolve("master.cf"), lines);
        return Configuration.read(directory).services().stream()
                .map(entry -> entry.name() + "/" + entry.type().word())
                .collect(Collectors.joining(" "));
    }
}
