package mta.queue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.posix.FileName;

/// What `main.cf` says about the queue on disk.
///
/// @param queueDirectory the top of the queue
/// @param hashedQueues which directories have subdirectories
/// @param hashDepth how many levels of them
/// @param queueIds which form new ids take
public record SpoolConfig(Path queueDirectory, Set<String> hashedQueues, int hashDepth, QueueIds queueIds) {

    /// The form of new queue ids; files with the other form are read as well.
    public enum QueueIds {
        SHORT,
        LONG
    }

    /// Postfix's defaults, in a directory.
    public static SpoolConfig defaults(Path queueDirectory) {
        return new SpoolConfig(queueDirectory, Set.of("deferred", "defer"), 1, QueueIds.SHORT);
    }

    /// Reads the settings.
    public static SpoolConfig from(MainCf main) {
        var names = main.get(CoreParameters.HASH_QUEUE_NAMES).split("[ \\t\\r\\n,]+");
        return new SpoolConfig(
                FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY)),
                Arrays.stream(names).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet()),
                main.get(CoreParameters.HASH_QUEUE_DEPTH),
                main.get(CoreParameters.ENABLE_LONG_QUEUE_IDS) ? QueueIds.LONG : QueueIds.SHORT);
    }
}
