package mta.cli.admin;

import java.util.List;
import java.util.Optional;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.cli.admin.PostmultiTask.Edit;
import mta.cli.admin.PostmultiTask.Iteration;

/// The command line of postmulti(1), understood.
///
/// @param task what to do
/// @param selection for which instances
/// @param names what `-I` and `-G` assign
/// @param reversed the last instance first
/// @param json the list as JSON
/// @param verbose what runs is to tell more
/// @param operands a command, or settings of a new instance
record PostmultiOptions(
        PostmultiTask task,
        InstanceSelection selection,
        Assignment names,
        boolean reversed,
        boolean json,
        boolean verbose,
        List<String> operands) {

    private static final String LETTERS = "ae:g:i:jG:I:lpRvx";
    private static final String USAGE = "Usage:postmulti -l [-v] [-a] [-g group] [-i instance]"
            + " | postmulti -p [-v] [-a] [-g group] [-i instance] command..."
            + " | postmulti -x [-v] [-a] [-i name] [-g group] command..."
            + " | postmulti -e action [-v] [-a] [-i name] [-g group] [-I name] [-G group] [param=value ...]";

    static PostmultiOptions parse(Invocation call) throws CommandFailed {
        var options = Options.parse(LETTERS, call, failure(USAGE));
        var names = new Assignment(atMostOne(options, 'I'), atMostOne(options, 'G'));
        var selection = selection(options);
        var parsed = new PostmultiOptions(
                task(options),
                selection,
                names,
                options.values('R').count() % 2 == 1,
                options.has('j'),
                options.has('v'),
                options.operands());
        parsed.check();
        return parsed;
    }

    private static Optional<String> atMostOne(Options options, char letter) throws CommandFailed {
        var values = options.values(letter).toList();
        if (values.size() > 1) {
            throw failure("Specify at most one '-" + letter + "' option");
        }
        return values.stream().map(value -> value.equals("-") ? "" : value).findFirst();
    }

    private static InstanceSelection selection(Options options) throws CommandFailed {
        InstanceSelection selection = new InstanceSelection.None();
        int count = 0;
        for (var option : options.given()) {
            InstanceSelection next = switch (option.letter()) {
                case 'a' -> new InstanceSelection.All();
                case 'g' -> new InstanceSelection.Group(option.value());
                case 'i' -> new InstanceSelection.Named(option.value());
                default -> selection;
            };
            count += "gi".indexOf(option.letter()) >= 0 || !next.equals(selection) ? 1 : 0;
            selection = next;
        }
        if (count > 1) {
            // Postfix's own spelling, which scripts may look for.
            throw failure("Specity no more than one of '-a', '-g', '-i'");
        }
        return selection;
    }

    private static PostmultiTask task(Options options) throws CommandFailed {
        Optional<PostmultiTask> task = Optional.empty();
        int count = 0;
        for (var option : options.given()) {
            Optional<PostmultiTask> next = switch (option.letter()) {
                case 'e' -> Optional.of(edit(option.value()));
                case 'l' -> Optional.of(Iteration.LIST);
                case 'p' -> Optional.of(Iteration.POSTFIX);
                case 'x' -> Optional.of(Iteration.PROGRAM);
                default -> task;
            };
            count += next.equals(task) ? 0 : 1;
            task = next;
        }
        if (count != 1 || task.isEmpty()) {
            throw failure("Specify exactly one of '-e', '-l', '-p', '-x'");
        }
        return task.get();
    }

    private static Edit edit(String word) throws CommandFailed {
        return Edit.of(word)
                .orElseThrow(() -> failure("Invalid '-e' edit action '" + word + "'. Specify 'create', 'destroy',"
                        + " 'import', 'deport', 'enable', 'disable', 'assign' or 'init'"));
    }

    private void check() throws CommandFailed {
        switch (task) {
            case Iteration iteration -> check(iteration);
            case Edit edit -> check(edit);
        }
        if (json && task != Iteration.LIST) {
            throw failure("JSON output available only with '-l'");
        }
    }

    private void check(Iteration iteration) throws CommandFailed {
        if (iteration == Iteration.LIST && !operands.isEmpty()) {
            throw failure("Command not allowed with '-l'");
        }
        if (iteration != Iteration.LIST && operands.isEmpty()) {
            throw failure("Command required with '-p' or '-x' option");
        }
        if (iteration == Iteration.POSTFIX) {
            checkNotReversed();
        }
        if (!names.isEmpty()) {
            throw failure("Cannot assign instance name or group without '-e assign'");
        }
    }

    private void check(Edit edit) throws CommandFailed {
        checkNotReversed();
        if (!edit.assigns() && !names.isEmpty()) {
            throw failure("Cannot assign instance name or group with '-e " + edit.word() + "'");
        }
        if (edit == Edit.ASSIGN && names.isEmpty()) {
            throw failure("Specify new instance name or group with '-e assign'");
        }
        if (!edit.adds() && !operands.isEmpty()) {
            throw failure("Parameter overrides not valid with '-e " + edit.word() + "'");
        }
    }

    private void checkNotReversed() throws CommandFailed {
        if (reversed) {
            throw failure("The '-p' and '-e' options preclude the use of '-R'");
        }
    }

    private static CommandFailed failure(String text) {
        return new CommandFailed(ExitStatus.FATAL, text);
    }
}
