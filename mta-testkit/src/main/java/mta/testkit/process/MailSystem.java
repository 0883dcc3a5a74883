package mta.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.testkit.net.FreePort;

/// A whole mail system of its own in a directory: the built distribution, or a real Postfix, under one configuration.
///
/// It listens on a free loopback port, keeps its queue, data, log and mailboxes below the directory, and delivers mail
/// for `@box.example` into Maildirs. Closing it stops it, and makes sure that none of its processes is left.
public final class MailSystem implements AutoCloseable {

    private final Path directory;
    private final Path commands;
    private final String owner;
    private final int port;
    private List<String> prefix = List.of();

    private MailSystem(Path directory, Path commands, String owner, int port) {
        this.directory = directory;
        this.commands = commands;
        this.owner = owner;
        this.port = port;
    }

    /// From now on, runs its commands with its owner's rights, where tests run as root.
    public MailSystem withoutPrivileges() throws IOException {
        if (isRoot()) {
            run(Map.of(), "", "chown", "-R", owner, directory.toString());
            prefix = List.of("setpriv", "--reuid=" + owner, "--regid=" + id("-g"), "--clear-groups");
        }
        return this;
    }

    private String id(String option) throws IOException {
        return run(Map.of(), "", "id", option, owner).out().strip();
    }

    /// Prepares a system in an empty directory; nothing runs yet.
    ///
    /// @param commands where `postfix` is
    /// @param masterCf the `master.cf` that its makers ship
    /// @param owner the user it runs as
    public static MailSystem in(Path directory, Path commands, Path masterCf, String owner) throws IOException {
        int port = FreePort.find();
        var system = new MailSystem(directory, commands, owner, port);
        for (String name : List.of("conf", "spool", "data", "mail")) {
            Files.createDirectories(directory.resolve(name));
        }
        String services = Files.readString(masterCf)
                .replaceFirst("(?m)^smtp( +inet)", port + "$1")
                // Postfix is not confined, so that it needs no copies of system files.
                .replaceAll("(?m)^(\\S+\\s+\\S+\\s+[-yn]\\s+[-yn]\\s+)[-y](\\s)", "$1n$2");
        Files.writeString(directory.resolve("conf/master.cf"), services);
        system.write(system.settings().lines().toList());
        if (isRoot()) {
            run(Map.of(), "", "chown", owner, path("data", directory), path("mail", directory));
        }
        return system;
    }

    private static String path(String name, Path directory) {
        return directory.resolve(name).toString();
    }

    private String settings() throws IOException {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                mail_owner = %2$s
                myhostname = test.example
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                alias_maps =
                alias_database =
                local_recipient_maps =
                virtual_mailbox_domains = box.example
                virtual_mailbox_base = %1$s/mail
                virtual_mailbox_maps = static:box/
                virtual_uid_maps = static:%3$s
                virtual_gid_maps = static:%4$s
                virtual_minimum_uid = 1
                smtp_tls_security_level = none
                smtpd_peername_lookup = no
                """.formatted(directory, owner, id("-u"), id("-g"));
    }

    /// Sets parameters in `main.cf`, in place of what is set there.
    ///
    /// Postfix warns about a parameter that is set twice, and a postlogd(8) that has much to warn about
    /// fills its own socket and stops the system.
    public MailSystem with(String... settings) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(directory.resolve("conf/main.cf")));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=')).strip();
            lines.removeIf(line -> line.matches(name + "\\s*=.*"));
            lines.add(setting);
        }
        write(lines);
        return this;
    }

    /// Writes `main.cf`. It seems to be old: one that was just written each program of Postfix reads again and again
    /// for a second or two, in case that somebody is still at it.
    private void write(List<String> lines) throws IOException {
        Path main = Files.write(directory.resolve("conf/main.cf"), lines);
        Files.setLastModifiedTime(main, FileTime.from(Instant.EPOCH));
    }

    /// Has its SMTP server listen on another port.
    public MailSystem onPort(int other) throws IOException {
        Path target = directory.resolve("conf/master.cf");
        Files.writeString(target, Files.readString(target).replaceFirst("(?m)^" + port + "( +inet)", other + "$1"));
        return this;
    }

    /// Adds lines to `master.cf`; a later line wins.
    public MailSystem withService(String... lines) throws IOException {
        Path target = directory.resolve("conf/master.cf");
        Files.writeString(target, Files.readString(target) + String.join("\n", lines) + "\n");
        return this;
    }

    /// Starts it.
    ///
    /// @throws IllegalStateException if it does not start, with what it said
    public MailSystem start() throws IOException {
        return startBy();
    }

    /// Starts it by another command, such as one that gives it a file system of its own.
    ///
    /// @param starter the command, which runs the one that follows it
    /// @throws IllegalStateException if it does not start, with what it said
    public MailSystem startBy(String... starter) throws IOException {
        var line = new ArrayList<>(prefix);
        line.addAll(List.of(starter));
        line.addAll(List.of(commands.resolve("postfix").toString(), "start"));
        var result = run(environment(), "", line.toArray(String[]::new));
        if (result.exit() != 0) {
            throw new IllegalStateException("postfix start: " + result + "\n" + log());
        }
        return this;
    }

    /// Runs one of its commands with its configuration.
    public Result command(String name, String... arguments) throws IOException {
        return commandWithInput("", name, arguments);
    }

    /// Runs one of its commands, with text on standard input.
    public Result commandWithInput(String input, String name, String... arguments) throws IOException {
        var line = new ArrayList<>(prefix);
        line.add(commands.resolve(name).toString());
        line.addAll(List.of(arguments));
        return run(environment(), input, line.toArray(String[]::new));
    }

    /// What commands need to find this system.
    public Map<String, String> environment() {
        return Map.of("MAIL_CONFIG", configuration().toString());
    }

    /// Runs any program to its end.
    public static Result run(Map<String, String> environment, String input, String... line) throws IOException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        Path in = Files.writeString(Files.createTempFile("in", ".txt"), input, StandardCharsets.ISO_8859_1);
        try {
            var builder = new ProcessBuilder(line)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            int exit = builder.start().waitFor();
            return new Result(exit, text(out), text(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            for (Path file : List.of(out, err, in)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /// What a program did.
    ///
    /// @param exit its exit status
    /// @param out what it wrote to standard output
    /// @param err what it wrote to standard error
    public record Result(int exit, String out, String err) {}

    public Path configuration() {
        return directory.resolve("conf");
    }

    public Path spool() {
        return directory.resolve("spool");
    }

    /// The port its SMTP server listens on, on 127.0.0.1.
    public int port() {
        return port;
    }

    /// The lines of the mail log so far; empty where there is none yet. One may be about to be written.
    public String log() throws IOException {
        Path file = directory.resolve("log");
        String text = Files.exists(file) ? text(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /// The messages in the Maildir that mail for `box.example` goes to.
    public List<String> mailbox() throws IOException {
        return files(directory.resolve("mail/box/new")).map(MailSystem::content).toList();
    }

    /// How many messages wait in a queue, in all its subdirectories.
    public int queued(String queue) throws IOException {
        return (int) files(spool().resolve(queue)).count();
    }

    private static Stream<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        // Files come and go while we look.
        var found =
                run(Map.of(), "", "find", directory.toString(), "-type", "f").out();
        return found.lines().map(Path::of);
    }

    private static String content(Path file) {
        try {
            return text(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process that master started first: itself, by its pid file.
    public long masterPid() throws IOException {
        return Long.parseLong(text(spool().resolve("pid/master.pid")).strip());
    }

    /// The running processes of the system by name, such as `mta-smtpd`, with their pids.
    public Map<String, Long> processes() throws IOException {
        return ProcessHandle.of(masterPid()).stream()
                .flatMap(master -> Stream.concat(Stream.of(master), master.descendants()))
                .filter(ProcessHandle::isAlive)
                .collect(Collectors.toMap(MailSystem::nameOf, ProcessHandle::pid, (first, _) -> first));
    }

    /// The names of all running processes of the system, each as often as there are such.
    public List<String> processNames() throws IOException {
        return ProcessHandle.of(masterPid()).stream()
                .flatMap(master -> Stream.concat(Stream.of(master), master.descendants()))
                .filter(ProcessHandle::isAlive)
                .map(MailSystem::nameOf)
                .sorted()
                .toList();
    }

    private static String nameOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                    .strip();
        } catch (IOException e) {
            return "gone";
        }
    }

    /// Whether tests run as root.
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// Stops it, where it runs.
    ///
    /// @throws IllegalStateException if a process of it is left behind
    @Override
    public void close() throws IOException {
        var leftovers = new Leftovers(configuration());
        if (!leftovers.areNone()) {
            var stop = command("postfix", "stop");
            leftovers.mustBeNone(stop + "\n" + log());
        }
    }
}
