package mta.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mta.testkit.process.MailSystem;

/// A small system of its own in a directory, as a package finds it: users, directories, the programs of this
/// machine, and a JDK. It has its own mounts, processes and network, so that a mail system in it uses the usual
/// places and ports. Its top is no mount point, as that of a chroot(8) that somebody made by hand.
///
/// Closing it ends everything that runs in it.
final class SystemRoot implements AutoCloseable {

    /// Programs lie where packages cannot write to, and are linked. What packages bring is not.
    private static final String FURNISH = """
            set -e
            cd "$1"
            mkdir -p dev etc/alternatives host/usr proc root tmp usr/bin usr/lib/jvm/java usr/lib/systemd usr/sbin \\
                usr/share/man/man1 usr/share/man/man8 var/lib/dpkg/alternatives var/lib/rpm var/log var/spool/mail
            chmod 1777 tmp
            chgrp mail var/spool/mail
            chmod 775 var/spool/mail
            ln -s spool/mail var/mail
            for name in bin sbin lib lib64; do ln -s usr/$name $name; done
            ln -s /host/usr/lib64 usr/lib64
            for libraries in /usr/lib/locale /usr/lib/*-linux-gnu; do ln -s /host$libraries usr/lib/; done
            ls /usr/bin | sed 's|^|/host/usr/bin/|' | xargs ln -s -t usr/bin
            rm -f usr/bin/mailq usr/bin/newaliases
            for name in useradd groupadd; do ln -s /host$(command -v $name) usr/sbin/; done
            ln -s /host$(command -v alternatives || command -v update-alternatives) usr/sbin/alternatives
            for device in null zero full random urandom; do : > dev/$device; done
            : > etc/shadow
            echo 'passwd: files' > etc/nsswitch.conf
            echo '127.0.0.1 localhost' > etc/hosts
            printf '%s\\n' root:x:0:0::/root:/bin/sh nobody:x:65534:65534::/:/bin/false \\
                reader:x:1000:1000::/:/bin/sh > etc/passwd
            printf '%s\\n' root:x:0: mail:x:12: nobody:x:65534: reader:x:1000: > etc/group
            echo 'postmaster: reader' > etc/aliases
            printf '#!/bin/sh\\necho "$*" >> /units\\n' > usr/lib/systemd/systemd-update-helper
            chmod 755 usr/lib/systemd/systemd-update-helper
            """;

    /// The first process, which lives as long as the system does.
    private static final String BOOT = """
            set -e
            cd "$1"
            mount --bind -o ro /usr host/usr
            mount --bind -o ro "$2" usr/lib/jvm/java
            mount -t proc proc proc
            for device in dev/*; do mount --bind /$device $device; done
            ip link set lo up
            echo up
            read forever
            """;

    private final Path top;
    private final Process first;
    private final ProcessHandle init;

    private SystemRoot(Path top, Process first, ProcessHandle init) {
        this.top = top;
        this.first = first;
        this.init = init;
    }

    /// Makes one in an empty directory.
    static SystemRoot in(Path directory) throws IOException {
        Distribution.needsNamespaces();
        Distribution.needs("ip");
        Path top = Files.createDirectory(directory.resolve("root"));
        MailSystem.run(Map.of(), "", "chmod", "755", top.toString());
        var furnished = MailSystem.run(Map.of(), "", "sh", "-c", FURNISH, "sh", top.toString());
        if (furnished.exit() != 0) {
            throw new IOException(furnished.toString());
        }
        var first = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--net",
                        "--fork",
                        "--kill-child",
                        "sh",
                        "-c",
                        BOOT,
                        "sh",
                        top.toString(),
                        System.getProperty("java.home"))
                .redirectErrorStream(true)
                .start();
        BufferedReader said = first.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (!"up".equals(line)) {
            throw new IOException("the system did not come up: " + line);
        }
        return new SystemRoot(top, first, first.children().findFirst().orElseThrow());
    }

    /// Where something of it lies on this machine.
    Path path(String absolute) {
        return top.resolve(absolute.substring(1));
    }

    String text(String absolute) throws IOException {
        return Files.readString(path(absolute));
    }

    /// Runs a line of shell in it, as root.
    MailSystem.Result sh(String line) throws IOException {
        return enter(List.of("chroot", top.toString(), "env", "-i", "PATH=/usr/sbin:/usr/bin", "sh", "-c", line));
    }

    /// Has rpm(8) of this machine do something with it.
    MailSystem.Result rpm(String... arguments) throws IOException {
        var line = new ArrayList<>(List.of("rpm"));
        // Debian's asks for dpkg(1) otherwise, other systems' do not know this.
        if (Files.exists(Path.of("/etc/debian_version"))) {
            line.add("--force-debian");
        }
        line.addAll(List.of("--root", top.toString(), "--dbpath", "/var/lib/rpm"));
        line.addAll(List.of(arguments));
        return enter(line);
    }

    private MailSystem.Result enter(List<String> command) throws IOException {
        var line =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(init.pid()), "--mount", "--pid", "--net"));
        line.addAll(command);
        return MailSystem.run(Map.of(), "", line.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        // When its first process has ended, so have all others: nobody writes into the directory any more.
        init.destroyForcibly();
        init.onExit().join();
        first.destroyForcibly();
        try {
            first.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
