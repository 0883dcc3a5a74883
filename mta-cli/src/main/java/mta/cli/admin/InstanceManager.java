package mta.cli.admin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.config.Catalogue;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;
import mta.core.log.MailLog;
import mta.core.posix.FileName;

/// The command of `multi_instance_wrapper`, to which postfix(1) leaves its own commands where there are several
/// instances and nobody says which.
final class InstanceManager {

    /// What it finds in its environment.
    private static final List<String> EXPORTED = List.of(
            "config_directory",
            "data_directory",
            "html_directory",
            "mail_owner",
            "mailq_path",
            "manpage_directory",
            "meta_directory",
            "newaliases_path",
            "queue_directory",
            "readme_directory",
            "sample_directory",
            "sendmail_path",
            "setgid_group",
            "shlib_directory");

    private final Invocation call;
    private final MainCf main;
    private final MailLog log;
    private final ToIntFunction<Invocation> others;

    /// @param main of the primary instance
    /// @param log where postfix(1) says what is wrong
    /// @param others runs commands of this system
    InstanceManager(Invocation call, MainCf main, MailLog log, ToIntFunction<Invocation> others) {
        this.call = call;
        this.main = main;
        this.log = log;
        this.others = others;
    }

    /// Whether it is asked for: where an instance is named, only that one is meant.
    static boolean isFor(Invocation call, MainCf main) {
        return call.namedInstance().isEmpty()
                && !Instances.secondaryDirectories(main).isEmpty();
    }

    /// Leaves a command to it.
    ///
    /// @return its exit status
    int run(List<String> command) {
        var words = Stream.of(
                        main.get(InstallationParameters.MULTI_INSTANCE_WRAPPER).split("[ \\t\\r\\n]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            log.fatal("multi-instance support is requested, but multi_instance_wrapper is empty");
            return ExitStatus.FATAL;
        }
        var line = new ArrayList<>(words);
        line.addAll(command);
        return line.getFirst().endsWith("/postmulti") ? postmulti(line) : other(line);
    }

    /// Ours, wherever the path leads: what it calls are the commands of this system.
    private int postmulti(List<String> line) {
        return others.applyAsInt(
                call.about(FileName.bytes(main.directory())).as("postmulti", line.subList(1, line.size())));
    }

    private int other(List<String> line) {
        try {
            call.out().flush();
            return OtherProgram.run(line, environment());
        } catch (IOException e) {
            log.fatal(line.getFirst() + ": " + e.getMessage());
            return ExitStatus.FATAL;
        }
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(new OurPrograms(main, call.environment()).environment());
        for (String name : EXPORTED) {
            Catalogue.find(name).ifPresent(parameter -> environment.put(name, String.valueOf(main.get(parameter))));
        }
        environment.put("config_directory", FileName.bytes(main.directory()));
        environment.put("MAIL_CONFIG", FileName.bytes(main.directory()));
        return environment;
    }
}
