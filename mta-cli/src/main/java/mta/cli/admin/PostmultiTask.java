package mta.cli.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What postmulti(1) is asked to do.
sealed interface PostmultiTask {

    /// To do something for each instance.
    enum Iteration implements PostmultiTask {
        /// `-l`: shows them.
        LIST,
        /// `-p`: runs postfix(1).
        POSTFIX,
        /// `-x`: runs any program.
        PROGRAM
    }

    /// `-e`: to change one instance, or the list.
    enum Edit implements PostmultiTask {
        CREATE,
        DESTROY,
        IMPORT,
        DEPORT,
        ENABLE,
        DISABLE,
        ASSIGN,
        INIT;

        /// The one of that name.
        static Optional<Edit> of(String word) {
            return Arrays.stream(values())
                    .filter(edit -> edit.word().equals(word))
                    .findFirst();
        }

        /// Its name.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether the list gets longer.
        boolean adds() {
            return this == CREATE || this == IMPORT;
        }

        /// Whether it takes `-I` and `-G`.
        boolean assigns() {
            return adds() || this == ASSIGN;
        }
    }
}
