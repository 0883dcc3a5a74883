package mta.delivery.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import mta.core.config.LockStyle;
import mta.core.posix.Accounts;
import mta.core.posix.Descriptor;
import mta.core.posix.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The refusals are what Postfix 3.7 said of the same mailboxes. Run by root, the recipient is `nobody`.
@Timeout(60)
class LocalAgentTest {

    private static final boolean ROOT = LocalTrial.ROOT;

    @RegisterExtension
    private final LocalTrial local = new LocalTrial();

    private Path spool;
    private User user;

    @BeforeEach
    void names() {
        spool = local.spool;
        user = local.user;
    }

    @Test
    void aNewMailboxBelongsToItsUser() throws IOException {
        assertEquals("sent (delivered to mailbox)", deliver());

        assertEquals(user.uid(), Files.getAttribute(mailbox(), "unix:uid"));
        assertEquals(0600, (int) Files.getAttribute(mailbox(), "unix:mode") & 0777);
    }

    /// Symptom: mail of one user lands in a file of another one.
    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path other = Files.createFile(local.directory.resolve("other"));
        local.giveToUser(other);
        local.giveToUser(Files.createSymbolicLink(mailbox(), other));

        assertEquals(refused("bounced", "file is a symbolic link"), deliver());

        assertEquals(0, Files.size(other));
    }

    @Test
    void aLinkThatRootMadeInItsOwnDirectoryIsFollowed() throws IOException {
        assumeTrue(ROOT, "only root can make such a link");
        Files.setAttribute(spool, "unix:mode", 0755);
        Path elsewhere = Files.createFile(local.directory.resolve("elsewhere"));
        local.giveToUser(elsewhere);
        Files.createSymbolicLink(mailbox(), elsewhere);

        assertEquals("sent (delivered to mailbox)", deliver());

        assertTrue(Files.size(elsewhere) > 0);
    }

    @Test
    void aFileWithASecondNameIsRefused() throws IOException {
        Path other = Files.createFile(local.directory.resolve("other"));
        local.giveToUser(other);
        Files.createLink(mailbox(), other);

        assertEquals(refused("bounced", "file has 2 hard links"), deliver());
    }

    @Test
    void aMailboxOfSomebodyElseMakesMailWait() throws IOException {
        assumeTrue(ROOT, "only root can give files away");
        Files.createFile(mailbox());
        Files.setAttribute(mailbox(), "unix:mode", 0666);

        assertEquals(refused("deferred", "destination " + mailbox() + " is not owned by recipient"), deliver());

        assertTrue(
                local.trial
                        .logged()
                        .contains("warning: specify \"strict_mailbox_ownership = no\""
                                + " to ignore mailbox ownership mismatch"),
                local.trial.logged()::toString);
    }

    /// Symptom: a delivery hangs until somebody reads the pipe.
    @Test
    void aPipeIsNotWaitedFor() throws IOException {
        Descriptor.makePipe(mailbox(), 0600);
        local.giveToUser(mailbox());

        assertEquals(refused("bounced", "cannot open file: No such device or address"), deliver());
    }

    @Test
    void aLockFileOfSomebodyElseMakesMailWait() throws IOException {
        Path lock = Files.createFile(spool.resolve(user.name() + ".lock"));

        assertEquals(refused("deferred", "unable to create lock file " + lock + ": File exists"), deliver());
    }

    /// Symptom: a mail program that locks by flock(2), as `mailbox_delivery_lock` says, is not waited for.
    @Test
    void aMailboxThatAProgramLocksMakesMailWait() throws IOException {
        assertEquals("sent (delivered to mailbox)", deliver());
        local.locks = EnumSet.of(LockStyle.FLOCK);
        try (var program = Descriptor.readWrite(mailbox(), 0600)) {
            assertTrue(program.tryLock());

            assertEquals(
                    refused("deferred", "unable to lock for exclusive access: Resource temporarily unavailable"),
                    deliver());

            local.locks = EnumSet.of(LockStyle.FCNTL);
            assertEquals("sent (delivered to mailbox)", deliver());
        }
    }

    /// Symptom: a message that could not be put into a maildir for good is there once more with each attempt.
    @Test
    void whatFailsInAMaildirLeavesNothing() throws IOException {
        Path maildir = maildirWithNew(0500);

        assertTrue(local.deliver("it").getLast().contains("status=deferred"));

        assertEquals(0, maildir.resolve("new").toFile().list().length);
        assertEquals(0, maildir.resolve("tmp").toFile().list().length);
    }

    /// Symptom: mail waits, which Postfix delivers.
    @Test
    void aMaildirThatItsUserCannotReadGetsMail() throws IOException {
        Path maildir = maildirWithNew(0300);

        assertTrue(local.deliver("it").getLast().contains("status=sent"));

        Files.setAttribute(maildir.resolve("new"), "unix:mode", 0700);
        assertEquals(1, maildir.resolve("new").toFile().list().length);
        assertEquals(0, maildir.resolve("tmp").toFile().list().length);
    }

    @Test
    void mailWaitsForAHomeDirectoryThatIsRequired() throws IOException {
        Files.delete(local.user.home());
        assertEquals("sent (delivered to mailbox)", deliver());

        local.homes = ForwardFiles.Home.IS_REQUIRED;
        assertTrue(
                local.deliver(user.name())
                        .getLast()
                        .endsWith(", dsn=4.3.0, status=deferred (cannot access home directory " + local.user.home()
                                + ": No such file or directory)"),
                local::toString);

        local.giveToUser(Files.createDirectory(local.user.home()));
        assertEquals("sent (delivered to mailbox)", deliver());
    }

    private Path maildirWithNew(int mode) throws IOException {
        Path maildir = local.user.home().resolve("Maildir");
        for (String name : List.of("", "tmp", "new", "cur")) {
            local.giveToUser(Files.createDirectory(maildir.resolve(name)));
        }
        Files.setAttribute(maildir.resolve("new"), "unix:mode", mode);
        local.aliases.put("it", maildir + "/");
        return maildir;
    }

    /// The directory is root's alone: root makes lock and mailbox, and the user fills it.
    @Test
    void whereUsersMayNotMakeFilesRootDoes() throws IOException {
        assumeTrue(ROOT, "only root can make files there");
        Files.setAttribute(spool, "unix:mode", 0755);

        assertEquals("sent (delivered to mailbox)", deliver());

        assertEquals(user.uid(), Files.getAttribute(mailbox(), "unix:uid"));
        assertEquals(user.gid(), Files.getAttribute(mailbox(), "unix:gid"));
    }

    @Test
    void whereAGroupMayMakeFilesTheUserIsInIt() throws IOException {
        assumeTrue(ROOT, "only root can take a group");
        int group = Accounts.group("mail").orElseThrow();
        Files.setAttribute(spool, "unix:gid", group);
        Files.setAttribute(spool, "unix:mode", 02775);

        assertEquals("sent (delivered to mailbox)", deliver());

        assertEquals(user.uid(), Files.getAttribute(mailbox(), "unix:uid"));
        assertEquals(group, Files.getAttribute(mailbox(), "unix:gid"));
    }

    @Test
    void aForwardFileThatAnybodyCanWriteDoesNotCount() throws IOException {
        Path forward = forward(0666);

        assertEquals("sent (delivered to mailbox)", deliver());

        assertEquals(
                "warning: file " + forward + " is world writable",
                local.trial.logged().getFirst());
    }

    /// Symptom: root looks into places that the user cannot see.
    @Test
    void aForwardFileIsLookedForWithTheUsersRights() throws IOException {
        assumeTrue(ROOT, "only root sees everything");
        forward(0600);
        Files.setAttribute(user.home(), "unix:uid", 0);
        Files.setAttribute(user.home(), "unix:mode", 0700);

        assertEquals("sent (delivered to mailbox)", deliver());
    }

    @Test
    void anExtensionMayHaveAForwardFileOfItsOwn() throws IOException {
        Files.move(forward(0600), user.home().resolve(".forward+ext"));

        assertEquals("sent (delivered to mailbox)", deliver());
        assertEquals("sent (forwarded as 9C8B7A6D5E4)", deliver("+ext"));
    }

    /// Symptom: while the directory of users is down, mail for them is returned.
    @Test
    void mailWaitsWhileAccountsCannotBeLookedUp() throws IOException {
        local.accounts = _ -> {
            throw new IOException("getpwnam: Input/output error");
        };

        assertEquals("deferred (user lookup error)", deliver());
    }

    private Path forward(int mode) throws IOException {
        Path file = Files.writeString(user.home().resolve(".forward"), "elsewhere@example.com\n");
        Files.setAttribute(file, "unix:mode", mode);
        local.giveToUser(file);
        return file;
    }

    private Path mailbox() {
        return local.mailbox();
    }

    private String refused(String status, String why) {
        return status + " (cannot update mailbox " + mailbox() + " for user " + user.name() + ". " + why + ")";
    }

    private String deliver() throws IOException {
        return deliver("");
    }

    private String deliver(String extension) throws IOException {
        String last = local.deliver(user.name() + extension).getLast();
        return last.substring(last.indexOf("status=") + "status=".length());
    }
}
