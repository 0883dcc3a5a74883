package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mta.core.config.ConfigException;
import mta.core.net.ClientConnection;
import mta.core.net.Network;
import mta.core.posix.Descriptor;
import mta.core.posix.Sockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServiceStartTest {

    private static final int BACKLOG = 100;

    @TempDir
    Path directory;

    private final Network network = new Network(1);
    private final List<Socket> clients = new ArrayList<>();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() throws IOException {
        for (var client : clients) {
            client.close();
        }
        network.close();
    }

    /// Symptom: a busy host that listens on IPv4 and IPv6 starts, or is reloaded, and never serves anybody.
    ///
    /// Cause: the first listener's clients were taken in by the event loop that the second one had to wait for.
    @Test
    void clientsThatWaitAtOneListenerDoNotKeepTheOthersFromBeingOpened() throws Exception {
        int listeners = 4;
        int each = 20;
        var served = new CountDownLatch(listeners * each);
        var descriptors = new ArrayList<Descriptor>();
        for (int i = 0; i < listeners; i++) {
            var listener = Sockets.listenInet(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            descriptors.add(listener);
            int port = portOf(listener);
            for (int client = 0; client < each; client++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
        }
        var service = service(_ -> _ -> served.countDown(), descriptors);
        service.start();
        Thread.ofPlatform().daemon().start(service::accept);

        assertTrue(served.await(2, TimeUnit.MINUTES), served.getCount() + " clients are not served");
        service.stop();
    }

    /// Symptom: after a reload, a queue manager of the former settings goes on beside the new one.
    ///
    /// Cause: it was being started for another time when it was told to stop.
    @Test
    void whatIsStoppedWhileItStartsIsStopped() throws Exception {
        var stops = new ArrayList<String>();
        var running = new ArrayList<RunningService>();
        running.add(service(
                _ -> {
                    running.getFirst().stop();
                    return stoppable(stops);
                },
                List.of()));

        running.getFirst().start();

        assertEquals(List.of("stopped"), stops);
    }

    /// What Postfix 3.7 logs of such a service, which is tried again later; the others run.
    @Test
    void aServiceWithAnOptionThatIsNoSettingDoesNotStart() throws Exception {
        var started = new ArrayList<String>();
        var service = service(
                "smtp inet n - n - - smtpd -o foo",
                context -> {
                    started.add(context.entry().name());
                    return stoppable(started);
                },
                List.of());

        service.start();
        service.stop();

        assertEquals(List.of(), started);
        assertEquals(
                List.of(
                        "fatal: invalid \"-o foo\" option value: missing '=' after attribute name",
                        "warning: service smtp: bad command startup -- throttling"),
                log);
    }

    /// Symptom: a service that did not start at first is never tried again, and nobody hears why.
    @Test
    void aServiceThatCannotBeTriedAgainIsTheEndOfItsHost() throws Exception {
        var broken = new CompletableFuture<Throwable>();
        var context = SampleContext.of(directory, "smtp inet n - n - - smtpd -o service_throttle_time=soon", log);
        var service = new RunningService(
                context,
                _ -> {
                    throw new ConfigException("not today");
                },
                List.of(),
                network,
                new Overload(context),
                () -> {},
                _ -> {},
                broken::complete);

        service.start();

        assertInstanceOf(ConfigException.class, broken.get(1, TimeUnit.MINUTES));
    }

    private static Service stoppable(List<String> stops) {
        return new Service() {
            @Override
            public void serve(ClientConnection connection) {}

            @Override
            public void stop() {
                stops.add("stopped");
            }
        };
    }

    /// The port that the kernel chose.
    private static int portOf(Descriptor listener) throws IOException {
        String inode = Files.readSymbolicLink(listener.path()).toString().replaceAll("\\D", "");
        for (String line : Files.readAllLines(Path.of("/proc/net/tcp"))) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 9 && words[9].equals(inode)) {
                return Integer.parseInt(words[1].substring(words[1].indexOf(':') + 1), 16);
            }
        }
        throw new IOException("no socket " + inode);
    }

    private RunningService service(Program program, List<Descriptor> listeners) throws IOException {
        return service("smtp inet n - n - - smtpd", program, listeners);
    }

    private RunningService service(String line, Program program, List<Descriptor> listeners) throws IOException {
        var context = SampleContext.of(directory, line, log);
        return new RunningService(
                context, program, listeners, network, new Overload(context), () -> {}, _ -> {}, _ -> {});
    }
}
