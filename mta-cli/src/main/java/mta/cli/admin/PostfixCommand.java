package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.CommandLog;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.TableParameters;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.posix.FileName;
import mta.core.table.MigrationLevel;
import mta.service.daemon.QueueDirectories;

/// postfix(1) — controls the mail system.
///
/// ## Synopsis
/// `postfix [-c config_dir] [-Dv] command`
/// ## Description
/// - `check` looks for what is wrong with files, settings and tables, and names what is not implemented
/// - `start` checks, and starts the mail system in the background; `start-fg` in the foreground, for containers
/// - `stop` ends it: sessions may finish their command; `abort` ends it at once
/// - `reload` has the settings read again
/// - `flush` asks for an attempt to deliver all queued mail
/// - `status` says whether it is running
/// - `logrotate` renames the `maillog_file` and compresses it
/// - `set-permissions` and `upgrade-configuration` are for installations
/// - `non-bdb status`, `disable`, `enable-redirect` and `enable-reindex` show and set how far `start`, `reload` and
///   `check` go when they build indexed files that are missing because the tables were Berkeley DB's
///
/// Where the `main.cf` in `/etc/postfix` lists others in `multi_instance_directories`, and neither `-c` nor
/// `MAIL_CONFIG` says which is meant, the command is left to that of `multi_instance_wrapper`, such as
/// postmulti(1), for all of them.
/// ## Environment
/// `MAIL_CONFIG` is the configuration directory where `-c` is not given.
///
/// With `start-fg`, as it is used in containers, `POSTFIX_name=value` sets a parameter and `RELAYHOST=value` sets
/// `relayhost`, in main.cf, before the mail system starts.
/// ## Diagnostics
/// Exit status 1 for what did not work; messages go to the log and to standard error.
public final class PostfixCommand implements Command {

    private static final String USAGE = "usage: postfix [-c config_dir] [-Dv] command";
    private static final String SETTING = "POSTFIX_";

    private final ToIntFunction<Invocation> others;
    private final String primary;

    /// @param others runs other commands, and gives back their exit status
    /// @param primary the configuration directory of the primary instance
    public PostfixCommand(ToIntFunction<Invocation> others, String primary) {
        this.others = others;
        this.primary = primary;
    }

    @Override
    public int run(Invocation given) throws IOException, CommandFailed {
        var options = Options.parse("c:Dv", given, new CommandFailed(ExitStatus.FATAL, USAGE));
        String directory = options.value('c').orElse("");
        if (options.has('c') && !directory.startsWith("/")) {
            throw new CommandFailed(ExitStatus.FATAL, "-c requires absolute pathname");
        }
        // From here on, an instance that is named is that of the environment.
        Invocation invocation = options.has('c') ? given.about(directory) : given;
        MainCf main = MainCf.read(FileName.of(invocation.namedInstance().orElse(primary)))
                .forProcess("postfix");
        String command = options.operands().isEmpty() ? "" : options.operands().getFirst();
        if (command.equals("start-fg") && !InstanceManager.isFor(invocation, main)) {
            var log = script(main, invocation);
            if (!apply(settings(invocation.environment()), invocation, main, log)) {
                log.fatal("cannot apply settings from the environment");
                return ExitStatus.FATAL;
            }
            main = MainCf.read(main.directory()).forProcess("postfix");
        }
        return run(command, main, invocation, options);
    }

    /// What is wrong with main.cf is said in the name of the command itself, as in Postfix, and all else in that of the
    /// script that it runs there.
    private int run(String command, MainCf main, Invocation invocation, Options options) throws IOException {
        var own = new PostfixMailLog(CommandLog.withStandardError(main, invocation, "postfix"), "postfix");
        try {
            main.warnings().forEach(own::warning);
            main.compatibilityLevel().startNotes().forEach(own::info);
            if (!hasQueue(main, own)) {
                return ExitStatus.FATAL;
            }
            return InstanceManager.isFor(invocation, main)
                    ? new InstanceManager(invocation, main, own, others).run(options.operands())
                    : new Call(invocation, options, main).run(command);
        } catch (ConfigException e) {
            own.fatal(e.getMessage());
            return ExitStatus.FATAL;
        }
    }

    private static MailLog script(MainCf main, Invocation invocation) {
        String tag = main.get(CoreParameters.SYSLOG_NAME) + "/postfix-script";
        return new PostfixMailLog(CommandLog.withStandardError(main, invocation, tag), tag);
    }

    /// Parameters that the environment sets, by name.
    static Map<String, String> settings(Map<String, String> environment) {
        var settings = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(SETTING) && name.length() > SETTING.length()) {
                settings.put(name.substring(SETTING.length()), value);
            }
        });
        String relay = environment.getOrDefault("RELAYHOST", "");
        if (!relay.isEmpty()) {
            settings.put("relayhost", relay);
        }
        return settings;
    }

    private boolean apply(Map<String, String> settings, Invocation invocation, MainCf main, MailLog log) {
        if (settings.isEmpty()) {
            return true;
        }
        var words = new ArrayList<>(List.of("-c", FileName.bytes(main.directory()), "-e"));
        settings.forEach((name, value) -> {
            log.info("setting from the environment: " + name + "=" + value);
            words.add(name + "=" + value);
        });
        return others.applyAsInt(invocation.as("postconf", words)) == ExitStatus.OK;
    }

    /// A queue directory is not made: where it is missing, a disk may not be mounted, and its mail would wait unseen.
    private static boolean hasQueue(MainCf main, MailLog log) {
        Path queue = FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY));
        if (Files.isDirectory(queue)) {
            return true;
        }
        String why = ErrorText.of(
                Files.exists(queue)
                        ? new NotDirectoryException(queue.toString())
                        : new NoSuchFileException(queue.toString()));
        log.fatal("chdir(" + FileName.bytes(queue) + "): " + why);
        return false;
    }

    /// One call, of which is known what it is about.
    private final class Call {

        private final Invocation invocation;
        private final Options options;
        private final MainCf main;
        private final String directory;
        private final MailLog log;
        private final MailSystem system;
        private final SystemCheck check;

        Call(Invocation invocation, Options options, MainCf main) {
            this.invocation = invocation;
            this.options = options;
            this.main = main;
            this.directory = FileName.bytes(main.directory().toAbsolutePath());
            this.log = script(main, invocation);
            this.system = new MailSystem(main, log, invocation.environment());
            this.check = new SystemCheck(main, log, () -> repair() == ExitStatus.OK);
        }

        int run(String command) throws IOException {
            return switch (command) {
                case "start" -> mayStart() ? system.start() : ExitStatus.FATAL;
                case "start-fg" -> mayStart() ? startInForeground() : ExitStatus.FATAL;
                case "stop" -> system.stop();
                case "abort" -> system.abort();
                case "reload" -> reload();
                case "status" -> system.status();
                case "check" -> check();
                case "flush" -> others.applyAsInt(invocation.as("postqueue", List.of("-c", directory, "-f")));
                case "non-bdb" -> migrationLevel();
                case "logrotate" -> logrotate();
                case "set-permissions" -> setPermissions();
                case "upgrade-configuration" -> upgrade();
                case "tls" ->
                    refuse("the tls command is not implemented; set the smtp_tls_ and smtpd_tls_ parameters by"
                            + " postconf -e");
                default ->
                    refuse("unknown command: '" + command
                            + "'. Usage: postfix start (or stop, reload, abort, flush, check,"
                            + " status, set-permissions, upgrade-configuration, logrotate, non-bdb)");
            };
        }

        private int refuse(String text) {
            log.fatal(text);
            return ExitStatus.FATAL;
        }

        private boolean mayStart() throws IOException {
            if (system.pid().isPresent()) {
                log.fatal("the Postfix mail system is already running");
                return false;
            }
            if (!check.everything()) {
                log.fatal("Postfix integrity check failed!");
                return false;
            }
            migrate();
            return true;
        }

        /// Who starts several would wait for the first to end.
        private int startInForeground() throws IOException {
            return isOneOfSeveral()
                    ? refuse("start-fg does not support multi_instance_directories")
                    : system.startInForeground();
        }

        private boolean isOneOfSeveral() {
            if (!Files.exists(Path.of(primary, "main.cf"))) {
                return false;
            }
            var secondaries = Instances.secondaryDirectories(MainCf.read(Path.of(primary)));
            return directory.equals(primary) ? !secondaries.isEmpty() : secondaries.contains(directory);
        }

        private int check() throws IOException {
            if (!check.everything()) {
                return ExitStatus.FATAL;
            }
            migrate();
            return check.tables() ? ExitStatus.OK : ExitStatus.FATAL;
        }

        private int reload() throws IOException {
            main.check();
            migrate();
            return system.reload(this::repair);
        }

        /// Puts queue files where they belong.
        private int repair(String... queues) {
            var words = new ArrayList<>(List.of("-c", directory));
            words.addAll(List.of(queues));
            return others.applyAsInt(invocation.as("postsuper", words));
        }

        /// Builds the indexed files that Berkeley DB has left to be built.
        private void migrate() {
            new TableMigration(
                            main,
                            log,
                            (command, table) ->
                                    others.applyAsInt(invocation.as(command, List.of("-c", directory, "-o", table))))
                    .run(MasterCf.read(main.directory(), main));
        }

        private int migrationLevel() {
            String word = options.operands().size() == 2 ? options.operands().getLast() : "";
            if (word.equals("status")) {
                invocation.out().println(MigrationLevel.of(main).word());
                return ExitStatus.OK;
            }
            if (Arrays.stream(MigrationLevel.values())
                    .noneMatch(level -> level.word().equals(word))) {
                return refuse("usage: postfix non-bdb status (or disable, enable-redirect, enable-reindex)");
            }
            String setting = TableParameters.NON_BDB_MIGRATION_LEVEL.name() + "=" + word;
            return others.applyAsInt(invocation.as("postconf", List.of("-c", directory, "-e", setting)));
        }

        private int setPermissions() throws IOException {
            QueueDirectories.of(main).createMissing();
            new SetPermissions(main, log::warning).run();
            return ExitStatus.OK;
        }

        private int upgrade() throws IOException {
            QueueDirectories.of(main).createMissing();
            new UpgradeConfiguration(main.directory(), invocation.out()).run();
            return ExitStatus.OK;
        }

        private int logrotate() {
            return options.operands().size() == 1
                    ? new LogRotation(main, log, system).run()
                    : refuse("usage postfix logrotate (no arguments)");
        }
    }
}
