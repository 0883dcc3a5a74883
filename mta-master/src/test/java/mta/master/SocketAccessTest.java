package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.posix.Accounts;
import mta.core.posix.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketAccessTest {

    @TempDir
    Path directory;

    @Test
    void onlyTheGroupMayHandMailToCleanupDirectly() throws IOException {
        var root = Optional.of(Accounts.user("root").orElseThrow());

        assertEquals(0660, mode("", "cleanup unix n - n - 0 cleanup", root));
    }

    /// Symptom: in a mail system of an ordinary user, all members of his own group may.
    @Test
    void withoutThatGroupNobodyElseMay() throws IOException {
        assertEquals(0600, mode("", "cleanup unix n - n - 0 cleanup"));
    }

    @Test
    void servicesThatAskWhoIsThereAreOpenToEverybody() throws IOException {
        assertEquals(0666, mode("", "postdrop unix n - n - - postdrop"));
        assertEquals(0666, mode("authorized_mailq_users = root", "showq unix n - n - - showq"));
        assertEquals(0666, mode("authorized_flush_users = root", "qmgr unix n - n 300 1 qmgr"));
    }

    @Test
    void privateSocketsAreKeptByTheirDirectory() throws IOException {
        assertEquals(0666, mode("", "bounce unix - - n - 0 bounce"));
    }

    private int mode(String setting, String service) throws IOException {
        return mode(setting, service, Optional.empty());
    }

    private int mode(String setting, String service, Optional<User> owner) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n" + setting + "\n");
        Files.writeString(directory.resolve("master.cf"), service + "\n");
        var main = MainCf.read(directory);
        var entry = MasterCf.read(directory, main).services().getFirst();
        return SocketAccess.of(main, owner).mode(entry);
    }
}
