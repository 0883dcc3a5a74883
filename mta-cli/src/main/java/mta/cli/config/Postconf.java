package mta.cli.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.config.Configuration.WithoutMaster;
import mta.core.config.Catalogue;
import mta.core.config.MainCf;
import mta.core.config.Parameter;

/// postconf(1) — shows, checks and edits `main.cf` and `master.cf`.
///
/// ## Synopsis
/// `postconf [-dfhHjnopqx] [-C class,...] [-c config_dir] [-o name=value] [name ...]`
///
/// `postconf -M|-F|-P [-defhHjnoqxX#] [-c config_dir] [name ...]`
///
/// `postconf [-e|-X|-#] [-c config_dir] name=value ...`
///
/// `postconf -a|-A|-b|-l|-m|-t|-T mode [-c config_dir] [file]`
/// ## Description
/// What to show:
///
/// - `-p` settings of `main.cf`, which is the default: all, or those named
/// - `-M` services of `master.cf`, `-F` their fields, `-P` their settings
/// - `-n` only what is set in the file, `-d` only defaults
/// - `-C class` only parameters that are `builtin`, `service`, `user` or `all`
/// - `-b`, `-t` the templates of notices, with parameters expanded and not
/// - `-a`, `-A`, `-l`, `-m`, `-T` what is built in: authentication, locks, table types, TLS
///
/// How to show it:
///
/// - `-x` expands `$name` in values; `-o name=value` counts as if it stood in `main.cf`
/// - `-f` folds long lines, `-h` leaves names out, `-H` leaves values out, `-j` prints JSON
/// - `-q` keeps warnings quiet
///
/// What to change:
///
/// - `-e` sets `name=value`; with `-M`, `-F`, `-P` the service, the field, the setting
/// - `-X` removes, and `-#` turns into a comment
/// ## Files
/// `main.cf` and `master.cf` in the directory of `-c`, `MAIL_CONFIG`, or `/etc/postfix`. An edit writes a file beside
/// the original and renames it.
/// ## Diagnostics
/// Settings that nothing uses, names that are not defined, and parameters that are deprecated or not implemented are
/// warned about. Exit status 1 for a malformed file or command line.
/// ## Bugs
/// Settings are shown with white space made even, also where it matters, as in `smtpd_banner`.
public final class Postconf implements Command {

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        return new Run(invocation, PostconfOptions.parse(invocation)).run();
    }

    /// One call.
    private static final class Run {

        private final Invocation invocation;
        private final PostconfOptions options;
        private final Complaints complaints;
        private final Path directory;

        Run(Invocation invocation, PostconfOptions options) {
            this.invocation = invocation;
            this.options = options;
            this.complaints = new Complaints(invocation);
            this.directory = invocation.configDirectory(options.directory());
        }

        int run() throws IOException, CommandFailed {
            if (options.has('e') && options.operands().isEmpty()) {
                throw Complaints.fatal("-e requires name=value argument");
            }
            return switch (options.mode()) {
                case MAP_TYPES, LOCK_METHODS, SASL_SERVER_TYPES, SASL_CLIENT_TYPES, TLS ->
                    new BuiltIn(invocation, complaints).tell(options);
                case EXPANDED_TEMPLATES, TEMPLATES -> templates();
                case PARAMETERS, SERVICES, FIELDS, SERVICE_PARAMETERS -> options.edits() ? edit() : show();
            };
        }

        private int templates() throws CommandFailed {
            if (options.operands().size() > 1) {
                throw Complaints.fatal("options -b and -t require at most one template file");
            }
            MainCf main = invocation.settings(options.directory());
            return new TemplateListing(
                            invocation, main, options.operands().stream().findFirst())
                    .show(options.mode() == PostconfOptions.Mode.EXPANDED_TEMPLATES);
        }

        private int edit() throws IOException, CommandFailed {
            if (options.operands().isEmpty()) {
                throw Complaints.fatal("missing service argument");
            }
            if (options.mode() == PostconfOptions.Mode.PARAMETERS) {
                new MainCfEdit(directory.resolve("main.cf"), options, complaints).run();
            } else {
                new MasterCfEdit(directory.resolve("master.cf"), options, complaints).run();
            }
            return ExitStatus.OK;
        }

        private int show() throws CommandFailed {
            boolean aboutServices = options.mode() != PostconfOptions.Mode.PARAMETERS;
            boolean defaultsOnly = options.has('d');
            // In Postfix's order, so that the warnings come in the same order, too.
            List<ServiceLine> services =
                    aboutServices ? Configuration.readMaster(directory, WithoutMaster.FAIL, complaints) : List.of();
            Map<String, String> main = defaultsOnly ? Map.of() : readMain();
            if (!aboutServices) {
                services = Configuration.readMaster(directory, WithoutMaster.WARN, complaints);
            }
            var known = KnownParameters.of(services, invocation.name());
            var lookup = new Lookup(known, main, defaultsOnly);
            var configuration = new Configuration(directory, main, services);
            var usage = new UsageAnalysis(configuration, known, lookup, complaints, options.verbose());
            if (!defaultsOnly) {
                usage.run();
            }
            if (aboutServices) {
                new ServiceListing(invocation.out(), options, configuration, known, lookup, complaints).show();
            } else {
                new ParameterListing(invocation.out(), options, known, lookup, complaints).show();
            }
            if (options.warnings() && !defaultsOnly) {
                usage.tellUnused(services, !aboutServices);
                tellNotImplemented(main);
            }
            return ExitStatus.OK;
        }

        private Map<String, String> readMain() throws CommandFailed {
            boolean namesDirectory =
                    !options.directory().isEmpty() || invocation.environment().containsKey("MAIL_CONFIG");
            return Configuration.readMain(directory, namesDirectory, options.overrides(), complaints);
        }

        /// Of the parameters that are asked for, or of all; what is set to its default asks for nothing.
        private void tellNotImplemented(Map<String, String> main) {
            if (options.mode() != PostconfOptions.Mode.PARAMETERS) {
                return;
            }
            main.keySet().stream()
                    .filter(name ->
                            options.operands().isEmpty() || options.operands().contains(name))
                    .filter(name -> !name.equals("config_directory"))
                    .filter(name -> Catalogue.find(name)
                            .filter(parameter -> parameter.support() != Parameter.Support.FULL)
                            .filter(parameter -> !parameter.defaultText().equals(main.get(name)))
                            .isPresent())
                    .forEach(name -> complaints.warn(
                            directory.resolve("main.cf") + ": parameter " + name + " is not implemented"));
        }
    }
}
