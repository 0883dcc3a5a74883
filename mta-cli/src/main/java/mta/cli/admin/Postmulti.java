package mta.cli.admin;

import java.io.IOException;
import java.util.function.ToIntFunction;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.config.MainCf;
import mta.core.posix.FileName;
import mta.core.posix.Processes;

/// postmulti(1) — manages several mail systems on one machine.
///
/// ## Synopsis
/// `postmulti -e init [-v]`
///
/// `postmulti -l [-ajRv] [-g group] [-i name]`
///
/// `postmulti -p [-av] [-g group] [-i name] postfix-command...`
///
/// `postmulti -x [-aRv] [-g group] [-i name] unix-command...`
///
/// `postmulti -e create [-av] [-g group] [-i name] [-G group] [-I name] [name=value ...]`
///
/// `postmulti -e import [-av] [-g group] [-i name] [-G group] [-I name] [config_directory=/path]`
///
/// `postmulti -e destroy|deport|enable|disable [-v] -i name`
///
/// `postmulti -e assign [-v] -i name [-I name] [-G group]`
/// ## Description
/// Instances share programs, and have a configuration, a queue and a data directory each. The primary one is that in
/// `/etc/postfix`; its `multi_instance_directories` lists the others.
///
/// For several instances, in the order of that list:
///
/// - `-l` lists their names, groups, whether they are enabled, and configuration directories; with `-j` as JSON
/// - `-p` runs postfix(1). `start` checks those that are not enabled instead; `stop` begins with the last one; `stop`,
///   `reload` and `flush` leave out those that are not enabled; `status` and the like are for all
/// - `-x` runs any command, with `MAIL_CONFIG` and, by their names, the directories and the status of the
///   instance in its environment
///
/// Which, and in which order:
///
/// - `-a` all, which is the default; `-g group` those of a group
/// - `-i name` one, by its name with or without `postfix-`, or its configuration directory; `-` is the primary one
/// - `-R` the last one first
///
/// For one instance, which `-i` names:
///
/// - `-e init` has postfix(1) call this command for all; needed once, before the others
/// - `-e create` makes a new one with a queue of its own. It listens nowhere and takes no mail from local users until
///   its `master_service_disable` and `authorized_submit_users` say otherwise. Its directories are beside those of the
///   primary one, under the name that `-I` gives, or where `config_directory=`, `queue_directory=` and
///   `data_directory=` say
/// - `-e import` takes over one that is there already
/// - `-e enable` and `-e disable` decide whether it is started and stopped with the others
/// - `-e assign` gives it the name of `-I` and the group of `-G`; `-` is none
/// - `-e deport` takes it off the list, and leaves it as it is
/// - `-e destroy` also removes its `main.cf` and `master.cf`, and those of its directories that are empty. It has to be
///   stopped, not enabled, and without mail
///
/// With `create` and `import`, `-a`, `-g` and `-i` say before which of the others it is to be on the list.
/// ## Files
/// `main.cf.proto` and `master.cf.proto` in `meta_directory`, or else the files that this system comes with, are what a
/// new instance begins with.
/// ## Diagnostics
/// Exit status 1 where it failed for one instance. Messages about files are logged, too.
/// ## Bugs
/// `MAIL_CONFIG` cannot name another primary instance.
public final class Postmulti implements Command {

    private static final int UMASK = 022;

    private final ToIntFunction<Invocation> others;
    private final String primary;

    /// @param others runs other commands, and gives back their exit status
    /// @param primary the configuration directory of the primary instance
    public Postmulti(ToIntFunction<Invocation> others, String primary) {
        this.others = others;
        this.primary = primary;
    }

    @Override
    public int run(Invocation given) throws IOException, CommandFailed {
        String directory = given.namedInstance().orElse(primary);
        var main = MainCf.read(FileName.of(directory));
        main.warnings().forEach(given::warning);
        if (!directory.equals(primary)) {
            throw new CommandFailed(ExitStatus.FATAL, "Non-default configuration directory: MAIL_CONFIG=" + directory);
        }
        var options = PostmultiOptions.parse(given);
        int before = Processes.umask(UMASK);
        try {
            return run(given.about(primary), options, main);
        } finally {
            Processes.umask(before);
        }
    }

    private int run(Invocation call, PostmultiOptions options, MainCf main) throws IOException, CommandFailed {
        return switch (options.task()) {
            case PostmultiTask.Edit edit -> new InstanceEdit(call, options, main, others).run(edit);
            case PostmultiTask.Iteration iteration ->
                new InstanceIteration(call, options, main, Instances.of(main, call), others).run(iteration);
        };
    }
}
