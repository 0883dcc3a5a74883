package mta.core.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import mta.core.config.ConfigException;
import mta.core.posix.FileName;

/// `lmdb:/path`, and with it `hash:/path` and `btree:/path`: the file `/path.lmdb` that postmap(1) or postalias(1) has
/// built.
///
/// A change by postmap(1) counts from the next lookup on. A file that took the place of the one that is open is noticed
/// at the next lookup, too; while there is none, lookups fail and the mail concerned waits.
final class LmdbTable implements LookupTable {

    /// A text that was changed just now is about to be indexed.
    private static final Duration JUST_NOW = Duration.ofSeconds(100);

    private final String name;
    private final String table;
    private final Path path;
    private final UnaryOperator<String> folding;
    private final ReentrantLock turn = new ReentrantLock();
    private final Consumer<String> warnings;
    private Optional<IndexedFile> open;

    private LmdbTable(
            String type, String table, UnaryOperator<String> folding, IndexedFile file, Consumer<String> warnings) {
        this.name = type + ":" + table;
        this.table = table;
        this.path = IndexedFile.of(table);
        this.folding = folding;
        this.open = Optional.of(file);
        this.warnings = warnings;
    }

    /// @param type as it stands in the configuration
    /// @param table the path without its ending
    /// @param folding applied to keys
    /// @throws ConfigException in Postfix's words where the file cannot be opened
    static LmdbTable open(String type, String table, UnaryOperator<String> folding, Consumer<String> warnings) {
        Path path = IndexedFile.of(table);
        try {
            var opened = new LmdbTable(type, table, folding, IndexedFile.read(path), warnings);
            warnIfOld(path, FileName.of(table), warnings);
            return opened;
        } catch (IOException e) {
            throw new ConfigException("open database " + FileName.bytes(path) + ": " + e.getMessage(), e);
        }
    }

    private static void warnIfOld(Path file, Path source, Consumer<String> warnings) throws IOException {
        if (Files.exists(source)) {
            var changed = Files.getLastModifiedTime(source).toInstant();
            if (changed.isAfter(Files.getLastModifiedTime(file).toInstant())
                    && changed.isBefore(Instant.now().minus(JUST_NOW))) {
                warnings.accept(
                        "database " + FileName.bytes(file) + " is older than source file " + FileName.bytes(source));
            }
        }
    }

    @Override
    public Lookup find(String key) {
        turn.lock();
        try {
            return current()
                    .get(folding.apply(key))
                    .<Lookup>map(Lookup.Found::new)
                    .orElse(Lookup.NOT_FOUND);
        } catch (ConfigException e) {
            return failure("lmdb:" + table + " is unavailable. " + e.getMessage());
        } catch (IOException e) {
            return failure("error reading lmdb:" + table + ": " + e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    private Lookup failure(String why) {
        warnings.accept(why);
        return new Lookup.TemporaryFailure(why);
    }

    /// The file that is there now.
    private IndexedFile current() {
        if (open.isPresent() && open.get().isCurrent()) {
            return open.get();
        }
        open = Optional.empty();
        try {
            var file = IndexedFile.read(path);
            open = Optional.of(file);
            return file;
        } catch (IOException e) {
            throw new ConfigException("open database " + FileName.bytes(path) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Map<String, String>> entries() {
        var entries = new LinkedHashMap<String, String>();
        turn.lock();
        try {
            current().forEach(entries::put);
        } catch (IOException e) {
            throw new ConfigException("error seeking lmdb:" + table + ": " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
        return Optional.of(Collections.unmodifiableMap(entries));
    }

    @Override
    public String name() {
        return name;
    }
}
