package mta.cli.admin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.admin.PostmultiTask.Iteration;
import mta.cli.config.Json;
import mta.core.config.CoreParameters;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;

/// Does the same for several instances, one after another.
final class InstanceIteration {

    private final Invocation call;
    private final PostmultiOptions options;
    private final MainCf main;
    private final List<Instance> instances;
    private final ToIntFunction<Invocation> others;

    /// How postfix(1) treats a command, and so what becomes of instances that are not enabled.
    private enum Kind {
        /// `start`: those that are not enabled are checked instead.
        START,
        /// `stop`: only those that are enabled, the last one first.
        STOP,
        /// `reload`: only those that are enabled.
        CONTROL,
        /// `status`: all.
        OTHER
    }

    /// @param main of the primary instance
    /// @param others runs commands of this system
    InstanceIteration(
            Invocation call,
            PostmultiOptions options,
            MainCf main,
            Instances instances,
            ToIntFunction<Invocation> others) {
        this.call = call;
        this.options = options;
        this.main = main;
        this.instances = options.reversed() ? instances.all().reversed() : instances.all();
        this.others = others;
    }

    /// Does it.
    ///
    /// @return the exit status: 1 where it failed for one of them
    int run(Iteration iteration) throws CommandFailed {
        return switch (iteration) {
            case LIST -> list();
            case POSTFIX -> postfix();
            case PROGRAM -> each(instances, this::program);
        };
    }

    private int list() {
        selected(instances).forEach(instance -> {
            String name = Instance.orDash(instance.name());
            String group = Instance.orDash(instance.group());
            call.out()
                    .println(
                            options.json()
                                    ? json(name, group, instance)
                                    : "%-15s %-15s %-9s %s"
                                            .formatted(name, group, instance.enabledLetter(), instance.directory()));
        });
        return ExitStatus.OK;
    }

    private static String json(String name, String group, Instance instance) {
        return "{\"name\": " + Json.quoted(name) + ",\"group\": " + Json.quoted(group) + ",\"enabled\": "
                + Json.quoted(instance.enabledLetter()) + ",\"config_directory\": " + Json.quoted(instance.directory())
                + "}";
    }

    private List<Instance> selected(List<Instance> among) {
        return options.selection() instanceof InstanceSelection.None
                ? among
                : among.stream().filter(options.selection()::matches).toList();
    }

    @FunctionalInterface
    private interface Action {
        int apply(Instance instance);
    }

    private int each(List<Instance> among, Action action) throws CommandFailed {
        var chosen = selected(among);
        if (chosen.isEmpty()) {
            throw new CommandFailed(ExitStatus.FATAL, "No matching instances");
        }
        int status = ExitStatus.OK;
        for (Instance instance : chosen) {
            call.out().flush();
            if (action.apply(instance) != ExitStatus.OK) {
                status = ExitStatus.FATAL;
            }
        }
        return status;
    }

    private int postfix() throws CommandFailed {
        return switch (kind(options.operands().getFirst())) {
            case START ->
                each(instances, instance -> postfix(instance, instance.enabled() ? options.operands() : checked()));
            case STOP -> each(enabled().reversed(), instance -> postfix(instance, options.operands()));
            case CONTROL -> each(enabled(), instance -> postfix(instance, options.operands()));
            case OTHER -> each(instances, instance -> postfix(instance, options.operands()));
        };
    }

    private Kind kind(String command) {
        if (has(InstallationParameters.POSTMULTI_START_COMMANDS, command)) {
            return Kind.START;
        }
        if (has(InstallationParameters.POSTMULTI_STOP_COMMANDS, command)) {
            return Kind.STOP;
        }
        return has(InstallationParameters.POSTMULTI_CONTROL_COMMANDS, command) ? Kind.CONTROL : Kind.OTHER;
    }

    private boolean has(Parameter<String> list, String command) {
        return Instances.words(main.get(list)).contains(command);
    }

    private List<Instance> enabled() {
        return instances.stream().filter(Instance::enabled).toList();
    }

    private List<String> checked() {
        var words = new ArrayList<>(options.operands());
        words.set(0, "check");
        return words;
    }

    /// It begins with its own reading of the settings, as a program of its own would.
    private int postfix(Instance instance, List<String> words) {
        var line = new ArrayList<>(List.of("--"));
        line.addAll(words);
        return others.applyAsInt(call.about(instance.directory()).as("postfix", line));
    }

    private int program(Instance instance) {
        try {
            return OtherProgram.run(options.operands(), environment(instance));
        } catch (IOException e) {
            call.err()
                    .println(call.name() + ": fatal: execvp "
                            + options.operands().getFirst() + ": " + e.getMessage());
            return ExitStatus.FATAL;
        }
    }

    private Map<String, String> environment(Instance instance) {
        var environment = new HashMap<>(new OurPrograms(main, call.environment()).environment());
        environment.put("MAIL_CONFIG", instance.directory());
        environment.put("config_directory", instance.directory());
        environment.put(CoreParameters.QUEUE_DIRECTORY.name(), instance.queue());
        environment.put(CoreParameters.DATA_DIRECTORY.name(), instance.data());
        environment.put(
                InstallationParameters.MULTI_INSTANCE_NAME.name(),
                instance.name().orElse(""));
        environment.put(
                InstallationParameters.MULTI_INSTANCE_GROUP.name(),
                instance.group().orElse(""));
        environment.put(InstallationParameters.MULTI_INSTANCE_ENABLE.name(), instance.enabled() ? "yes" : "no");
        if (options.verbose()) {
            environment.put("MAIL_VERBOSE", "");
        }
        return environment;
    }
}
