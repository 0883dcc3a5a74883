package mta.cli.admin;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.SupportCheck;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.log.MaillogFile;
import mta.core.log.SystemLog;
import mta.core.posix.Accounts;
import mta.core.posix.FileName;
import mta.core.posix.Processes;
import mta.service.daemon.DisabledServices;
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
        this.queue = FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY));
    }

    /// Looks at everything.
    ///
    /// @return false where the mail system cannot run, which is logged
    /// @throws ConfigException where that is because of main.cf
    boolean everything() throws IOException {
        checkSettings();
        if (!canRun() || !repair.getAsBoolean()) {
            return false;
        }
        warnings();
        return true;
    }

    /// Looks at the lookup tables, which may take a while and is not done at each start.
    ///
    /// @return true: what is wrong with a table concerns only those who ask it
    boolean tables() {
        new TableCheck(main, MasterCf.read(main.directory(), main), log).run();
        return true;
    }

    private void checkSettings() {
        main.check();
        var _ = SystemLog.facility(main);
        checkLogFile();
    }

    private boolean canRun() {
        var directories = QueueDirectories.of(main);
        try {
            directories.createMissing();
            if (!Files.isRegularFile(main.directory().resolve("master.cf"))) {
                throw new ConfigException("no " + FileName.bytes(main.directory()) + "/master.cf file found");
            }
            var written = MasterCf.read(main.directory(), main);
            var served = DisabledServices.removed(written, main);
            served.warnings().forEach(log::warning);
            checkLogService(written);
            return isSupported(served);
        } catch (IOException e) {
            log.error(ErrorText.withFile(e));
            log.fatal("unable to create missing queue directories");
            return false;
        } catch (ConfigException e) {
            log.fatal(e.getMessage());
            return false;
        }
    }

    private void checkLogFile() {
        var file = MaillogFile.of(main).map(MaillogFile::path);
        if (file.filter(Files::isDirectory).isPresent()) {
            throw new ConfigException("open logfile '" + file.get() + "': cannot open file: Is a directory");
        }
    }

    private void checkLogService(MasterCf services) {
        if (MaillogFile.of(main).isPresent() && services.services().stream().noneMatch(ServiceSupport::isPostlog)) {
            throw new ConfigException("missing 'postlog' service in master.cf - run 'postfix upgrade-configuration'");
        }
    }

    /// Says which settings and services have no effect; refuses where one would protect.
    private boolean isSupported(MasterCf served) {
        var support = SupportCheck.of(main, served);
        support.warnings().forEach(log::warning);
        ServiceSupport.warnings(served).forEach(log::warning);
        support.refusals().forEach(log::error);
        return support.refusals().isEmpty();
    }

    private void warnings() throws IOException {
        if (isRoot) {
            checkOwners();
            checkGroups();
        }
        for (Path path : List.of(inside(queue), queue.resolve("pid"))) {
            checkWritable(path);
        }
        everyFile(inside(main.directory()), Links.FOLLOWED, this::checkWritable);
        everyFile(inside(main.directory()), Links.AS_THEY_ARE, this::checkLink);
        everyFile(inside(data()), Links.AS_THEY_ARE, this::checkWritable);
        everyFile(queue.resolve("corrupt"), Links.AS_THEY_ARE, path -> {
            if (Files.isRegularFile(path)) {
                log.warning("damaged message: corrupt/" + path.getFileName());
            }
        });
    }

    private void checkOwners() throws IOException {
        String name = main.get(CoreParameters.MAIL_OWNER);
        int owner = Accounts.user(name).orElseThrow().uid();
        for (Path path : List.of(inside(queue), queue.resolve("pid"))) {
            checkOwner(path, 0, "root");
        }
        everyFile(inside(main.directory()), Links.AS_THEY_ARE, path -> checkOwner(path, 0, "root"));
        everyFile(inside(data()), Links.AS_THEY_ARE, path -> checkOwner(path, owner, name));
        for (String tree : OWNED_TREES) {
            TreeEntry.walk(queue.resolve(tree), log::warning, entry -> {
                if ((entry.isFile() || entry.isDirectory()) && entry.owner() != owner) {
                    complainOfOwner(entry.path(), name);
                }
            });
        }
        checkOwner(queue.resolve("maildrop"), owner, name);
    }

    /// As find(1) is told by Postfix's script to begin, which shows in the paths.
    private static Path inside(Path directory) {
        return directory.resolve(".");
    }

    private Path data() {
        return FileName.of(main.get(CoreParameters.DATA_DIRECTORY));
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

    private void checkOwner(Path path, int uid, String name) throws IOException {
        if ((int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) != uid) {
            complainOfOwner(path, name);
        }
    }

    private void complainOfOwner(Path path, String name) {
        log.warning("not owned by " + name + ": " + path);
    }

    /// Of a link, what it leads to counts; where that is nothing, the link itself, which everybody may write.
    private void checkWritable(Path path) throws IOException {
        var options = Files.exists(path) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        if (((int) Files.getAttribute(path, "unix:mode", options) & (GROUP_WRITE | OTHER_WRITE)) != 0) {
            log.warning("group or other writable: " + path);
        }
    }

    private void checkLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)
                && Files.readSymbolicLink(path).toString().contains("/")) {
            log.warning("symlink leaves directory: " + path);
        }
    }

    @FunctionalInterface
    private interface Look {
        void at(Path path) throws IOException;
    }

    private enum Links {
        AS_THEY_ARE,
        FOLLOWED
    }

    private static void everyFile(Path top, Links links, Look look) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        var options = links == Links.FOLLOWED ? Set.of(FileVisitOption.FOLLOW_LINKS) : Set.<FileVisitOption>of();
        Files.walkFileTree(top, options, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return visitFile(directory, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                // Files come and go while the mail system runs.
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    look.at(path);
                }
                return FileVisitResult.CONTINUE;
            }

            /// It has gone, or leads in a circle.
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
