package mta.delivery.local;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// This machine, as mailboxes know it.
final class LocalMachine {

    private LocalMachine() {}

    /// The host name that the system has, which is not always `myhostname`; file names in maildirs end in it.
    static String hostname() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException _) {
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }
}
