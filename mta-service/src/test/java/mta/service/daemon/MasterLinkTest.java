package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mta.core.net.ChannelConnection;
import mta.core.net.ClientConnection;
import mta.core.posix.Descriptor;
import mta.core.posix.DescriptorChannel;
import mta.core.posix.Sockets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MasterLinkTest {

    private static final MasterLink.Orders NOBODY = new MasterLink.Orders() {
        @Override
        public void begin(MasterLink.Assignment assignment) {}

        @Override
        public void stop() {}

        @Override
        public void lost() {}
    };

    @TempDir
    private Path directory;

    private Descriptor masterEnd;
    private Descriptor hostEnd;

    @BeforeEach
    void connect() throws IOException {
        var pair = Sockets.packetPair();
        masterEnd = pair.one();
        hostEnd = pair.other();
    }

    /// Symptom: each reload leaves an open file in each host.
    @Test
    void ofTheLockOneDescriptorIsKeptHoweverOftenItComes() throws IOException {
        Path file = directory.resolve("master.lock");
        try (var lock = Descriptor.readWrite(file, 0600)) {
            var master = MasterLink.over(masterEnd);
            for (int reload = 0; reload < 3; reload++) {
                master.assign(new MasterLink.Assignment(directory, lock, Optional.empty(), Map.of()));
            }
            master.close();

            MasterLink.over(hostEnd).listen(NOBODY);

            assertEquals(2, open(file), "master's and the host's");
        }
    }

    /// Symptom: who has taken over a host makes master(8), which is root, run out of descriptors.
    @Test
    void whatAHostSendsAlongIsNotKept() throws IOException {
        Path file = directory.resolve("file");
        try (var along = Descriptor.readWrite(file, 0600)) {
            new DescriptorChannel(hostEnd).send("ready", List.of(along, along));

            MasterLink.over(masterEnd).report();

            assertEquals(1, open(file));
        }
    }

    @Test
    void aReportThatMakesNoSenseDoesNotEndMaster() throws IOException {
        var host = new DescriptorChannel(hostEnd);
        var master = MasterLink.over(masterEnd);

        host.send("used", List.of());
        assertEquals(new MasterLink.Report.Used(""), master.report());

        host.send("hello", List.of());
        assertThrows(IOException.class, master::report);
    }

    @Test
    void aHostThatTakesNothingDoesNotKeepMasterWaiting() {
        var master = MasterLink.over(masterEnd);

        assertThrows(IOException.class, () -> {
            while (true) {
                master.sendStop();
            }
        });
    }

    /// Symptom: a host no longer hears master(8), and neither reloads nor ends.
    @Test
    void aHostThatCannotListenEndsSoThatAnotherIsStarted() throws IOException {
        var link = MasterLink.over(hostEnd);
        try (var work = new HostWork("toy", Map.of(), link)) {
            new DescriptorChannel(masterEnd).send("configuration without its lock", List.of());

            Host.listen(link, work);

            assertEquals(1, work.untilEnd());
        }
    }

    /// Symptom: where `master.cf` has some hundred transports, smtp(8) starts and never delivers anything.
    ///
    /// Cause: master had a message for each, of which only so many wait in a socket.
    @Test
    void anyNumberOfServicesIsHandedOverToAHostThatHasNotBegunToListen() throws IOException {
        var given = new LinkedHashMap<String, List<Descriptor>>();
        var taken = new LinkedHashMap<String, Integer>();
        try (var file = Descriptor.readWrite(directory.resolve("file"), 0600)) {
            for (int i = 0; i < 600; i++) {
                given.put("private/smtp" + i + "/unix", Collections.nCopies(i % 2, file));
            }
            var master = MasterLink.over(masterEnd);

            master.assign(new MasterLink.Assignment(directory, file, Optional.empty(), given));
            master.close();
            MasterLink.over(hostEnd).listen(new MasterLink.Orders() {
                @Override
                public void begin(MasterLink.Assignment assignment) {
                    assignment.listeners().forEach((service, open) -> {
                        taken.put(service, open.size());
                        open.forEach(Descriptor::close);
                    });
                }

                @Override
                public void stop() {}

                @Override
                public void lost() {}
            });
        }

        assertEquals(600, taken.size());
        given.forEach((service, open) -> assertEquals(open.size(), taken.get(service), service));
    }

    /// Symptom: a delivery that begins just when its host ends for want of work is cut off after four seconds.
    @Test
    void aClientThatCameAtTheLastMomentIsServedToItsEnd() throws Exception {
        var socket = directory.resolve("socket");
        var listener = Sockets.listenUnix(socket, 0600, 10);
        var toy = new Patient();
        try (var work = new HostWork("toy", Map.of("toy", _ -> toy), MasterLink.over(hostEnd));
                var lock = Descriptor.readWrite(directory.resolve("master.lock"), 0600);
                var client = ChannelConnection.to(socket, Duration.ofMinutes(1))) {
            work.begin(toToy(lock, listener));
            toy.isAsked.await();

            work.leave();
            work.lost();
            client.write(new byte[1], 0, 1);
            client.flush();

            assertEquals(0, work.untilEnd());
            assertEquals(List.of("served"), toy.history);
        }
    }

    /// Symptom: a host that has to end takes no more clients for as long as an old one likes to stay.
    @Test
    void afterAMistakeNobodyWaitsForTheLastClient() throws Exception {
        var socket = directory.resolve("socket");
        var listener = Sockets.listenUnix(socket, 0600, 10);
        var toy = new Patient();
        try (var work = new HostWork("toy", Map.of("toy", _ -> toy), MasterLink.over(hostEnd));
                var lock = Descriptor.readWrite(directory.resolve("master.lock"), 0600);
                var _ = ChannelConnection.to(socket, Duration.ofMinutes(1))) {
            work.begin(toToy(lock, listener));
            toy.isAsked.await();

            work.breakDown(new IllegalStateException("a mistake"));

            assertEquals(1, work.untilEnd());
            assertEquals(List.of("hurried"), toy.history);
        }
    }

    /// Waits for a byte.
    private static final class Patient implements Service {

        private final CountDownLatch isAsked = new CountDownLatch(1);
        private final List<String> history = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void serve(ClientConnection connection) throws IOException {
            isAsked.countDown();
            assertEquals(1, connection.read(new byte[1], 0, 1));
            history.add("served");
        }

        @Override
        public void hurry() {
            history.add("hurried");
        }
    }

    /// Symptom: each reload with a mistake in main.cf costs a descriptor of the log file.
    @Test
    void aConfigurationThatCannotBeReadLeavesNoLogFileOpen() throws IOException {
        Path file = directory.resolve("maillog");
        var missing = directory.resolve("missing");
        try (var work = new HostWork("toy", Map.of(), MasterLink.over(hostEnd));
                var lock = Descriptor.readWrite(directory.resolve("master.lock"), 0600)) {
            var log = Descriptor.append(file, 0600);

            work.begin(new MasterLink.Assignment(missing, lock, Optional.of(log), Map.of()));

            assertEquals(0, open(file));
        }
    }

    /// Symptom: a service takes no clients, while its host lives on and master(8) believes that all is well.
    @Test
    void aHostThatCannotTakeClientsEndsSoThatAnotherIsStarted() throws IOException {
        var noListener = Descriptor.readWrite(directory.resolve("file"), 0600);
        try (var work = new HostWork("toy", Map.of("toy", _ -> _ -> {}), MasterLink.over(hostEnd));
                var lock = Descriptor.readWrite(directory.resolve("master.lock"), 0600)) {

            work.begin(toToy(lock, noListener));

            assertEquals(1, work.untilEnd());
        }
    }

    /// What the host of a service `toy` is given.
    private MasterLink.Assignment toToy(Descriptor lock, Descriptor listener) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\nmyhostname = a.example\n");
        Files.writeString(directory.resolve("master.cf"), "toy unix - - n - - toy\n");
        return new MasterLink.Assignment(
                directory, lock, Optional.empty(), Map.of("private/toy/unix", List.of(listener)));
    }

    private static long open(Path file) throws IOException {
        long count = 0;
        try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : all) {
                try {
                    count += Files.readSymbolicLink(link).equals(file) ? 1 : 0;
                } catch (NoSuchFileException _) {
                    // Closed meanwhile, such as the directory itself.
                }
            }
        }
        return count;
    }
}
