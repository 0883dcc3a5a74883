package mta.master;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mta.core.config.ConfigException;
import mta.core.config.ServiceEntry;
import mta.core.posix.Descriptor;
import mta.core.posix.Errno;
import mta.core.posix.PosixException;
import mta.core.posix.Sockets;
import mta.service.daemon.MasterLink;

/// The sockets that clients connect to. They stay open while the processes behind them come and go.
final class Listeners {

    private static final int BACKLOG = 1024;

    private final Path queue;
    private final SocketAccess access;
    private final Map<String, List<Descriptor>> open = new LinkedHashMap<>();

    /// @param queue where `public` and `private` are
    /// @param access who may connect to local services
    Listeners(Path queue, SocketAccess access) {
        this.queue = queue;
        this.access = access;
    }

    /// What has to be opened for a configuration.
    ///
    /// @param added what was opened
    /// @param wanted all that there are to be
    record Change(Map<String, List<Descriptor>> added, Set<String> wanted) implements Closeable {

        /// Where it is not made after all.
        @Override
        public void close() {
            added.values().forEach(all -> all.forEach(Descriptor::close));
        }
    }

    /// Opens what is new for these services; what is there stays as it is.
    ///
    /// @throws ConfigException where one cannot be opened; all is as before then
    Change prepare(List<ServiceEntry> services, InetNames names) {
        var change = new Change(new LinkedHashMap<>(), new HashSet<>());
        try {
            for (ServiceEntry entry : services) {
                String key = MasterLink.key(entry);
                if (change.wanted.add(key) && !open.containsKey(key)) {
                    change.added.put(key, open(entry, names));
                }
            }
            return change;
        } catch (RuntimeException | Error e) {
            change.close();
            throw e;
        }
    }

    /// Takes what was opened into use, closes what is gone, and leaves the rest alone.
    void use(Change change) {
        open.putAll(change.added);
        open.entrySet().removeIf(listener -> {
            boolean gone = !change.wanted.contains(listener.getKey());
            if (gone) {
                listener.getValue().forEach(Descriptor::close);
            }
            return gone;
        });
    }

    /// Those of a service.
    List<Descriptor> of(ServiceEntry entry) {
        return open.getOrDefault(MasterLink.key(entry), List.of());
    }

    void close() {
        open.values().forEach(all -> all.forEach(Descriptor::close));
        open.clear();
    }

    private List<Descriptor> open(ServiceEntry entry, InetNames names) {
        return switch (entry.type()) {
            case INET -> openInet(entry.name(), names);
            case UNIX -> List.of(openFile(entry));
            case UNIX_DGRAM, FIFO, PASS ->
                throw new ConfigException(
                        "service type " + entry.type().word() + " of " + entry.name() + " is not implemented");
        };
    }

    private static List<Descriptor> openInet(String name, InetNames names) {
        var all = new ArrayList<Descriptor>();
        for (InetSocketAddress address : names.of(name)) {
            try {
                all.add(Sockets.listenInet(address, BACKLOG));
            } catch (PosixException e) {
                all.forEach(Descriptor::close);
                throw new ConfigException(
                        "bind " + address.getAddress().getHostAddress() + " port " + address.getPort() + ": "
                                + e.errno().text() + hint(e, address.getPort()),
                        e);
            } catch (IOException e) {
                all.forEach(Descriptor::close);
                throw new ConfigException("service " + name + ": " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static String hint(PosixException e, int port) {
        return e.errno().equals(Errno.EACCES) && port < 1024 ? " (ports under 1024 need root)" : "";
    }

    private Descriptor openFile(ServiceEntry entry) {
        Path path = path(entry);
        try {
            return access.open(() -> Sockets.listenUnix(path, access.mode(entry), BACKLOG));
        } catch (IOException e) {
            throw new ConfigException("service " + entry.name() + ": " + path + ": " + e.getMessage(), e);
        }
    }

    /// Opens a receiver of datagrams where a local service is.
    Descriptor openReceiver(ServiceEntry entry) throws IOException {
        return access.open(() -> Sockets.receiveDatagrams(path(entry), SocketAccess.OPEN));
    }

    /// Where a local service listens.
    Path path(ServiceEntry entry) {
        return queue.resolve(entry.endpoint());
    }
}
