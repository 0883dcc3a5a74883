package mta.cli.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.TableParameters;

/// postmap(1), postalias(1) — query lookup tables.
///
/// ## Description
/// `-q KEY` prints what the first table that knows the key says; `-q -` reads keys from standard input and prints
/// those that were found with their values. `-s` prints all that stands in a table. Both commands do the same, except
/// that postalias(1) writes a colon behind keys.
///
/// Not implemented, and said so: tables of the types that have to be built (`hash`, `lmdb`, …), and with them
/// building, and deleting from them; keys that are not folded (`-f`), values in files (`-F`), and mail as
/// input (`-b`, `-h`, `-m`).
/// ## Diagnostics
/// Exit status 0 if something was found, 1 if not or if anything is wrong. Texts are those of Postfix 3.7.
public final class Postmap implements Command {

    private static final String LETTERS = "Nbc:d:fFhimnopq:rsuUvw";
    private static final String ALIAS_LETTERS = "Nc:d:finopq:rsuvw";

    @Override
    public int run(Invocation invocation) throws CommandFailed, IOException {
        boolean isAlias = invocation.name().equals("postalias");
        var usage = failure("usage: " + invocation.name() + (isAlias ? " [-Nfinoprsuvw]" : " [-bfFhimnNoprsuUvw]")
                + " [-c config_dir] [-d key] [-q key] [map_type:]file...");
        var options = Options.parse(isAlias ? ALIAS_LETTERS : LETTERS, invocation, usage);
        checkOneJob(options);
        checkImplemented(options);
        boolean isQuery = options.value('q').isPresent();
        if (options.operands().isEmpty() && !options.has('s')) {
            throw usage;
        }
        var main = invocation.settings(options.value('c').orElse(""));
        var tables = options.operands().stream().map(name -> full(name, main)).toList();
        if (isQuery || options.has('s')) {
            var query = new TableQuery(
                    invocation, tables, isAlias ? ":\t" : "\t", main.get(CoreParameters.SMTPUTF8_ENABLE));
            return isQuery ? query.find(options.value('q').orElseThrow()) : query.list();
        }
        if (options.has('d')) {
            throw new CommandFailed(ExitStatus.FATAL, TableQuery.whyNotDeleted(tables.getFirst()));
        }
        throw whyNotBuilt(tables.getFirst());
    }

    private static void checkOneJob(Options options) throws CommandFailed {
        boolean hasKey = false;
        boolean isList = false;
        for (var option : options.given()) {
            switch (option.letter()) {
                case 's' -> {
                    if (hasKey) {
                        throw failure("specify only one of -s or -q or -d");
                    }
                    isList = true;
                }
                case 'q', 'd' -> {
                    if (hasKey || isList) {
                        throw failure("specify only one of -s -q or -d");
                    }
                    hasKey = true;
                }
                default -> {}
            }
        }
    }

    private static void checkImplemented(Options options) throws CommandFailed {
        boolean readsKeys = options.value('q').filter("-"::equals).isPresent();
        for (char letter : new char[] {'b', 'h', 'm', 'f', 'F'}) {
            boolean isAboutMail = letter == 'b' || letter == 'h' || letter == 'm';
            if (options.has(letter)) {
                throw failure(
                        isAboutMail && !readsKeys
                                ? "specify -b -h or -m only with \"-q -\""
                                : "-" + letter + " is not implemented");
            }
        }
    }

    private static String full(String table, MainCf main) {
        return table.contains(":") ? table : main.get(TableParameters.DEFAULT_DATABASE_TYPE) + ":" + table;
    }

    private static CommandFailed whyNotBuilt(String table) {
        String type = table.substring(0, table.indexOf(':'));
        String file = table.substring(type.length() + 1);
        if (!Files.exists(Path.of(file))) {
            return failure("open " + file + ": No such file or directory");
        }
        boolean needsNoBuilding = List.of(
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
                        "fail")
                .contains(type);
        return failure(
                needsNoBuilding
                        ? "unsupported dictionary type: " + type + " does not support bulk-mode creation."
                        : "building tables of type " + type
                                + " is not implemented; use texthash: or inline: tables, which need no building");
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
