package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;
import mta.core.posix.FileName;
import mta.core.posix.HeldFile;

/// The two files that a new instance begins with: those in `meta_directory` that Postfix's packages keep for that, or
/// else those that come with this system.
///
/// They are completed in a directory beside their place, and renamed. `master.cf` comes last: where it is, the instance
/// is complete.
final class InstanceFiles {

    private static final String MAIN = "main.cf";
    private static final String MASTER = "master.cf";
    private static final String TEMPLATE = ".proto";

    private final Optional<Path> mainTemplate;
    private final Optional<Path> masterTemplate;

    private InstanceFiles(Optional<Path> mainTemplate, Optional<Path> masterTemplate) {
        this.mainTemplate = mainTemplate;
        this.masterTemplate = masterTemplate;
    }

    /// Looks for the templates.
    ///
    /// @param main of the primary instance
    static InstanceFiles find(MainCf main, Map<String, String> environment) {
        Path meta = FileName.of(main.get(InstallationParameters.META_DIRECTORY));
        Optional<Path> shipped = Optional.ofNullable(environment.get("MTA_HOME"))
                .map(home -> FileName.of(home).resolve("conf"));
        return new InstanceFiles(find(meta, shipped, MAIN), find(meta, shipped, MASTER));
    }

    private static Optional<Path> find(Path meta, Optional<Path> shipped, String name) {
        return Stream.concat(
                        Stream.of(meta.resolve(name + TEMPLATE)),
                        shipped.map(directory -> directory.resolve(name)).stream())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// The name of a template that is not there.
    Optional<String> missing() {
        if (mainTemplate.isEmpty()) {
            return Optional.of(MAIN + TEMPLATE);
        }
        return masterTemplate.isEmpty() ? Optional.of(MASTER + TEMPLATE) : Optional.empty();
    }

    /// Makes the directories of an instance, and a `main.cf` that is to be completed.
    ///
    /// @return the directory that it is in
    Path draft(Instance instance) throws IOException {
        make(FileName.of(instance.directory()), 0755);
        make(FileName.of(instance.queue()), 0755);
        make(FileName.of(instance.data()), 0700);
        Path draft = draftOf(instance);
        make(draft, 0700);
        copy(mainTemplate.orElseThrow(), draft.resolve(MAIN));
        return draft;
    }

    /// Puts the files in their place.
    void install(Instance instance) throws IOException {
        Path draft = draftOf(instance);
        copy(masterTemplate.orElseThrow(), draft.resolve(MASTER));
        for (String name : new String[] {MAIN, MASTER}) {
            Files.move(
                    draft.resolve(name),
                    FileName.of(instance.directory()).resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(draft);
    }

    private static Path draftOf(Instance instance) {
        return FileName.of(instance.directory()).resolve(".tmp");
    }

    private static void make(Path directory, int mode) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            try (var made = HeldFile.of(directory)) {
                if (!made.isDirectory()) {
                    throw new NotDirectoryException(directory.toString());
                }
                made.setPermissions(mode);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
