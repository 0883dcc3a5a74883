package mta.cli.table;

import java.util.Optional;
import mta.cli.Options;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.TableParameters;
import mta.core.table.IndexedFile.Ending;

/// How postmap(1) and postalias(1) were told to work.
///
/// @param isAlias whether text is that of an alias file, and keys are printed with a colon
/// @param folds whether upper and lower case are the same in keys
/// @param ending what follows keys and values in indexed files; nothing where the usual does
/// @param duplicates what becomes of a key that is there already
/// @param worksAsOwner whether root works with the rights of the text's owner
/// @param inheritsMode whether a new indexed file is as readable as its text
/// @param needsUtf8 whether keys and text must be UTF-8
/// @param valuesAreFiles whether values name files, whose content is kept
/// @param isIncremental whether an indexed file is added to, from standard input
/// @param printsJson whether what is found is printed as JSON
/// @param mapSize how large a new indexed file may become at first
record TableOptions(
        boolean isAlias,
        boolean folds,
        Optional<Ending> ending,
        Duplicates duplicates,
        boolean worksAsOwner,
        boolean inheritsMode,
        boolean needsUtf8,
        boolean valuesAreFiles,
        boolean isIncremental,
        boolean printsJson,
        long mapSize) {

    enum Duplicates {
        WARN,
        REPLACE,
        IGNORE
    }

    static TableOptions of(Options options, boolean isAlias, boolean readsMail, MainCf main) {
        boolean utf8 =
                options.has('U') || (main.get(CoreParameters.SMTPUTF8_ENABLE) && !options.has('u') && !readsMail);
        return new TableOptions(
                isAlias,
                !options.has('f'),
                last(options, 'N', 'n').map(letter -> letter == 'N' ? Ending.NULL_BYTE : Ending.NOTHING),
                last(options, 'r', 'w')
                        .map(letter -> letter == 'r' ? Duplicates.REPLACE : Duplicates.IGNORE)
                        .orElse(Duplicates.WARN),
                !options.has('o'),
                !options.has('p'),
                utf8,
                options.has('F'),
                options.has('i'),
                options.has('j'),
                main.get(TableParameters.LMDB_MAP_SIZE));
    }

    private static Optional<Character> last(Options options, char one, char other) {
        return options.given().stream()
                .map(Options.Option::letter)
                .filter(letter -> letter == one || letter == other)
                .reduce((_, last) -> last);
    }
}
