package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.SupportCheck;
import mta.core.log.MailLog;
import mta.core.log.MaillogFile;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import mta.service.daemon.QueueDirectories;
import mta.service.daemon.ServiceSupport;

/// `postfix check`, which also runs before each start: creates what is missing, refuses what cannot work, and warns
/// about what should be looked at, in the words of Postfix's own script.
final class SystemCheck {

    private static final int GROUP_WRITE = 020;
    private static final int OTHER_WRITE = 002;
    private static final List<String> OWNED_TREES = List.of(
            "saved",
            "incoming",
            "active",
            "defer",
            "deferred",
            "bounce",
            "hold",
            "trace",
            "corrupt",
            "public",
            "private",
            "flush");

    private final MainCf main;
    private final MailLog log;
    private final BooleanSupplier repair;
    private final Path queue;
    private final boolean isRoot = Processes.effectiveUser() == 0;

    /// @param repair puts queue files where they belong; false where that failed
    SystemCheck(MainCf main, MailLog log, BooleanSupplier repair) {
        this.main = main;
        this.log = log;
        this.repair = repair;
        this.queue = Path.of(main.get(CoreParameters.QUEUE_DIRECTORY));
    }

    /// Looks at everything.
    ///
    /// @return false where the mail system cannot run
    boolean everything() throws IOException {
        return canRun() && repair.getAsBoolean() && warnings();
    }

    /// Looks at the lookup tables, which may take a while and is not done at each start.
    ///
    /// @return true: what is wrong with a table concerns only those who ask it
    boolean tables() {
        new TableCheck(main, MasterCf.read(main.directory(), main), log).run();
        return true;
    }

    private boolean canRun() {
        try {
            QueueDirectories.of(main).createMissing();
        } catch (IOException e) {
            log.error(e.toString());
            log.fatal("unable to create missing queue directories");
            return false;
        } catch (ConfigException e) {
            log.fatal(e.getMessage());
            return false;
        }
        try {
            if (!Files.exists(main.directory().resolve("master.cf"))) {
                throw new ConfigException("no " + main.directory() + "/master.cf file found");
            }
            main.check();
            var services = MasterCf.read(main.directory(), main);
            main.warnings().forEach(log::warning);
            services.warnings().forEach(log::warning);
            if (MaillogFile.of(main).isPresent() && services.services().stream().noneMatch(ServiceSupport::isPostlog)) {
                throw new ConfigException(
                        "missing 'postlog' service in master.cf - run 'postfix upgrade-configuration'");
            }
            return isSupported(services);
        } catch (ConfigException e) {
            log.fatal(e.getMessage());
            return false;
        }
    }

    /// Says which settings and services have no effect; refuses where one would protect.
    private boolean isSupported(MasterCf services) {
        var support = SupportCheck.of(main, services);
        support.warnings().forEach(log::warning);
        ServiceSupport.warnings(services.asServed()).forEach(log::warning);
        support.refusals().forEach(log::error);
        return support.refusals().isEmpty();
    }

    private boolean warnings() throws IOException {
        if (isRoot) {
            int owner = Accounts.user(main.get(CoreParameters.MAIL_OWNER))
                    .orElseThrow()
                    .uid();
            String ownerName = main.get(CoreParameters.MAIL_OWNER);
            for (Path path : List.of(queue, queue.resolve("pid"))) {
                checkOwner(TreeEntry.of(path), 0, "root");
            }
            TreeEntry.walk(main.directory(), entry -> checkOwner(entry, 0, "root"));
            TreeEntry.walk(data(), entry -> checkOwner(entry, owner, ownerName));
            for (String tree : OWNED_TREES) {
                TreeEntry.walk(queue.resolve(tree), entry -> {
                    if (entry.isFile() || entry.isDirectory()) {
                        checkOwner(entry, owner, ownerName);
                    }
                });
            }
            checkOwner(TreeEntry.of(queue.resolve("maildrop")), owner, ownerName);
            checkGroups();
        }
        for (Path path : List.of(queue, queue.resolve("pid"))) {
            checkWritable(path);
        }
        TreeEntry.walk(main.directory(), entry -> {
            checkWritable(entry.path());
            checkLink(entry.path());
        });
        TreeEntry.walk(data(), entry -> checkWritable(entry.path()));
        TreeEntry.walk(queue.resolve("corrupt"), entry -> {
            if (entry.isFile()) {
                log.warning("damaged message: corrupt/" + entry.path().getFileName());
            }
        });
        return true;
    }

    private Path data() {
        return Path.of(main.get(CoreParameters.DATA_DIRECTORY));
    }

    private void checkGroups() throws IOException {
        String group = main.get(CoreParameters.SETGID_GROUP);
        int gid = Accounts.group(group).orElseThrow();
        for (String name : List.of("public", "maildrop")) {
            if ((int) Files.getAttribute(queue.resolve(name), "unix:gid") != gid) {
                log.warning("not owned by group " + group + ": " + queue.resolve(name));
            }
        }
    }

    private void checkOwner(Optional<TreeEntry> entry, int uid, String name) {
        entry.ifPresent(found -> checkOwner(found, uid, name));
    }

    private void checkOwner(TreeEntry entry, int uid, String name) {
        if (entry.owner() != uid) {
            log.warning("not owned by " + name + ": " + entry.path());
        }
    }

    private void checkWritable(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Map<String, Object> found = Files.readAttributes(path, "unix:mode");
        if (((int) found.get("mode") & (GROUP_WRITE | OTHER_WRITE)) != 0) {
            log.warning("group or other writable: " + path);
        }
    }

    private void checkLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path) && Files.readSymbolicLink(path).getNameCount() > 1) {
            log.warning("symlink leaves directory: " + path);
        }
    }
}
