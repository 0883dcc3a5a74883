package mta.delivery.local;

import java.util.List;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;
import mta.core.config.ServiceParameters;
import mta.core.posix.Accounts;
import mta.core.posix.FileName;
import mta.core.posix.PosixException;
import mta.core.posix.Processes;
import mta.core.posix.User;
import mta.core.rewrite.AddressResolver;
import mta.core.rewrite.AddressRewriter;
import mta.core.rewrite.Extensions;
import mta.core.rewrite.Resolution;
import mta.core.table.ListText;
import mta.core.table.Tables;
import mta.service.daemon.ServiceContext;

/// The parts of local(8), as configured.
///
/// @param context where it runs
/// @param rights takes the rights of recipients
record LocalParts(ServiceContext context, RecipientRights rights) {

    private MainCf main() {
        return context.main();
    }

    Expansion.Setting expansion() {
        var extensions = extensions();
        var forwards = new ForwardFiles(
                main().get(LocalParameters.FORWARD_PATH),
                extensions,
                new SafeCharacters(main().get(LocalParameters.FORWARD_EXPANSION_FILTER)),
                main().get(LocalParameters.REQUIRE_HOME_DIRECTORY)
                        ? ForwardFiles.Home.IS_REQUIRED
                        : ForwardFiles.Home.MAY_BE_MISSING);
        return new Expansion.Setting(
                aliases(),
                AliasRules.from(main()),
                extensions,
                addresses(),
                context.entry().name(),
                Accounts::user,
                accounts().routes(),
                new LuserRelay(main().get(LocalParameters.LUSER_RELAY)),
                new ListFiles(rights, forwards, context.log()::warning),
                context.log());
    }

    private Optional<AliasTables> aliases() {
        try {
            var tables = Tables.ofService(main(), context.log()).openAll(main().get(LocalParameters.ALIAS_MAPS));
            return Optional.of(new AliasTables(tables.tables()));
        } catch (ConfigException e) {
            context.log().warning("alias_maps: " + e.getMessage() + "; local mail will wait");
            return Optional.empty();
        }
    }

    private Expansion.Addresses addresses() {
        var rewriter = new AddressRewriter(main());
        var resolver = new AddressResolver(main(), Tables.ofService(main(), context.log()), context.log()::warning);
        return new Expansion.Addresses() {
            @Override
            public String complete(String address) {
                return rewriter.rewriteInternal(AddressRewriter.Context.LOCAL, address);
            }

            @Override
            public Resolution resolve(String sender, String address) {
                return resolver.resolve(sender, address);
            }
        };
    }

    LocalConfig accounts() {
        return LocalConfig.from(main(), Tables.ofService(main(), context.log()));
    }

    OtherAgents others() {
        return new OtherAgents(context::socketOf, context.connector(), context.log());
    }

    FileTargets files(Mailboxes mailboxes) {
        return new FileTargets(mailboxes, rights, nobody());
    }

    Commands commands() {
        return new Commands(
                rights,
                nobody(),
                main().get(LocalParameters.COMMAND_TIME_LIMIT),
                shell(),
                directory(),
                new SafeCharacters(main().get(LocalParameters.COMMAND_EXPANSION_FILTER)),
                context.clock());
    }

    /// A shell runs simple commands as they would run without one.
    private List<String> shell() {
        var words = ListText.split(main().get(LocalParameters.LOCAL_COMMAND_SHELL));
        return words.isEmpty() ? List.of("/bin/sh", "-c") : words;
    }

    private CommandDirectory directory() {
        return new CommandDirectory(
                main().get(LocalParameters.COMMAND_EXECUTION_DIRECTORY),
                new SafeCharacters(main().get(LocalParameters.EXECUTION_DIRECTORY_EXPANSION_FILTER)),
                extensions(),
                FileName.of(main().get(CoreParameters.QUEUE_DIRECTORY)));
    }

    private Extensions extensions() {
        return new Extensions(
                main().get(RewriteParameters.RECIPIENT_DELIMITER), main().get(RewriteParameters.OWNER_REQUEST_SPECIAL));
    }

    Forwarding forwarding() {
        return new Forwarding(
                context.service(main().get(ServiceParameters.CLEANUP_SERVICE_NAME)),
                main().get(CoreParameters.MYHOSTNAME),
                main().get(CoreParameters.MAIL_NAME),
                context.clock(),
                context.log());
    }

    /// Whose rights files and commands get that are nobody's in particular; never root's.
    private User nobody() {
        String name = main().get(LocalParameters.DEFAULT_PRIVS);
        String where = "file " + main().directory().resolve("main.cf") + ": parameter "
                + LocalParameters.DEFAULT_PRIVS.name() + ": ";
        try {
            var user = Accounts.user(name)
                    .orElseThrow(() -> new ConfigException(where + "unknown user name value: " + name));
            if (user.uid() == 0) {
                throw new ConfigException(where + "user " + name + " has privileged user ID");
            }
            if (user.gid() == 0) {
                throw new ConfigException(where + "user " + name + " has privileged group ID");
            }
            return Processes.effectiveUser() == 0
                    ? user
                    : Accounts.user(Processes.effectiveUser()).orElse(user);
        } catch (PosixException e) {
            throw new ConfigException(where + "user " + name + " cannot be looked up: " + e.getMessage(), e);
        }
    }
}
