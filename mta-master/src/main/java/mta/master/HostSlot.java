package mta.master;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import mta.core.config.ServiceEntry;
import mta.core.log.MailLog;
import mta.service.daemon.HostKind;
import mta.service.daemon.MasterLink;

/// One host as master(8) sees it: its services, its process, and where it stands.
///
/// A process that leaves for want of work may still have a client who came at the last moment. It finishes beside its
/// successor, which is started for the next client.
final class HostSlot {

    private final HostKind kind;
    private final HostCommand command;
    private final Path workingDirectory;
    private final MailLog log;
    private final InstantSource clock;
    private final BiConsumer<HostSlot, Process> ended;

    private HostState state = new HostState.Down();
    private List<ServiceEntry> services = List.of();
    private Optional<Process> process = Optional.empty();
    private Optional<MasterLink> link = Optional.empty();

    /// Those that left, and have not ended yet.
    private final List<Process> leaving = new ArrayList<>();

    /// @param ended called by another thread when the process has ended
    HostSlot(
            HostKind kind,
            HostCommand command,
            Path workingDirectory,
            MailLog log,
            InstantSource clock,
            BiConsumer<HostSlot, Process> ended) {
        this.kind = kind;
        this.command = command;
        this.workingDirectory = workingDirectory;
        this.log = log;
        this.clock = clock;
        this.ended = ended;
    }

    HostKind kind() {
        return kind;
    }

    List<ServiceEntry> services() {
        return services;
    }

    /// Gives it the services of a new configuration; a throttled host may try again.
    void use(List<ServiceEntry> newServices) {
        services = newServices;
        if (state instanceof HostState.Throttled) {
            state = new HostState.Down();
        }
    }

    boolean isDown() {
        return state instanceof HostState.Down;
    }

    boolean hasProcess() {
        return process.isPresent() || !leaving.isEmpty();
    }

    Optional<MasterLink> link() {
        return link;
    }

    /// Whether it should run although nobody asks.
    boolean mustRun() {
        return services.stream().anyMatch(HostKind::mustRun);
    }

    /// When it stops being throttled.
    Optional<Instant> nextChange() {
        return state instanceof HostState.Throttled(Instant until) ? Optional.of(until) : Optional.empty();
    }

    void tick() {
        state = state.at(clock.instant());
    }

    /// Starts the process.
    void start(Duration throttleTime) {
        state = new HostState.Up(clock.instant(), false);
        try {
            var builder = new ProcessBuilder(command.of(kind))
                    .directory(workingDirectory.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment()
                    .putAll(Map.of("MAIL_CONFIG", command.configuration().toString()));
            var started = builder.start();
            process = Optional.of(started);
            var _ = started.onExit().thenAccept(gone -> ended.accept(this, gone));
        } catch (IOException e) {
            log.warning("cannot start " + kind.word() + ": " + e.getMessage());
            state = state.afterEnd(new HostState.Ending(1), clock.instant(), throttleTime);
        }
    }

    /// Whether a connection comes from this host's process.
    boolean isProcess(long pid) {
        return process.isPresent() && process.get().pid() == pid;
    }

    /// Its process has connected.
    void connected(MasterLink connection) {
        link.ifPresent(MasterLink::close);
        link = Optional.of(connection);
    }

    /// Its process has started its services.
    void ready() {
        if (state instanceof HostState.Up(Instant since, boolean _)) {
            state = new HostState.Up(since, true);
        }
    }

    /// Its process will say no more.
    void disconnected() {
        link.ifPresent(MasterLink::close);
        link = Optional.empty();
    }

    /// Its process takes no more clients, and ends when it has served those it has.
    void left() {
        disconnected();
        process.ifPresent(leaving::add);
        process = Optional.empty();
        state = new HostState.Down();
    }

    /// A process of it is gone, as it was told to be.
    void gone(Process ended) {
        if (!leaving.remove(ended)) {
            disconnected();
            process = Optional.empty();
            state = new HostState.Down();
        }
    }

    /// A process of it is gone.
    ///
    /// @param path how it is named in the log
    void afterEnd(Process ended, String path, Duration throttleTime) {
        var ending = new HostState.Ending(ended.exitValue());
        if (!ending.isOrderly()) {
            log.warning("process " + path + " pid " + ended.pid() + " " + ending);
        }
        if (leaving.remove(ended)) {
            return;
        }
        disconnected();
        process = Optional.empty();
        var before = state;
        state = state.afterEnd(ending, clock.instant(), throttleTime);
        if (state instanceof HostState.Throttled && !before.equals(state)) {
            log.warning(path + ": bad command startup -- throttling");
        }
    }

    /// Asks it to finish.
    void stop() {
        leaving.forEach(Process::destroy);
        try {
            if (link.isPresent()) {
                link.get().sendStop();
            } else {
                process.ifPresent(Process::destroy);
            }
        } catch (IOException e) {
            process.ifPresent(Process::destroy);
        }
    }

    /// Ends it at once.
    void kill() {
        leaving.forEach(Process::destroyForcibly);
        process.ifPresent(Process::destroyForcibly);
    }
}
