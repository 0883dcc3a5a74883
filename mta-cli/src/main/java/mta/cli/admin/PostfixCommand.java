package mta.cli.admin;

import java.io.IOException;
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
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.TableParameters;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.table.MigrationLevel;
import mta.service.daemon.QueueDirectories;

/// postfix(1) — controls the mail system.
///
/// ## Synopsis
/// `postfix [-c config_dir] [-Dv] command`, where command is one of `start`, `start-fg`, `stop`, `abort`, `reload`,
/// `flush`, `status`, `check`, `logrotate`, `set-permissions`, `upgrade-configuration`, `non-bdb`.
/// ## Description
/// `start`, `reload` and `check` build indexed files that are missing because the tables were Berkeley DB's; how far
/// that goes is shown and set with `non-bdb status`, `disable`, `enable-redirect` and `enable-reindex`.
/// ## Environment
/// With `start-fg`, as it is used in containers, `POSTFIX_name=value` sets a parameter and `RELAYHOST=value` sets
/// `relayhost`, in main.cf, before the mail system starts.
/// ## Diagnostics
/// Exit status 1 for what did not work; messages go to the log and to standard error.
public final class PostfixCommand implements Command {

    private static final String USAGE = "usage: postfix [-c config_dir] [-Dv] command";
    private static final String TAG = "postfix/postfix-script";
    private static final String SETTING = "POSTFIX_";

    private final ToIntFunction<Invocation> others;

    /// @param others runs other commands, and gives back their exit status
    public PostfixCommand(ToIntFunction<Invocation> others) {
        this.others = others;
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var failure = new CommandFailed(ExitStatus.FATAL, USAGE);
        var options = Options.parse("c:Dv", invocation, failure);
        String directory = options.value('c').orElse("");
        if (options.has('c') && !directory.startsWith("/")) {
            throw new CommandFailed(ExitStatus.FATAL, "-c requires absolute pathname");
        }
        MainCf main = invocation.settings(directory);
        var log = new PostfixMailLog(CommandLog.withStandardError(main, invocation, TAG), TAG);
        var system = new MailSystem(main, log, invocation.environment());
        String command = options.operands().isEmpty() ? "" : options.operands().getFirst();
        if (!command.equals("start-fg")) {
            tellCompatibility(main, invocation);
        }
        return switch (command) {
            case "start" -> checked(invocation, main, log, system) ? system.start() : ExitStatus.FATAL;
            case "start-fg" -> startInForeground(invocation, directory, main, log);
            case "stop" -> system.stop();
            case "abort" -> system.abort();
            case "reload" -> {
                main.check();
                migrate(invocation, main, log);
                yield system.reload(queues -> repair(invocation, main, queues));
            }
            case "status" -> system.status();
            case "check" -> {
                var check = new SystemCheck(main, log, () -> repair(invocation, main) == ExitStatus.OK);
                if (!check.everything()) {
                    yield ExitStatus.FATAL;
                }
                migrate(invocation, main, log);
                yield check.tables() ? ExitStatus.OK : ExitStatus.FATAL;
            }
            case "flush" ->
                others.applyAsInt(invocation.as(
                        "postqueue", List.of("-c", main.directory().toString(), "-f")));
            case "non-bdb" -> migrationLevel(options, invocation, main, log);
            case "logrotate" -> logrotate(options, main, log, system);
            case "tls" -> {
                log.fatal("the tls command is not implemented; set the smtp_tls_ and smtpd_tls_ parameters by"
                        + " postconf -e");
                yield ExitStatus.FATAL;
            }
            case "set-permissions" -> {
                QueueDirectories.of(main).createMissing();
                new SetPermissions(main).run();
                yield ExitStatus.OK;
            }
            case "upgrade-configuration" -> {
                QueueDirectories.of(main).createMissing();
                new UpgradeConfiguration(main.directory(), invocation.out()).run();
                yield ExitStatus.OK;
            }
            default -> {
                log.fatal("unknown command: '" + command
                        + "'. Usage: postfix start (or stop, reload, abort, flush, check,"
                        + " status, set-permissions, upgrade-configuration, logrotate, non-bdb)");
                yield ExitStatus.FATAL;
            }
        };
    }

    private static void tellCompatibility(MainCf main, Invocation invocation) {
        var log = new PostfixMailLog(CommandLog.withStandardError(main, invocation, "postfix"), "postfix");
        main.compatibilityLevel().startNotes().forEach(log::info);
    }

    /// Puts queue files where they belong.
    private int repair(Invocation invocation, MainCf main, String... queues) {
        var words =
                new ArrayList<>(List.of("-c", main.directory().toAbsolutePath().toString()));
        words.addAll(List.of(queues));
        return others.applyAsInt(invocation.as("postsuper", words));
    }

    /// Builds the indexed files that Berkeley DB has left to be built.
    private void migrate(Invocation invocation, MainCf main, MailLog log) {
        String directory = main.directory().toAbsolutePath().toString();
        new TableMigration(
                        main,
                        log,
                        (command, table) ->
                                others.applyAsInt(invocation.as(command, List.of("-c", directory, "-o", table))))
                .run(MasterCf.read(main.directory(), main));
    }

    private int migrationLevel(Options options, Invocation invocation, MainCf main, MailLog log) {
        String word = options.operands().size() == 2 ? options.operands().getLast() : "";
        if (word.equals("status")) {
            invocation.out().println(MigrationLevel.of(main).word());
            return ExitStatus.OK;
        }
        if (Arrays.stream(MigrationLevel.values())
                .noneMatch(level -> level.word().equals(word))) {
            log.fatal("usage: postfix non-bdb status (or disable, enable-redirect, enable-reindex)");
            return ExitStatus.FATAL;
        }
        String setting = TableParameters.NON_BDB_MIGRATION_LEVEL.name() + "=" + word;
        return others.applyAsInt(
                invocation.as("postconf", List.of("-c", main.directory().toString(), "-e", setting)));
    }

    private boolean checked(Invocation invocation, MainCf main, MailLog log, MailSystem system) throws IOException {
        if (system.pid().isPresent()) {
            log.fatal("the Postfix mail system is already running");
            return false;
        }
        if (!new SystemCheck(main, log, () -> repair(invocation, main) == ExitStatus.OK).everything()) {
            log.fatal("Postfix integrity check failed!");
            return false;
        }
        migrate(invocation, main, log);
        return true;
    }

    private int startInForeground(Invocation invocation, String directory, MainCf main, MailLog log)
            throws IOException {
        var settings = settings(invocation.environment());
        if (!settings.isEmpty() && !apply(settings, invocation, main, log)) {
            log.fatal("cannot apply settings from the environment");
            return ExitStatus.FATAL;
        }
        MainCf now = invocation.settings(directory);
        var nowLog = new PostfixMailLog(CommandLog.withStandardError(now, invocation, TAG), TAG);
        var system = new MailSystem(now, nowLog, invocation.environment());
        tellCompatibility(now, invocation);
        return checked(invocation, now, nowLog, system) ? system.startInForeground() : ExitStatus.FATAL;
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
        var words = new ArrayList<>(List.of("-c", main.directory().toString(), "-e"));
        settings.forEach((name, value) -> {
            log.info("setting from the environment: " + name + "=" + value);
            words.add(name + "=" + value);
        });
        return others.applyAsInt(invocation.as("postconf", words)) == ExitStatus.OK;
    }

    private static int logrotate(Options options, MainCf main, MailLog log, MailSystem system) {
        if (options.operands().size() != 1) {
            log.fatal("usage postfix logrotate (no arguments)");
            return ExitStatus.FATAL;
        }
        return new LogRotation(main, log, system).run();
    }
}
