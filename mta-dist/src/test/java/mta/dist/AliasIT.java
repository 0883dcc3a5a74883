package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Aliases, the lists they include, and the commands and files they name: local(8) does what Postfix does.
class AliasIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The one account; every system has it.
    private static final String USER = "games";

    private static final List<String> RECIPIENTS = List.of(
            "user",
            "list",
            "loop",
            "self",
            "file",
            "command",
            "waits",
            "include",
            "missing",
            "open",
            "restricted",
            "comma",
            "nowhere",
            "mixed",
            "partly",
            "list+extension",
            "nobody-here",
            "postmaster",
            "User",
            USER,
            "Games");

    /// Recipients that stand for others, and one that does not.
    private static final List<String> STAND_INS = List.of("chain", "owned", "include", "list", USER, "where");

    private static final String ALIASES = """
            user: USER
            list: a@box.example, b@box.example
            owner-list: a@box.example
            loop: pool
            pool: loop
            self: self, a@box.example
            file: FILES/file
            command: "|cat > /dev/null; echo out; exit 69"
            waits: "|exit 75"
            include: :include:FILES/include
            missing: :include:FILES/missing
            open: :include:FILES/open
            restricted: :include:FILES/restricted
            comma: ,
            nowhere: /dev/null
            mixed: USER, /dev/null, a@box.example
            partly: nobody-here, a@box.example
            chain: link
            link: FILES/link, USER, a@box.example, "|cat > FILES/command"
            owned: FILES/owned, USER, "|cat > FILES/owned-command; echo $SENDER >> FILES/owned-command"
            owner-owned: a@box.example
            where: "|pwd > FILES/where; false; echo so what"
            """;

    private static final String CHANGING = "From .*|Received: .*|\tid .*|(Message-Id|Date): .*";
    private static final Pattern REPORT =
            Pattern.compile("Final-Recipient: .*\n(?:Original-Recipient: .*\n)?Action: .*\nStatus: .*");
    private static final Pattern FATE = Pattern.compile("/(?:local|discard)\\[\\d+]: \\w+: (to=<.*)");

    @TempDir
    Path directory;

    @Test
    void mailForAliasesFaresAsWithPostfix() throws IOException {
        fareAlike(RECIPIENTS);
    }

    @Test
    void mailForAccountsGoesToACommandAsWithPostfix() throws IOException {
        fareAlike(
                List.of(USER, USER + "+ext", "user", "include", "nobody-here", "nobody-here+ext"),
                "mailbox_command = test \"$LOGNAME$EXTENSION\" = " + USER + "; cat > /dev/null",
                "luser_relay = b+$local@box.example");
    }

    @Test
    void mailForAccountsGoesToAnotherAgentAsWithPostfix() throws IOException {
        fareAlike(
                List.of(USER, USER + "+ext", "nobody-here", "file"),
                "mailbox_transport = discard:here",
                "fallback_transport = discard:there");
    }

    @Test
    void mailForUnknownUsersGoesToAnotherAgentAsWithPostfix() throws IOException {
        fareAlike(List.of(USER, "nobody-here"), "fallback_transport = discard:there");
    }

    @Test
    void senderAndRecipientsHearTheSameAsWithPostfix() throws IOException {
        fareAlike("success,failure", STAND_INS);
    }

    @Test
    void otherHeadersShellsAndDirectoriesAreAsWithPostfix() throws IOException {
        fareAlike(
                "success,failure",
                STAND_INS,
                "frozen_delivered_to = no",
                "prepend_delivered_header = file, forward",
                "local_command_shell = /bin/sh -e -c",
                "command_execution_directory = /usr/${domain?lib}");
    }

    private void fareAlike(List<String> recipients, String... settings) throws IOException {
        fareAlike("failure", recipients, settings);
    }

    /// @param notify when the sender wants to hear of it
    private void fareAlike(String notify, List<String> recipients, String... settings) throws IOException {
        MailSystem.run(java.util.Map.of(), "", "chmod", "755", directory.toString());
        var postfix = fates(
                Distribution.postfix(Files.createDirectory(directory.resolve("p"))), "p", notify, recipients, settings);
        var ours = fates(
                Distribution.ours(Files.createDirectory(directory.resolve("o"))), "o", notify, recipients, settings);

        assertEquals(String.join("\n", postfix), String.join("\n", ours));
        assertTrue(ours.size() >= recipients.size(), ours::toString);
    }

    private List<String> fates(
            MailSystem system, String name, String notify, List<String> recipients, String... settings)
            throws IOException {
        Path files = Files.createDirectory(directory.resolve("files"));
        Path mail = Files.createDirectory(directory.resolve("spool"));
        for (Path shared : List.of(files, mail)) {
            Files.setAttribute(shared, "unix:mode", 01777);
        }
        Files.writeString(files.resolve("include"), "# members\na@box.example\n" + USER + "\n");
        Files.writeString(files.resolve("restricted"), "|cat\n/tmp/x\na@box.example\n");
        Files.setAttribute(Files.writeString(files.resolve("open"), "a@box.example\n"), "unix:mode", 0666);
        Path aliases = Files.writeString(
                directory.resolve(name + ".aliases"),
                ALIASES.replace("USER", USER).replace("FILES", files.toString()));
        system.with(
                "mydestination = local.example",
                "myorigin = local.example",
                "recipient_delimiter = +",
                "alias_maps = texthash:" + table(aliases),
                "mail_spool_directory = " + mail);
        system.with(settings);
        try (system) {
            system.start();
            for (String recipient : recipients) {
                system.commandWithInput(
                        "Subject: x\n\nx\n",
                        "sendmail",
                        "-N",
                        notify,
                        "-f",
                        "a@box.example",
                        recipient + "@local.example");
            }
            await().atMost(PATIENCE)
                    .during(Duration.ofSeconds(1))
                    .until(() -> system.queued("maildrop") + system.queued("incoming") + system.queued("active") == 0
                            && isComplete(recipients, fates(system.log())));
            var all = new ArrayList<>(fates(system.log()));
            headings(files, mail).stream()
                    .map(line -> line.replace(system.spool().toString(), "QUEUE"))
                    .forEach(all::add);
            all.addAll(reports(system));
            return all;
        } finally {
            MailSystem.run(java.util.Map.of(), "", "rm", "-r", files.toString(), mail.toString());
        }
    }

    /// A table of text takes `key value`, where an alias file has a colon.
    private static Path table(Path aliases) throws IOException {
        return Files.writeString(aliases, Files.readString(aliases).replaceAll("(?m)^([^:]+): ", "$1 "));
    }

    private static boolean isComplete(List<String> recipients, List<String> fates) {
        return recipients.stream()
                .allMatch(recipient ->
                        fates.stream().anyMatch(fate -> fate.contains("to=<" + recipient + "@local.example>")));
    }

    /// What stands before the messages that were delivered to files and mailboxes, and whatever else commands wrote.
    private static List<String> headings(Path... directories) throws IOException {
        var headings = new ArrayList<String>();
        for (Path directory : directories) {
            try (var files = Files.list(directory)) {
                for (Path file : files.sorted().toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line -> !line.matches(CHANGING))
                            .map(line -> file.getFileName() + ": " + line)
                            .forEach(headings::add);
                }
            }
        }
        return headings.stream().sorted().toList();
    }

    /// What senders heard of whom.
    private static List<String> reports(MailSystem system) throws IOException {
        return system.mailbox().stream()
                .flatMap(notice -> REPORT.matcher(notice).results())
                .map(found -> found.group().replaceAll("\\s+", " "))
                .sorted()
                .toList();
    }

    private static List<String> fates(String log) {
        var fates = new ArrayList<String>();
        for (var line : log.lines().toList()) {
            var fate = FATE.matcher(line);
            if (fate.find()) {
                fates.add(fate.group(1)
                        .replaceAll("delay=.*, dsn=", "dsn=")
                        .replaceAll("forwarded as \\w+", "forwarded as ID"));
            }
        }
        return fates.stream().sorted().toList();
    }
}
