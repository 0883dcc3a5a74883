package mta.cli.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;

/// What postconf(1) is asked to do: its options, after the checks that they fit together.
///
/// @param mode what it is about
/// @param letters the options that were given or follow from the arguments, of those that modify a mode
/// @param directory the value of `-c`; empty if it was not given
/// @param classes which parameters are shown
/// @param overrides the values of `-o`
/// @param tlsQuestion the value of `-T`
/// @param everyParameter whether `-P` was given twice
/// @param warnings whether unused and deprecated parameters are told
/// @param verbose whether it is told why a name counts as used
/// @param operands what follows the options
record PostconfOptions(
        Mode mode,
        Set<Character> letters,
        String directory,
        Set<ParameterClass> classes,
        List<String> overrides,
        String tlsQuestion,
        boolean everyParameter,
        boolean warnings,
        boolean verbose,
        List<String> operands) {

    private static final String LETTERS = "aAbc:C:deEfFhHjlmMno:pPqtT:vxX#";
    private static final String USAGE = " [-a (server SASL types)]"
            + " [-A (client SASL types)]"
            + " [-b (bounce templates)]"
            + " [-c config_dir]"
            + " [-c param_class]"
            + " [-d (parameter defaults)]"
            + " [-e (edit configuration)]"
            + " [-f (fold lines)]"
            + " [-F (master.cf fields)]"
            + " [-h (no names)]"
            + " [-H (no values)]"
            + " [-j (JSON format)]"
            + " [-l (lock types)]"
            + " [-m (map types)]"
            + " [-M (master.cf)]"
            + " [-n (non-default parameters)]"
            + " [-o name=value (override parameter value)]"
            + " [-p (main.cf, default)]"
            + " [-P (master.cf parameters)]"
            + " [-q (no unused or deprecated parameter warnings)]"
            + " [-t (bounce templates)]"
            + " [-T compile-version|run-version|public-key-algorithms]"
            + " [-v (verbose)]"
            + " [-x (expand parameter values)]"
            + " [-X (exclude)]"
            + " [-# (comment-out)]"
            + " [name...]";

    /// In the order in which Postfix names them in its messages.
    private static final String NAMING_ORDER = "aAbCdefFhHjlmMnopPtTxX#";

    private static final String MODES = "aAblmtpMFPT";

    /// Of each of these, one at most.
    private static final List<String> EXCLUSIVE =
            List.of(MODES, "denX#", "feX#", "xeX#", "odeX#", "heX#H", "jeX#", "jf", "jh", "jH");

    /// A letter, and all that may go with it.
    private static final List<String> COMPATIBLE =
            List.of("a", "A", "b", "l", "m", "T", "t", "peX#fhxdnoHj", "MeX#foxj", "FefhoxHj", "PeXfhoxHj");

    /// What postconf(1) is about.
    enum Mode {
        SASL_SERVER_TYPES('a'),
        SASL_CLIENT_TYPES('A'),
        EXPANDED_TEMPLATES('b'),
        LOCK_METHODS('l'),
        MAP_TYPES('m'),
        TEMPLATES('t'),
        PARAMETERS('p'),
        SERVICES('M'),
        FIELDS('F'),
        SERVICE_PARAMETERS('P'),
        TLS('T');

        private final char letter;

        Mode(char letter) {
            this.letter = letter;
        }
    }

    static PostconfOptions parse(Invocation invocation) throws CommandFailed {
        var usage = new CommandFailed(ExitStatus.FATAL, "usage: " + invocation.name() + USAGE);
        Options options = Options.parse(LETTERS, invocation, usage);
        var letters = new TreeSet<Character>();
        for (Options.Option option : options.given()) {
            if (option.letter() != 'C' && NAMING_ORDER.indexOf(option.letter()) >= 0) {
                letters.add(option.letter());
            } else if (option.letter() == 'E') {
                throw usage;
            }
        }
        checkRepetition(options);
        Set<ParameterClass> classes = classes(options.value('C').orElse("all"));
        if (MODES.chars().noneMatch(mode -> letters.contains((char) mode))) {
            letters.add('p');
        }
        boolean aboutFiles = "pMFP".chars().anyMatch(mode -> letters.contains((char) mode));
        if (aboutFiles
                && !options.operands().isEmpty()
                && options.operands().getFirst().indexOf('=') >= 0) {
            letters.add('e');
        }
        checkExclusive(letters);
        checkCompatible(letters);
        return new PostconfOptions(
                mode(letters),
                letters,
                options.value('c').orElse(""),
                classes,
                options.values('o').toList(),
                options.value('T').orElse(""),
                options.values('P').count() > 1,
                !options.has('q'),
                options.has('v'),
                options.operands());
    }

    boolean has(char letter) {
        return letters.contains(letter);
    }

    boolean edits() {
        return has('e') || has('X') || has('#');
    }

    private static Mode mode(Set<Character> letters) {
        for (Mode mode : Mode.values()) {
            if (letters.contains(mode.letter)) {
                return mode;
            }
        }
        throw new IllegalStateException("no mode");
    }

    private static void checkRepetition(Options options) throws CommandFailed {
        if (options.values('T').count() > 1) {
            throw failed("At most one -T <mode> option may be specified");
        }
        if (options.values('b').count() + options.values('t').count() > 1) {
            throw failed("specify one of -b and -t");
        }
    }

    private static Set<ParameterClass> classes(String words) throws CommandFailed {
        Set<ParameterClass> classes = EnumSet.noneOf(ParameterClass.class);
        for (String word : words.split("[, \\t\\r\\n]+")) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "" -> {}
                case "builtin" -> classes.add(ParameterClass.BUILTIN);
                case "service" -> classes.add(ParameterClass.SERVICE);
                case "user" -> classes.add(ParameterClass.USER);
                case "all" ->
                    classes.addAll(Set.of(ParameterClass.BUILTIN, ParameterClass.SERVICE, ParameterClass.USER));
                default -> throw failed("unknown -C option value \"" + word + "\" in \"" + words + "\"");
            }
        }
        return classes;
    }

    private static void checkExclusive(Set<Character> letters) throws CommandFailed {
        for (String group : EXCLUSIVE) {
            List<Character> clash = among(letters, group);
            if (clash.size() > 1) {
                throw failed("specify one of " + named(clash));
            }
        }
    }

    private static void checkCompatible(Set<Character> letters) throws CommandFailed {
        for (String rule : COMPATIBLE) {
            if (!letters.contains(rule.charAt(0))) {
                continue;
            }
            List<Character> excess =
                    letters.stream().filter(letter -> rule.indexOf(letter) < 0).toList();
            if (!excess.isEmpty()) {
                throw failed("with option -" + rule.charAt(0) + ", do not specify " + named(excess));
            }
        }
    }

    private static List<Character> among(Set<Character> letters, String group) {
        return letters.stream().filter(letter -> group.indexOf(letter) >= 0).toList();
    }

    private static String named(List<Character> letters) {
        var names = new ArrayList<String>();
        NAMING_ORDER
                .chars()
                .filter(letter -> letters.contains((char) letter))
                .forEach(letter -> names.add("-" + (char) letter));
        return String.join(" ", names);
    }

    private static CommandFailed failed(String message) {
        return new CommandFailed(ExitStatus.FATAL, message);
    }
}
