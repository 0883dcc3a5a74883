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
            """;

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

    private void fareAlike(List<String> recipients, String... settings) throws IOException {
        MailSystem.run(java.util.Map.of(), "", "chmod", "755", directory.toString());
        var postfix =
                fates(Distribution.postfix(Files.createDirectory(directory.resolve("p"))), "p", recipients, settings);
        var ours = fates(Distribution.ours(Files.createDirectory(directory.resolve("o"))), "o", recipients, settings);

        assertEquals(String.join("\n", postfix), String.join("\n", ours));
        assertTrue(ours.size() >= recipients.size(), ours::toString);
    }

    private List<String> fates(MailSystem system, String name, List<String> recipients, String... settings)
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
                        "Subject: x\n\nx\n", "sendmail", "-f", "a@box.example", recipient + "@local.example");
            }
            await().atMost(PATIENCE)
                    .until(() -> system.queued("maildrop") + system.queued("incoming") + system.queued("active") == 0
                            && isComplete(recipients, fates(system.log())));
            return fates(system.log());
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
