package mta.delivery.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mta.core.config.DeliveredHeaderUse;
import mta.core.mail.Notify;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What senders hear of success where a recipient stands for others, and what those see of the way: as with Postfix
/// 3.7, except where said.
@Timeout(60)
class ExpandedTest {

    private static final String EXPANDED = " delivery via local: alias expanded";

    @RegisterExtension
    private final LocalTrial local = new LocalTrial();

    private final String user = LocalTrial.ACCOUNT;

    @BeforeEach
    void ask() {
        local.trial.asking(Notify.SUCCESS, Notify.FAILURE);
    }

    @Test
    void ofAnAliasTheSenderHearsThatItIsOne() throws IOException {
        local.aliases.put("two", "one, a@remote.example");
        local.aliases.put("one", user);

        local.deliver("two");

        assertEquals(List.of("trace two@example.com 2.0.0 expanded" + EXPANDED), local.trial.told());
        assertEquals(
                List.of("A notify_flags=4", "O two@example.com"),
                local.wishes.stream().sorted().toList());
        assertEquals("D", local.marks());
    }

    @Test
    void ofAnAccountTheSenderHearsWhenItHasTheMail() throws IOException {
        local.deliver(user);

        assertEquals(
                List.of("trace " + user + "@example.com 2.0.0 delivered delivery via local: delivered to mailbox"),
                local.trial.told());
    }

    @Test
    void aForwardFileIsLikeAnAlias() throws IOException {
        Path file = Files.writeString(local.user.home().resolve(".forward"), "a@remote.example\n");
        local.giveToUser(file);

        local.deliver(user);

        assertEquals(List.of("trace " + user + "@example.com 2.0.0 expanded" + EXPANDED), local.trial.told());
    }

    @Test
    void whoOnlyWantsToHearOfSuccessHearsNothingElse() throws IOException {
        local.trial.asking(Notify.SUCCESS);
        local.aliases.put("one", "a@remote.example");

        local.deliver("one");

        assertTrue(local.wishes.contains("A notify_flags=1"), local.wishes::toString);
    }

    @Test
    void aListWithAnOwnerHasReachedWhomItWasFor() throws IOException {
        local.aliases.put("list", "a@remote.example, \"|exit 67\"");
        local.aliases.put("owner-list", "owner@remote.example");

        local.deliver("list");

        assertEquals(
                List.of(
                        "bounce list@example.com 5.1.1 user unknown",
                        "trace list@example.com 2.0.0 delivered" + EXPANDED),
                local.trial.told().stream().sorted().toList());
        assertEquals(List.of("A notify_flags=4"), local.wishes, "members are first recipients");
    }

    /// In Postfix, whoever asked hears of it at each attempt.
    @Test
    void nothingIsSaidWhileSomethingWaits() throws IOException {
        local.aliases.put("waits", user + ", \"|exit 75\"");

        local.deliver("waits");

        assertTrue(
                local.trial.told().stream().noneMatch(line -> line.startsWith("trace")), local.trial.told()::toString);
        assertEquals("R", local.marks());
    }

    @Test
    void membersOfAListGetMailOfItsOwner() throws IOException {
        Path file = local.spool.resolve("out");
        local.aliases.put("list", "\"|cat > " + file + "; env >> " + file + "\"");
        local.aliases.put("owner-list", "owner@remote.example");

        local.deliver("list");

        var out = Files.readAllLines(file);
        assertEquals(
                List.of("Return-Path: <owner-list@example.com>", "Delivered-To: list@example.com"), out.subList(1, 3));
        assertTrue(out.contains("SENDER=owner-list@example.com"), out::toString);
    }

    @Test
    void deliveredToMayNameTheLastAddress() throws IOException {
        local.deliveredTo = new DeliveredTo(false, Set.of(DeliveredHeaderUse.values()));
        Path file = local.spool.resolve("out");
        local.aliases.put("chain", "two");
        local.aliases.put("two", file + ", a@remote.example, " + user);

        local.deliver("chain");

        assertTrue(
                Files.readString(file).contains("X-Original-To: chain@example.com\nDelivered-To: two@example.com\n"));
        assertTrue(Files.readString(local.mailbox()).contains("\nDelivered-To: " + user + "@example.com\n"));
        assertTrue(local.forwarded.contains("N Delivered-To: two@example.com"), local.forwarded::toString);
    }

    @Test
    void deliveredToMayBeLeftOut() throws IOException {
        local.deliveredTo = new DeliveredTo(true, EnumSet.of(DeliveredHeaderUse.COMMAND));
        Path file = local.spool.resolve("out");
        Path command = local.spool.resolve("command");
        local.aliases.put("it", file + ", a@remote.example, \"|cat > " + command + "\"");

        local.deliver("it");

        assertFalse(Files.readString(file).contains("Delivered-To"));
        assertTrue(Files.readString(command).contains("Delivered-To: it@example.com\n"));
        assertTrue(
                local.forwarded.stream().noneMatch(line -> line.contains("Delivered-To")), local.forwarded::toString);
    }

    @Test
    void newMailIsAnnouncedWithItsPlaceInTheMailbox() throws IOException {
        local.deliver(user);
        long second = Files.size(local.mailbox());
        local.deliver(user);
        local.aliases.put("file", local.spool.resolve("out").toString());
        local.deliver("file");

        assertEquals(List.of(user + "@0", user + "@" + second), local.newMail);
    }
}
