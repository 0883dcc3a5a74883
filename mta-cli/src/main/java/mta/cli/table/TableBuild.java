package mta.cli.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.log.ErrorText;
import mta.core.mail.CaseFolding;
import mta.core.posix.FileName;
import mta.core.posix.Processes;
import mta.core.posix.Rights;
import mta.core.posix.User;
import mta.core.rewrite.AliasLine;
import mta.core.table.IndexedFile;
import mta.core.table.IndexedFile.Ending;
import mta.core.table.KeyAndValue;
import mta.core.table.TableLine;

/// Builds an indexed file from text: all of the new content counts from one moment on, and until then the old.
final class TableBuild {

    private static final Set<String> NEED_NO_BUILDING = Set.of(
            "texthash",
            "static",
            "inline",
            "regexp",
            "pcre",
            "cidr",
            "unix",
            "environ",
            "pipemap",
            "unionmap",
            "randmap",
            "fail");
    private static final int USUAL_MASK = 022;
    private static final int ALL_BUT_OWNER = 077;

    private final Invocation invocation;
    private final MainCf main;
    private final TableOptions options;
    private final UnaryOperator<String> folding;

    TableBuild(Invocation invocation, MainCf main, TableOptions options) {
        this.invocation = invocation;
        this.main = main;
        this.options = options;
        this.folding = options.folds() ? CaseFolding::fold : UnaryOperator.identity();
    }

    /// The text of a table, with what the system says about its file.
    private record Source(String name, String content, int uid, int gid, Optional<Integer> mode) {}

    /// Builds one table.
    void build(TableName table) throws CommandFailed, IOException {
        if (table.type().equals("proxy")) {
            throw failure("can't create maps via the proxy service");
        }
        var source = options.isIncremental() ? standardInput() : text(table.name());
        if (!table.isIndexed()) {
            throw whyNot(table.type());
        }
        int before = Processes.umask(mask(source));
        try {
            write(source, table);
        } finally {
            Processes.umask(before);
        }
    }

    private static Source text(String file) throws CommandFailed {
        Path path = FileName.of(file);
        try {
            var found = Files.readAttributes(path, "unix:uid,gid,mode");
            return new Source(
                    file,
                    Files.readString(path, StandardCharsets.ISO_8859_1),
                    (int) found.get("uid"),
                    (int) found.get("gid"),
                    Files.isRegularFile(path) ? Optional.of((int) found.get("mode")) : Optional.empty());
        } catch (IOException e) {
            throw failure("open " + file + ": " + ErrorText.of(e));
        }
    }

    private Source standardInput() throws IOException {
        String content = new String(invocation.in().readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Source("stdin", content, Processes.effectiveUser(), Processes.effectiveGroup(), Optional.empty());
    }

    private int mask(Source source) {
        return source.mode()
                .filter(_ -> options.inheritsMode())
                .map(mode -> USUAL_MASK | (~mode & ALL_BUT_OWNER))
                .orElse(USUAL_MASK);
    }

    private void write(Source source, TableName table) throws CommandFailed, IOException {
        Rights.Work<Outcome> work = () -> written(source, table);
        var outcome = options.worksAsOwner() ? Rights.as(owner(source), work) : work.run();
        outcome.warnings().forEach(invocation::warning);
        if (outcome.failure().isPresent()) {
            throw failure(outcome.failure().get());
        }
    }

    /// The owner of the text, with nobody else's groups: so a mistake here gives nobody rights that are not theirs.
    private static User owner(Source source) {
        return new User("", source.uid(), source.gid(), "", Path.of("/"), "");
    }

    /// What came of it.
    private record Outcome(List<String> warnings, Optional<String> failure) {}

    private Outcome written(Source source, TableName table) {
        var warnings = new ArrayList<String>();
        try {
            var file = opened(IndexedFile.of(table.name()));
            file.change(changes -> {
                // The work may have to be done twice, but is told once.
                warnings.clear();
                if (!options.isIncremental()) {
                    changes.clear();
                }
                addAll(source, table, changes, warnings);
                return true;
            });
            return new Outcome(warnings, Optional.empty());
        } catch (OpeningFailed e) {
            return new Outcome(List.of(), Optional.of(e.getMessage()));
        } catch (IOException e) {
            return new Outcome(warnings, Optional.of("error updating " + table.described() + ": " + e.getMessage()));
        }
    }

    private static final class OpeningFailed extends IOException {
        OpeningFailed(Path file, IOException why) {
            super("open database " + file + ": " + why.getMessage(), why);
        }
    }

    private IndexedFile opened(Path file) throws OpeningFailed {
        try {
            return IndexedFile.write(file, options.mapSize(), options.ending().orElse(Ending.NULL_BYTE));
        } catch (IOException e) {
            throw new OpeningFailed(file, e);
        }
    }

    private void addAll(Source source, TableName table, IndexedFile.Changes changes, List<String> warnings)
            throws IOException {
        for (var line : TableLine.lines("", source.name(), source.content(), warnings::add)) {
            if (options.needsUtf8() && !Utf8.isValid(line.text())) {
                line.warn("non-UTF-8 input \"" + Utf8.printable(line.text()) + "\" -- ignoring this line");
                continue;
            }
            var entry = options.isAlias() ? alias(line) : KeyAndValue.of(line, "");
            if (entry.isPresent()) {
                add(line, entry.get(), table, changes);
            }
        }
        if (options.isAlias()) {
            addSignature(changes);
        }
    }

    private static Optional<KeyAndValue> alias(TableLine line) {
        return switch (AliasLine.parse(line.text())) {
            case AliasLine.Alias(var name, var targets) -> Optional.of(new KeyAndValue(name, targets));
            case AliasLine.Malformed(var why) -> {
                line.warn(why);
                yield Optional.empty();
            }
        };
    }

    private void add(TableLine line, KeyAndValue entry, TableName table, IndexedFile.Changes changes)
            throws IOException {
        String value = entry.value();
        if (options.valuesAreFiles()) {
            try {
                value = FileValue.encode(value);
            } catch (IOException e) {
                line.warn(e.getMessage() + ": skipping this entry");
                return;
            }
        }
        String key = folding.apply(entry.key());
        switch (options.duplicates()) {
            case REPLACE -> changes.put(key, value);
            case IGNORE -> changes.putIfAbsent(key, value);
            case WARN -> {
                if (!changes.putIfAbsent(key, value)) {
                    line.warnings().accept(table.described() + ": duplicate entry: \"" + key + "\"");
                }
            }
        }
    }

    /// What sendmail and NIS look for in an alias file: that it is complete, when it was made, and where.
    private void addSignature(IndexedFile.Changes changes) throws IOException {
        changes.put("@", "@");
        String now = "%010d".formatted(Instant.now().getEpochSecond());
        changes.put("YP_LAST_MODIFIED", now, Ending.NOTHING);
        changes.put("YP_MASTER_NAME", main.get(CoreParameters.MYHOSTNAME), Ending.NOTHING);
    }

    private static CommandFailed whyNot(String type) {
        return failure(
                NEED_NO_BUILDING.contains(type)
                        ? "unsupported dictionary type: " + type + " does not support bulk-mode creation."
                        : "building tables of type " + type + " is not implemented; use lmdb: or hash: tables");
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
