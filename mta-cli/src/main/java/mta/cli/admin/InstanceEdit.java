package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import mta.cli.CommandFailed;
import mta.cli.CommandLog;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.admin.PostmultiTask.Edit;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.posix.FileName;
import mta.service.daemon.MasterLock;

/// Adds an instance, removes one, or changes its status, name or group: `postmulti -e`.
///
/// Whatever else it does, the list in the `main.cf` of the primary instance is changed in one step, so that an instance
/// is on it or not. What goes wrong with files is logged in the name of the script that does this in Postfix.
final class InstanceEdit {

    private static final String WRAPPER = InstallationParameters.MULTI_INSTANCE_WRAPPER.name();
    private static final String ENABLE = InstallationParameters.MULTI_INSTANCE_ENABLE.name();

    private final Invocation call;
    private final PostmultiOptions options;
    private final MainCf main;
    private final ToIntFunction<Invocation> others;
    private final MailLog log;

    /// @param main of the primary instance
    /// @param others runs commands of this system
    InstanceEdit(Invocation call, PostmultiOptions options, MainCf main, ToIntFunction<Invocation> others) {
        this.call = call;
        this.options = options;
        this.main = main;
        this.others = others;
        String tag = main.get(CoreParameters.SYSLOG_NAME) + "/postmulti-script";
        this.log = new PostfixMailLog(CommandLog.withStandardError(main, call, tag), tag);
    }

    /// What is to be done has failed, and the log says why.
    private static final class Refused extends Exception {

        Refused(String text) {
            super(text);
        }
    }

    /// Does it.
    ///
    /// @return the exit status
    int run(Edit edit) throws CommandFailed, IOException {
        try {
            switch (edit) {
                case INIT -> set(primary(), WRAPPER + " = ${command_directory}/postmulti -p --", ENABLE + " = yes");
                case CREATE, IMPORT -> add(edit);
                case DESTROY, DEPORT -> remove(edit);
                case ENABLE, DISABLE -> enable(edit == Edit.ENABLE);
                case ASSIGN -> assign();
            }
            return ExitStatus.OK;
        } catch (Refused e) {
            log.fatal(e.getMessage());
            return ExitStatus.FATAL;
        } catch (OtherFailed e) {
            return ExitStatus.FATAL;
        }
    }

    private String primary() {
        return FileName.bytes(main.directory());
    }

    private void add(Edit edit) throws CommandFailed, IOException, Refused, OtherFailed {
        var instances = Instances.of(main, call);
        var names = options.names();
        names.check();
        var found = new NewInstance(main, edit, options.operands(), names.name()).instance(instances.claims(), call);
        var changes = names.changes(found);
        var added = found.with(changes);
        instances.insert(added, options.selection());
        checkIsManager();

        Path directory = FileName.of(added.directory());
        if (!isComplete(directory)) {
            if (edit == Edit.IMPORT) {
                throw new Refused("'" + added.directory() + "' lacks a " + missing(directory) + " file");
            }
            create(added);
        }
        assign(added, changes);
        // Before its rights are set: from then on, the list says that it has programs in common with others.
        list(instances.directories(), without(added.directory()));
        runOther(call.as("postfix", List.of("-c", added.directory(), "set-permissions")));
    }

    private static boolean isComplete(Path directory) {
        return Files.isRegularFile(directory.resolve("main.cf")) && Files.isRegularFile(directory.resolve("master.cf"));
    }

    private static String missing(Path directory) {
        return Files.isRegularFile(directory.resolve("main.cf")) ? "master.cf" : "main.cf";
    }

    private void create(Instance instance) throws IOException, Refused, OtherFailed {
        var files = InstanceFiles.find(main, call.environment());
        if (files.missing().isPresent()) {
            String name = files.missing().get();
            throw new Refused("Missing " + name.replace(".proto", "") + " prototype: "
                    + main.get(InstallationParameters.META_DIRECTORY) + "/" + name);
        }
        String draft = FileName.bytes(files.draft(instance));
        var settings = new SharedSettings(main.directory().resolve("main.cf"));
        if (!settings.unset().isEmpty()) {
            var words = new ArrayList<>(List.of("-c", draft, "-#"));
            words.addAll(settings.unset());
            runOther(call.as("postconf", words));
        }
        // It takes no mail before somebody has decided from whom.
        var own = new ArrayList<>(List.of(
                "queue_directory = " + instance.queue(),
                "data_directory = " + instance.data(),
                "authorized_submit_users =",
                "master_service_disable = inet"));
        own.addAll(settings.set());
        set(draft, own.toArray(String[]::new));
        files.install(instance);
    }

    private void remove(Edit edit) throws CommandFailed, IOException, Refused, OtherFailed {
        var instances = Instances.of(main, call);
        var removed = instances.select(options.selection());
        instances.remove(removed);
        checkIsManager();
        if (isRunning(removed)) {
            throw new Refused("Instance '" + removed.directory() + "' is not stopped");
        }
        if (edit == Edit.DEPORT) {
            list(instances.directories(), with(removed.directory()));
            return;
        }
        var removal = new InstanceRemoval(removed, log);
        var mail = removal.placeWithMail();
        if (mail.isPresent()) {
            throw new Refused("Instance '" + removed.directory() + "' has mail in " + FileName.bytes(mail.get()));
        }
        list(instances.directories(), without(removed.directory()));
        removal.run();
    }

    private static boolean isRunning(Instance instance) throws IOException, Refused {
        try {
            return MasterLock.running(MainCf.read(FileName.of(instance.directory())))
                    .isPresent();
        } catch (ConfigException e) {
            throw new Refused(e.getMessage());
        }
    }

    private void enable(boolean isEnabled) throws CommandFailed, Refused, OtherFailed {
        var instance = Instances.of(main, call).select(options.selection());
        checkIsManager();
        set(instance.directory(), ENABLE + " = " + (isEnabled ? "yes" : "no"));
    }

    private void assign() throws CommandFailed, Refused, OtherFailed {
        var instances = Instances.of(main, call);
        var instance = instances.select(options.selection());
        options.names().check();
        var changes = options.names().changes(instance);
        String name = changes.name().orElse("");
        if (!name.isEmpty()) {
            instances.claims().claimName(instance, name);
        }
        if (!changes.isEmpty()) {
            checkIsManager();
            assign(instance, changes);
        }
    }

    private void assign(Instance instance, Assignment changes) throws OtherFailed {
        var settings = new ArrayList<String>();
        changes.name()
                .ifPresent(name -> settings.add(InstallationParameters.MULTI_INSTANCE_NAME.name() + " = " + name));
        changes.group()
                .ifPresent(group -> settings.add(InstallationParameters.MULTI_INSTANCE_GROUP.name() + " = " + group));
        if (!settings.isEmpty()) {
            set(instance.directory(), settings.toArray(String[]::new));
        }
    }

    private void checkIsManager() throws Refused {
        if (main.get(InstallationParameters.MULTI_INSTANCE_WRAPPER).isEmpty()) {
            throw new Refused(WRAPPER + " is empty, run 'postmulti -e init' first.");
        }
        if (!main.get(InstallationParameters.MULTI_INSTANCE_ENABLE)) {
            throw new Refused(ENABLE + "!=yes, run 'postmulti -e init' first.");
        }
    }

    /// Changes which instances are managed, and which others users may name.
    ///
    /// @param alternates the new value of `alternate_config_directories`; absent where it stays
    private void list(String directories, Optional<String> alternates) throws OtherFailed {
        var settings = new ArrayList<String>();
        settings.add(InstallationParameters.MULTI_INSTANCE_DIRECTORIES.name() + " = " + directories);
        alternates.ifPresent(
                text -> settings.add(InstallationParameters.ALTERNATE_CONFIG_DIRECTORIES.name() + " = " + text));
        set(primary(), settings.toArray(String[]::new));
    }

    private List<String> alternates() {
        Parameter<String> parameter = InstallationParameters.ALTERNATE_CONFIG_DIRECTORIES;
        return Instances.words(main.get(parameter));
    }

    private Optional<String> with(String directory) {
        var words = new ArrayList<>(alternates());
        return words.contains(directory) || !words.add(directory)
                ? Optional.empty()
                : Optional.of(String.join(" ", words));
    }

    private Optional<String> without(String directory) {
        var words = new ArrayList<>(alternates());
        return words.remove(directory) ? Optional.of(String.join(" ", words)) : Optional.empty();
    }

    private void set(String directory, String... settings) throws OtherFailed {
        var words = new ArrayList<>(List.of("-c", directory, "-e"));
        words.addAll(Arrays.asList(settings));
        runOther(call.as("postconf", words));
    }

    private void runOther(Invocation other) throws OtherFailed {
        if (others.applyAsInt(other) != ExitStatus.OK) {
            throw new OtherFailed();
        }
    }

    /// A command that this one needs has failed, and has said why.
    private static final class OtherFailed extends Exception {}
}
