package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import mta.core.posix.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {

    private static final String PRIVATE = "bounce unix - - n - 0 bounce\n";
    private static final String PUBLIC = "cleanup unix n - n - 0 cleanup\n";

    @TempDir
    private Path directory;

    private Path queue;

    @BeforeEach
    void directories() throws IOException {
        queue = directory.resolve("queue");
        Files.createDirectories(queue.resolve("private"));
        Files.createDirectories(queue.resolve("public"));
    }

    /// Symptom: who has taken over `mail_owner` puts a link where root has just made a socket, and gets any file.
    @Test
    void socketsAreMadeWithTheRightsOfTheirOwner() throws IOException {
        var owner = nobody();
        var listeners = new Listeners(queue, SocketAccess.of(main(), Optional.of(owner)));

        var refusal =
                assertThrows(ConfigException.class, () -> listeners.use(listeners.prepare(services(PRIVATE), names())));
        assertTrue(refusal.getMessage().endsWith("Permission denied"), refusal.getMessage());

        Files.setAttribute(queue.resolve("private"), "unix:uid", owner.uid());
        listeners.use(listeners.prepare(services(PRIVATE), names()));
        Path socket = queue.resolve("private/bounce");
        assertEquals(owner.uid(), Files.getAttribute(socket, "unix:uid"));
        assertEquals(0666, (int) Files.getAttribute(socket, "unix:mode") & 0777);
        listeners.close();
    }

    @Test
    void theGroupOfASocketIsTheOneThatMayUseIt() throws IOException {
        var owner = nobody();
        Files.setAttribute(queue.resolve("public"), "unix:uid", owner.uid());
        var listeners = new Listeners(queue, SocketAccess.of(main(), Optional.of(owner)));

        listeners.use(listeners.prepare(services(PUBLIC), names()));

        Path socket = queue.resolve("public/cleanup");
        assertEquals(Accounts.group("daemon").orElseThrow(), Files.getAttribute(socket, "unix:gid"));
        assertEquals(0660, (int) Files.getAttribute(socket, "unix:mode") & 0777);
        listeners.close();
    }

    /// Symptom: a service that was private is to be public; after a reload nobody can connect to it.
    @Test
    void aServiceMayMoveToTheOtherDirectory() throws IOException {
        var listeners = new Listeners(queue, SocketAccess.of(main(), Optional.empty()));
        listeners.use(listeners.prepare(services(PRIVATE), names()));

        listeners.use(listeners.prepare(services(PRIVATE.replace("unix -", "unix n")), names()));

        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertTrue(client.connect(UnixDomainSocketAddress.of(queue.resolve("public/bounce"))));
        }
        listeners.close();
    }

    @Test
    void twoServicesMayHaveOneName() throws IOException {
        var listeners = new Listeners(queue, SocketAccess.of(main(), Optional.empty()));

        listeners.use(listeners.prepare(services(PRIVATE + PRIVATE.replace("unix -", "unix n")), names()));

        assertTrue(Files.exists(queue.resolve("private/bounce")));
        assertTrue(Files.exists(queue.resolve("public/bounce")));
        listeners.close();
    }

    /// As in Postfix: `/x` is `private/x` or `public/x`; before, it was a file in the root directory.
    @Test
    void aNameWithASlashDoesNotLeadOutOfTheQueue() throws IOException {
        var listeners = new Listeners(queue, SocketAccess.of(main(), Optional.empty()));

        listeners.use(listeners.prepare(services("/bounce unix - - n - 0 bounce\n"), names()));
        assertTrue(Files.exists(queue.resolve("private/bounce")));

        var refused = assertThrows(
                ConfigException.class,
                () -> listeners.use(listeners.prepare(services("a/b unix n - n - - showq\n"), names())));
        assertTrue(refused.getMessage().endsWith("No such file or directory"), refused.getMessage());
        listeners.close();
    }

    /// Symptom: after a reload that fails, clients of a service that is new in it wait for ever.
    @Test
    void whatCannotBeOpenedAsAWholeIsNotOpenedInPart() throws IOException {
        var listeners = new Listeners(queue, SocketAccess.of(main(), Optional.empty()));
        Files.createDirectories(queue.resolve("private/in/the-way"));

        assertThrows(
                ConfigException.class,
                () -> listeners.use(listeners.prepare(services(PUBLIC + "in unix - - n - 0 bounce\n"), names())));

        assertTrue(listeners.of(services(PUBLIC).getFirst()).isEmpty());
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var address = UnixDomainSocketAddress.of(queue.resolve("public/cleanup"));
            assertThrows(IOException.class, () -> client.connect(address));
        }
    }

    private User nobody() throws IOException {
        assumeTrue(Processes.effectiveUser() == 0, "only root has rights to give up");
        Files.setAttribute(directory, "unix:mode", 0755);
        return Accounts.user("nobody").orElseThrow();
    }

    private MainCf main() throws IOException {
        Files.writeString(directory.resolve("main.cf"), """
                compatibility_level = 3.6
                setgid_group = daemon
                inet_protocols = ipv4
                """);
        return MainCf.read(directory);
    }

    private InetNames names() throws IOException {
        return InetNames.of(main());
    }

    private List<ServiceEntry> services(String lines) throws IOException {
        Files.writeString(directory.resolve("master.cf"), lines);
        return MasterCf.read(directory, main()).services();
    }
}
