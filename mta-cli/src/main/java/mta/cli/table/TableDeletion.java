package mta.cli.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.mail.CaseFolding;
import mta.core.table.IndexedFile;

/// Deletes keys from indexed files.
final class TableDeletion {

    private final Invocation invocation;
    private final List<TableName> tables;
    private final TableOptions options;

    TableDeletion(Invocation invocation, List<TableName> tables, TableOptions options) {
        this.invocation = invocation;
        this.tables = tables;
        this.options = options;
    }

    /// Deletes a key from all tables, or each line of standard input where the key is `-`.
    ///
    /// @return the exit status: that of success where any table had any key
    int delete(String key) throws CommandFailed, IOException {
        List<String> keys = key.equals("-") ? lines() : List.of(key);
        boolean found = false;
        for (var table : tables) {
            found |= deleteFrom(table, keys);
        }
        return found ? ExitStatus.OK : ExitStatus.FATAL;
    }

    private List<String> lines() {
        return new BufferedReader(new InputStreamReader(invocation.in(), StandardCharsets.ISO_8859_1))
                .lines()
                .toList();
    }

    private boolean deleteFrom(TableName table, List<String> keys) throws CommandFailed {
        if (!table.isIndexed()) {
            throw failure(whyNot(table));
        }
        Path file = IndexedFile.of(table.name());
        if (!Files.exists(file)) {
            return false;
        }
        var opened = open(file);
        try {
            return opened.change(changes -> {
                boolean found = false;
                for (String key : keys) {
                    found |= changes.delete(options.folds() ? CaseFolding.fold(key) : key);
                }
                return found;
            });
        } catch (IOException e) {
            throw failure("error deleting from " + table.described() + ": " + e.getMessage());
        }
    }

    private IndexedFile open(Path file) throws CommandFailed {
        try {
            Optional<IndexedFile.Ending> ending = options.ending();
            return ending.isPresent()
                    ? IndexedFile.write(file, options.mapSize(), ending.get())
                    : IndexedFile.write(file, options.mapSize());
        } catch (IOException e) {
            throw failure("open database " + file + ": " + e.getMessage());
        }
    }

    /// Why nothing can be deleted from a table of another kind.
    private static String whyNot(TableName table) {
        return switch (table.type()) {
            case "static", "environ" -> "table " + table + ": delete operation is not supported";
            case "fail" -> "table " + table + ": delete error: Application error";
            case "texthash", "inline", "regexp", "pcre", "cidr", "unix", "pipemap", "unionmap", "randmap" ->
                table + " map requires O_RDONLY access mode";
            default -> "deleting from tables of this type is not implemented: " + table;
        };
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
