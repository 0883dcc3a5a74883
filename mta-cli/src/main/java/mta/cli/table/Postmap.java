package mta.cli.table;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;

/// postmap(1), postalias(1) — build, query and change lookup tables.
///
/// ## Synopsis
/// `postmap [-bfFhimnNoprsuUvw] [-c config_dir] [-d key] [-q key] [type:]file ...`
///
/// `postalias [-Nfinoprsuvw] [-c config_dir] [-d key] [-q key] [type:]file ...`
/// ## Description
/// Without another job, builds the indexed file of each table from its text: `/etc/aliases.lmdb` from `/etc/aliases`.
/// Tables of the types `hash` and `btree` are built as LMDB, too: there is no Berkeley DB here.
///
/// - `-q key` prints what the first table that knows the key says
/// - `-q -` reads keys from standard input, or with `-h` and `-b` headers and lines of a message, and prints those that
///   were found with their values
/// - `-s` prints all that stands in a table
/// - `-d key` deletes a key, and `-d -` those on standard input
/// - `-i` adds what stands on standard input; `-r` replaces without a warning, `-w` keeps the old without one
/// - `-f` keys keep their case; `-n`, `-N` values without or with a NUL at their end; `-o` as whoever calls it;
///   `-p` the new file does not get the rights of the text
///
/// Both commands do the same, except that postalias(1) reads alias files, where a colon stands behind the name, and
/// writes a colon behind keys.
/// ## Diagnostics
/// Exit status 0 if something was found, 1 if not or if anything is wrong. Texts are those of Postfix.
/// ## Bugs
/// Not implemented, and said so: looking into the parts of a MIME message (`-m`), and values in files (`-F`) for tables
/// that are not indexed.
public final class Postmap implements Command {

    private static final String LETTERS = "Nbc:d:fFhijmnopq:rsuUvw";
    private static final String ALIAS_LETTERS = "Nc:d:fijnopq:rsuvw";

    @Override
    public int run(Invocation invocation) throws CommandFailed, IOException {
        boolean isAlias = invocation.name().equals("postalias");
        var usage = failure("usage: " + invocation.name() + (isAlias ? " [-Nfinoprsuvw]" : " [-bfFhimnNoprsuUvw]")
                + " [-c config_dir] [-d key] [-q key] [map_type:]file...");
        var options = Options.parse(isAlias ? ALIAS_LETTERS : LETTERS, invocation, usage);
        checkOneJob(options);
        var main = invocation.settings(options.value('c').orElse(""));
        boolean readsMail = readsMail(options, invocation);
        if (options.operands().isEmpty() && !options.has('s')) {
            throw usage;
        }
        var tables = options.operands().stream()
                .map(name -> TableName.of(name, main))
                .toList();
        var details = TableOptions.of(options, isAlias, readsMail, main);
        if (options.has('d')) {
            return new TableDeletion(invocation, tables, details)
                    .delete(options.value('d').orElseThrow());
        }
        var query = new TableQuery(invocation, tables, details);
        if (readsMail) {
            return query.findInMessage(
                    options.has('h'), options.has('b'), main.get(CleanupParameters.HEADER_SIZE_LIMIT));
        }
        if (options.has('q')) {
            return query.find(options.value('q').orElseThrow());
        }
        if (options.has('s')) {
            return query.list();
        }
        return build(invocation, tables, main, details);
    }

    private static int build(Invocation invocation, List<TableName> tables, MainCf main, TableOptions details)
            throws CommandFailed, IOException {
        var build = new TableBuild(invocation, main, details);
        for (var table : tables) {
            build.build(table);
        }
        return ExitStatus.OK;
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

    /// Whether keys come from a message.
    private static boolean readsMail(Options options, Invocation invocation) throws CommandFailed {
        boolean headersOrBody = options.has('h') || options.has('b');
        if (!headersOrBody && !options.has('m')) {
            return false;
        }
        if (!options.value('q').equals(Optional.of("-"))) {
            throw failure("specify -b -h or -m only with \"-q -\"");
        }
        if (!headersOrBody) {
            invocation.warning("ignoring -m option without -b or -h");
        } else if (options.has('m')) {
            throw failure("-m is not implemented");
        }
        return headersOrBody;
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
