package mta.cli.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.admin.PostmultiTask.Edit;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.NameValue;
import mta.core.posix.FileName;

/// Where the directories of a new instance are: where the command line says, or else beside those of the primary
/// instance, under the name of the new one.
final class NewInstance {

    private static final String CONFIG = "config_directory";
    private static final String QUEUE = CoreParameters.QUEUE_DIRECTORY.name();
    private static final String DATA = CoreParameters.DATA_DIRECTORY.name();

    private final MainCf main;
    private final Edit edit;
    private final Optional<String> name;
    private final Map<String, String> given = new HashMap<>();

    /// @param main of the primary instance
    /// @param edit what is done: to import takes the directories from the `main.cf` that is there
    /// @param settings those of the command line, as `name=value`
    /// @param name what it is to be called
    NewInstance(MainCf main, Edit edit, List<String> settings, Optional<String> name) throws CommandFailed {
        this.main = main;
        this.edit = edit;
        this.name = name.filter(text -> !text.isEmpty());
        for (String setting : settings) {
            read(setting);
        }
    }

    private void read(String setting) throws CommandFailed {
        switch (NameValue.split(setting)) {
            case NameValue.Pair(var parameter, var value) -> given.put(parameter, path(parameter, value));
            case NameValue.Malformed _ -> throw failure("Malformed parameter setting '" + setting + "'");
        }
    }

    private String path(String parameter, String value) throws CommandFailed {
        var valid = edit == Edit.IMPORT ? Set.of(CONFIG) : Set.of(CONFIG, QUEUE, DATA);
        if (!valid.contains(parameter)) {
            throw failure("Parameter '" + parameter + "' not valid with action " + edit.word());
        }
        if (!value.startsWith("/")) {
            throw failure("Parameter setting '" + parameter + "' is not an absolute path");
        }
        String path = value.replaceFirst("/+$", "");
        if (path.isEmpty()) {
            throw failure("Parameter setting '" + parameter + "' is the root directory");
        }
        return path;
    }

    /// The instance, of which no file is there yet unless it is imported; without its new name.
    ///
    /// @throws CommandFailed where a directory is not known, or is another instance's
    Instance instance(InstanceClaims claims, Invocation call) throws CommandFailed {
        String directory = directory(CONFIG, FileName.bytes(main.directory()));
        claims.checkNew(directory);
        return edit == Edit.IMPORT
                ? Instance.secondary(directory, call)
                : new Instance(
                        directory,
                        directory(QUEUE, main.get(CoreParameters.QUEUE_DIRECTORY)),
                        directory(DATA, main.get(CoreParameters.DATA_DIRECTORY)),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false);
    }

    private String directory(String parameter, String ofPrimary) throws CommandFailed {
        if (given.containsKey(parameter)) {
            return given.get(parameter);
        }
        if (name.isEmpty()) {
            throw failure("Missing " + parameter + " parameter value");
        }
        if (!ofPrimary.startsWith("/")) {
            throw failure("Invalid default " + parameter + " parameter value: '" + ofPrimary
                    + "': specify an absolute pathname");
        }
        return FileName.bytes(FileName.of(ofPrimary).resolveSibling(FileName.of(name.get())));
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
