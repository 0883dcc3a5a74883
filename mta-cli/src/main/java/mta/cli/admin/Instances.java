package mta.cli.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;

/// The instances of this machine in the order in which they are started: the primary one, and those that it lists in
/// `multi_instance_directories`.
final class Instances {

    private final InstanceClaims claims;
    private final List<Instance> all = new ArrayList<>();

    private Instances(InstanceClaims claims) {
        this.claims = claims;
    }

    /// Reads the `main.cf` of each.
    ///
    /// @param main of the primary one
    /// @throws CommandFailed where one cannot be read, or two have something in common
    static Instances of(MainCf main, Invocation call) throws CommandFailed {
        var directories = secondaryDirectories(main);
        var instances = new Instances(new InstanceClaims(main));
        instances.append(Instance.primary(main, directories.isEmpty()));
        for (String directory : directories) {
            instances.append(Instance.secondary(directory, call));
        }
        return instances;
    }

    /// What `multi_instance_directories` says.
    static List<String> secondaryDirectories(MainCf main) {
        return words(main.get(InstallationParameters.MULTI_INSTANCE_DIRECTORIES));
    }

    /// A list that commas and white space separate.
    static List<String> words(String text) {
        return Stream.of(text.split("[, \\t\\r\\n]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void append(Instance instance) throws CommandFailed {
        claims.claim(instance);
        all.add(instance);
    }

    /// All, in their order.
    List<Instance> all() {
        return List.copyOf(all);
    }

    /// Which of them has what.
    InstanceClaims claims() {
        return claims;
    }

    /// The new value of `multi_instance_directories`.
    String directories() {
        return all.stream().skip(1).map(Instance::directory).collect(Collectors.joining(" "));
    }

    /// The one that is asked for.
    Instance select(InstanceSelection selection) throws CommandFailed {
        return switch (selection) {
            case InstanceSelection.Named(String name) ->
                all.stream()
                        .filter(selection::matches)
                        .findFirst()
                        .orElseThrow(() -> failure("No instance named " + name));
            case InstanceSelection.None _, InstanceSelection.All _, InstanceSelection.Group _ ->
                throw failure("Select an instance via '-i name'");
        };
    }

    /// Takes one off the list.
    void remove(Instance instance) throws CommandFailed {
        if (instance.primary()) {
            throw failure("Cannot remove the primary instance");
        }
        if (instance.enabled()) {
            throw failure("Cannot remove enabled instances");
        }
        all.remove(all.indexOf(instance));
    }

    /// Puts a new one before the first secondary one that is selected, or at the end where nothing is said.
    void insert(Instance instance, InstanceSelection before) throws CommandFailed {
        claims.claim(instance);
        int end = all.size();
        int place = switch (before) {
            case InstanceSelection.None _ -> end;
            case InstanceSelection.All _ -> 1;
            case InstanceSelection.Group _, InstanceSelection.Named _ ->
                placeOf(before).orElseThrow(() -> failure("No matching secondary instances"));
        };
        all.add(place, instance);
    }

    private Optional<Integer> placeOf(InstanceSelection selection) {
        return Stream.iterate(1, place -> place < all.size(), place -> place + 1)
                .filter(place -> selection.matches(all.get(place)))
                .findFirst();
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
