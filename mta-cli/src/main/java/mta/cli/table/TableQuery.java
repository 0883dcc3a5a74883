package mta.cli.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.config.Json;
import mta.core.table.Lookup;
import mta.core.table.LookupTable;
import mta.core.table.Tables;

/// Asks tables one after another, and prints what they say. A table is opened when it is needed.
final class TableQuery {

    private final Invocation invocation;
    private final List<TableName> names;
    private final TableOptions options;
    private final Tables tables;
    private final LookupTable[] opened;

    TableQuery(Invocation invocation, List<TableName> names, TableOptions options) {
        this.invocation = invocation;
        this.names = names;
        this.options = options;
        var folded = new Tables(invocation::warning);
        this.tables = options.folds() ? folded : folded.withoutFolding();
        this.opened = new LookupTable[names.size()];
    }

    /// Looks a key up, or each line of standard input where the key is `-`.
    ///
    /// @return the exit status
    int find(String key) throws CommandFailed, IOException {
        if (key.equals("-")) {
            return findAll();
        }
        var value = valueOf(key);
        if (value.isPresent() && options.printsJson()) {
            print(key, value.get());
        } else {
            value.ifPresent(invocation.out()::println);
        }
        return value.isPresent() ? ExitStatus.OK : ExitStatus.FATAL;
    }

    private int findAll() throws CommandFailed, IOException {
        var keys = new BufferedReader(new InputStreamReader(invocation.in(), StandardCharsets.ISO_8859_1));
        int status = ExitStatus.FATAL;
        for (String key = keys.readLine(); key != null; key = keys.readLine()) {
            status = findAndPrint(key) ? ExitStatus.OK : status;
        }
        return status;
    }

    /// Looks up what a message on standard input consists of.
    ///
    /// @param headers whether its headers are keys
    /// @param body whether the lines of its body are
    /// @return the exit status
    int findInMessage(boolean headers, boolean body, int headerSizeLimit) throws CommandFailed, IOException {
        int[] status = {ExitStatus.FATAL};
        try {
            new MessageKeys(headers, body, headerSizeLimit, key -> {
                        if (found(key)) {
                            status[0] = ExitStatus.OK;
                        }
                    })
                    .read(invocation.in());
        } catch (QueryFailed e) {
            throw e.why;
        }
        return status[0];
    }

    /// Carries a failure through code that knows only of input and output.
    private static final class QueryFailed extends IOException {
        private final transient CommandFailed why;

        QueryFailed(CommandFailed why) {
            super(why);
            this.why = why;
        }
    }

    private boolean found(String key) throws IOException {
        try {
            return findAndPrint(key);
        } catch (CommandFailed e) {
            throw new QueryFailed(e);
        }
    }

    private boolean findAndPrint(String key) throws CommandFailed {
        var value = valueOf(key);
        value.ifPresent(text -> print(key, text));
        return value.isPresent();
    }

    private Optional<String> valueOf(String key) throws CommandFailed {
        for (int i = 0; i < opened.length; i++) {
            var name = names.get(i);
            if (opened[i] == null) {
                checkImplemented(name);
                opened[i] = tables.open(name.toString());
            }
            if (options.needsUtf8() && !Utf8.isValid(key)) {
                invocation.warning(
                        name + ": non-UTF-8 key \"" + Utf8.printable(key) + "\": malformed UTF-8 or invalid codepoint");
                continue;
            }
            switch (opened[i].find(key)) {
                case Lookup.Found(var value) -> {
                    warnIfEmpty(name, key, value);
                    return Optional.of(options.valuesAreFiles() ? decoded(name, key, value) : value);
                }
                case Lookup.NotFound _ -> {}
                case Lookup.TemporaryFailure(var reason) ->
                    throw failure(name.isIndexed() ? reason : "table " + name + ": query error: Application error");
            }
        }
        return Optional.empty();
    }

    private void checkImplemented(TableName name) throws CommandFailed {
        if (options.valuesAreFiles() && !name.isIndexed()) {
            throw failure("-F is not implemented for tables of this type: " + name);
        }
    }

    private void warnIfEmpty(TableName name, String key, String value) {
        if (value.isEmpty()) {
            invocation.warning("table " + name.described() + ": key " + key + ": empty string result is not allowed");
            invocation.warning("table " + name.described() + " should return NO RESULT in case of NOT FOUND");
        }
    }

    private String decoded(TableName name, String key, String value) throws CommandFailed {
        var content = FileValue.decode(value);
        if (content.isEmpty()) {
            warnOfFormat(name, key, value);
            throw failure("table " + name.described() + ": query error");
        }
        return content.get();
    }

    private void warnOfFormat(TableName name, String key, String value) {
        String shown = value.substring(0, Math.min(30, value.length()));
        invocation.warning("table " + name.described() + ": key " + key + ": malformed BASE64 value: " + shown);
    }

    /// Prints the first table, in the order of its text or of its file; Postfix's order is that of its hash.
    ///
    /// @return the exit status
    int list() throws CommandFailed {
        if (names.isEmpty()) {
            return ExitStatus.FATAL;
        }
        var name = names.getFirst();
        checkImplemented(name);
        var table = tables.open(name.toString());
        var entries = table.entries();
        if (entries.isEmpty()) {
            throw failure("table " + name
                    + (name.type().equals("fail")
                            ? ": sequence error: Application error"
                            : ": sequence operation is not supported"));
        }
        entries.get().entrySet().forEach(entry -> list(name, entry));
        return ExitStatus.OK;
    }

    private void list(TableName name, Map.Entry<String, String> entry) {
        String key = entry.getKey();
        if (key.isEmpty()) {
            invocation.warning("table " + name.described() + ": empty lookup key value is not allowed");
        } else {
            warnIfEmpty(name, key, entry.getValue());
        }
        if (!options.valuesAreFiles()) {
            print(key, entry.getValue());
            return;
        }
        FileValue.decode(entry.getValue())
                .ifPresentOrElse(content -> print(key, content), () -> warnOfFormat(name, key, entry.getValue()));
    }

    private void print(String key, String value) {
        invocation
                .out()
                .println(
                        options.printsJson()
                                ? Json.object(key, value)
                                : key + (options.isAlias() ? ":\t" : "\t") + value);
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
