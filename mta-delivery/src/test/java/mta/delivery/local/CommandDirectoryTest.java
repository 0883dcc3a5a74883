package mta.delivery.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import mta.core.mail.ReversePath;
import mta.core.posix.User;
import mta.core.rewrite.Extensions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandDirectoryTest {

    private static final User ACCOUNT = new User("jane", 1001, 1001, "", Path.of("/home/jane"), "/bin/bash");

    @ParameterizedTest
    @CsvSource({
        "'', /queue",
        "$home, /home/jane",
        "/x/$user/$extension, /x/jane/e_t",
        "/x/$local$domain$recipient_delimiter, /x/list+e_text.example+",
        "$nothing, /queue"
    })
    void itComesFromTheAddressAndItsOwner(String setting, String directory) {
        var member = Member.of("list+e!t@ext.example", ReversePath.Null.SENDER).withRights(Optional.of(ACCOUNT));

        assertEquals(Path.of(directory), directory(setting).of(member));
    }

    /// A command that is nobody's in particular has no home.
    @ParameterizedTest
    @CsvSource({"$home, /queue", "/x/$user, /x/list"})
    void theAddressIsEnough(String setting, String directory) {
        var member = Member.of("list@ext.example", ReversePath.Null.SENDER);

        assertEquals(Path.of(directory), directory(setting).of(member));
    }

    private static CommandDirectory directory(String setting) {
        return new CommandDirectory(
                setting,
                new SafeCharacters("+./abcdefghijklmnopqrstuvwxyz"),
                new Extensions("+", true),
                Path.of("/queue"));
    }
}
