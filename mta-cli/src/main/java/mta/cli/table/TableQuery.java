package mta.cli.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.table.Lookup;
import mta.core.table.LookupTable;
import mta.core.table.Tables;

/// Asks tables one after another, and prints what they say. A table is opened when it is needed.
final class TableQuery {

    private final Invocation invocation;
    private final List<String> names;
    private final String separator;
    private final boolean needsUtf8;
    private final Tables tables;
    private final LookupTable[] opened;

    /// @param names the tables, as `type:name`
    /// @param separator what stands between a key and its value
    /// @param needsUtf8 whether keys must be UTF-8
    TableQuery(Invocation invocation, List<String> names, String separator, boolean needsUtf8) {
        this.invocation = invocation;
        this.names = names;
        this.separator = separator;
        this.needsUtf8 = needsUtf8;
        this.tables = new Tables(invocation::warning);
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
        value.ifPresent(invocation.out()::println);
        return value.isPresent() ? ExitStatus.OK : ExitStatus.FATAL;
    }

    private int findAll() throws CommandFailed, IOException {
        var keys = new BufferedReader(new InputStreamReader(invocation.in(), StandardCharsets.ISO_8859_1));
        int status = ExitStatus.FATAL;
        for (String key = keys.readLine(); key != null; key = keys.readLine()) {
            var value = valueOf(key);
            if (value.isPresent()) {
                print(key, value.get());
                status = ExitStatus.OK;
            }
        }
        return status;
    }

    private Optional<String> valueOf(String key) throws CommandFailed {
        for (int i = 0; i < opened.length; i++) {
            if (opened[i] == null) {
                opened[i] = tables.open(names.get(i));
            }
            if (needsUtf8 && !isUtf8(key)) {
                invocation.warning(names.get(i) + ": non-UTF-8 key \"" + key.replaceAll("[^ -~]", "?")
                        + "\": malformed UTF-8 or invalid codepoint");
                continue;
            }
            switch (opened[i].find(key)) {
                case Lookup.Found(var value) -> {
                    return Optional.of(value);
                }
                case Lookup.NotFound _ -> {}
                case Lookup.TemporaryFailure _ ->
                    throw failure("table " + names.get(i) + ": query error: Application error");
            }
        }
        return Optional.empty();
    }

    private static boolean isUtf8(String bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// Prints the first table that has entries, in the order of its text; Postfix's order is that of its hash.
    ///
    /// @return the exit status
    int list() throws CommandFailed {
        for (String name : names) {
            var table = tables.open(name);
            var entries = table.entries();
            if (entries.isEmpty()) {
                throw failure("table " + name
                        + (name.startsWith("fail:")
                                ? ": sequence error: Application error"
                                : ": sequence operation is not supported"));
            }
            entries.get().forEach(this::print);
            if (!entries.get().isEmpty()) {
                return ExitStatus.OK;
            }
        }
        return ExitStatus.FATAL;
    }

    private void print(String key, String value) {
        invocation.out().println(key + separator + value);
    }

    /// What `-d` is answered: no table that is built today can be changed.
    static String whyNotDeleted(String table) {
        return switch (table.substring(0, table.indexOf(':'))) {
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
