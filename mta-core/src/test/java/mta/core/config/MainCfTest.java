package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainCfTest {

    /// A machine with a loopback and one more interface.
    private static final Machine MACHINE = new Machine() {
        @Override
        public String hostname() {
            return "box";
        }

        @Override
        public List<LocalAddress> addresses() {
            return List.of(
                    new LocalAddress(address("127.0.0.1"), 8),
                    new LocalAddress(address("192.0.2.2"), 24),
                    new LocalAddress(address("::1"), 128),
                    new LocalAddress(address("2001:db8::fc:1"), 64));
        }

        @Override
        public List<InetAddress> resolve(String host) {
            return switch (host) {
                case "localhost" -> List.of(address("127.0.0.1"));
                case "192.0.2.2" -> List.of(address(host));
                default -> List.of();
            };
        }
    };

    @TempDir
    private Path directory;

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private MainCf read(String... lines) {
        try {
            Files.writeString(directory.resolve("main.cf"), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return MainCf.read(directory, MACHINE);
    }

    private String complaintAbout(Parameter<?> parameter, String... lines) {
        MainCf main = read(lines);
        return assertThrows(ConfigException.class, () -> main.get(parameter)).getMessage();
    }

    @Test
    void valuesAreExpandedAndTyped() {
        MainCf main = read("mail = $mine", "mine = x", "smtpd_banner = $mail $mail_name", "max_idle = 2m");

        assertEquals("x Postfix", main.get(SmtpdParameters.SMTPD_BANNER));
        assertEquals(Duration.ofMinutes(2), main.get(CoreParameters.MAX_IDLE));
        assertEquals(Optional.of("x"), main.setting("mail"));
        assertEquals(Optional.empty(), main.setting("mydestination"));
    }

    @Test
    void aBadValueIsRefusedInPostfixWordsWithFileAndLine() {
        String place = " (" + directory.resolve("main.cf") + ", line 2)";

        assertEquals(
                "bad numerical configuration: default_process_limit = many" + place,
                complaintAbout(CoreParameters.DEFAULT_PROCESS_LIMIT, "#", "default_process_limit = many"));
        assertEquals(
                "invalid default_process_limit parameter value 0 < 1" + place,
                complaintAbout(CoreParameters.DEFAULT_PROCESS_LIMIT, "#", "default_process_limit = 0"));
        assertEquals(
                "parameter max_idle: bad time value or unit: 5x" + place,
                complaintAbout(CoreParameters.MAX_IDLE, "#", "max_idle = 5x"));
        assertEquals(
                "invalid max_idle: 0 (min 1)" + place, complaintAbout(CoreParameters.MAX_IDLE, "#", "max_idle = 0"));
        assertEquals(
                "bad string length 0 < 1: mail_owner = " + place,
                complaintAbout(CoreParameters.MAIL_OWNER, "#", "mail_owner ="));
    }

    @Test
    void aLineThatIsNoSettingIsRefusedWithFileAndLine() {
        var refusal = assertThrows(ConfigException.class, () -> read("a = 1", "", "oops"));

        assertEquals(
                directory.resolve("main.cf") + ", line 3: missing '=' after attribute name: \"oops\"",
                refusal.getMessage());
    }

    @Test
    void aNameThatIsSetTwiceIsWarnedAbout() {
        MainCf main = read("myorigin = a", "myorigin = b");

        assertEquals(
                List.of(directory.resolve("main.cf") + ", line 2: overriding earlier entry: myorigin=a"),
                main.warnings());
    }

    @Test
    void theMachineGivesNamesAndNetworks() {
        MainCf main = read("compatibility_level = 3.6");

        assertEquals("box.localdomain", main.get(CoreParameters.MYHOSTNAME));
        assertEquals("localdomain", main.get(CoreParameters.MYDOMAIN));
        assertEquals(
                "127.0.0.1/32 192.0.2.2/32 [::1]/128 [2001:db8::fc:1]/128",
                main.get(CoreParameters.MYNETWORKS).strip());
        assertEquals("box.example.com", read("mydomain = example.com").get(CoreParameters.MYHOSTNAME));
        assertEquals("b.example", read("myhostname = a.b.example").get(CoreParameters.MYDOMAIN));
    }

    @Test
    void networksDependOnStyleAndInterfaces() {
        assertEquals("127.0.0.0/8 192.0.2.0/24", networks("mynetworks_style = subnet", "inet_protocols = ipv4"));
        assertEquals("127.0.0.0/8 192.0.2.0/24", networks("mynetworks_style = class", "inet_protocols = ipv4"));
        assertEquals("127.0.0.0/8 [::1]/128", networks("inet_interfaces = loopback-only"));
        assertEquals("127.0.0.1/32", networks("inet_interfaces = localhost", "mynetworks_style = host"));
        assertEquals(
                "config variable inet_interfaces: host not found: nosuch",
                assertThrows(ConfigException.class, () -> networks("inet_interfaces = nosuch"))
                        .getMessage());
    }

    @Test
    void interfacesAreLookedForAlsoWhereNetworksAreSet() {
        read("mynetworks = 127.0.0.0/8", "inet_interfaces = 192.0.2.2, localhost")
                .check();

        assertEquals("config variable inet_interfaces: host not found: nosuch", refusal("inet_interfaces = nosuch"));
        assertEquals("unknown inet_protocols value \"ipv5\" in \"ipv5\"", refusal("inet_protocols = ipv5"));
    }

    private String refusal(String line) {
        var main = read("mynetworks = 127.0.0.0/8", line);
        return assertThrows(ConfigException.class, main::check).getMessage();
    }

    private String networks(String... lines) {
        return read(lines).get(CoreParameters.MYNETWORKS).strip();
    }

    @Test
    void theHostNameAndTheDomainDoNotWaitForEachOther() {
        MainCf main = read("myhostname = $mydomain");

        assertEquals("localdomain", main.get(CoreParameters.MYDOMAIN));
    }

    @Test
    void overridesCountForOneServiceOnly() {
        MainCf main = read("mine = a", "myorigin = $mine");
        MainCf service = main.withOverrides(Map.of("mine", "b"));

        assertEquals("b", service.get(RewriteParameters.MYORIGIN));
        assertEquals("a", main.get(RewriteParameters.MYORIGIN));
    }

    /// Symptom: mail for `bücher.example` was not taken for our own, and what was said was not UTF-8. Cause: settings
    /// were
    /// characters, while mail and its tables are bytes.
    @Test
    void valuesAreBytesAsMailIs() {
        assertEquals(
                "b\u00c3\u00bccher.example", read("mydomain = bücher.example").get(CoreParameters.MYDOMAIN));
    }

    /// Symptom: `gr??e/main.cf` in messages.
    @Test
    void messagesNameFilesInBytes() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the test cannot name such files");
        Path place = Files.createDirectory(directory.resolve("größe"));
        Files.writeString(place.resolve("main.cf"), "oops\n");

        String message =
                assertThrows(ConfigException.class, () -> MainCf.read(place)).getMessage();

        assertTrue(message.contains("/gr\u00c3\u00b6\u00c3\u009fe/main.cf, line 1"), message);
    }

    @Test
    void aServiceKnowsItsNameAndThatOfItsProgram() throws IOException {
        MainCf main = read("mail_name = x-$process_name");
        Files.writeString(
                directory.resolve("master.cf"), "relay unix - - n - - smtp -o syslog_name=postfix/$service_name\n");
        MainCf service =
                main.forService(MasterCf.read(directory, main).services().getFirst());

        assertEquals("postfix/relay", service.get(CoreParameters.SYSLOG_NAME));
        assertEquals("x-smtp", service.get(CoreParameters.MAIL_NAME));
        assertEquals(String.valueOf(ProcessHandle.current().pid()), service.expand("$process_id"));
        assertEquals("x-", main.get(CoreParameters.MAIL_NAME));
    }

    @Test
    void aTransportHasItsOwnValueOrTheGeneralOne() {
        MainCf main = read("default_destination_concurrency_limit = 7", "relay_destination_concurrency_limit = 3");

        assertEquals(3, TransportParameters.DESTINATION_CONCURRENCY_LIMIT.get(main, "relay"));
        assertEquals(7, TransportParameters.DESTINATION_CONCURRENCY_LIMIT.get(main, "smtp"));
        assertEquals(2, TransportParameters.DESTINATION_CONCURRENCY_LIMIT.get(main, "local"));
    }

    @Test
    void aValueThatRefersToItselfIsRefused() {
        MainCf main = read("a = $b", "b = $a", "myorigin = $a");

        String message = assertThrows(ConfigException.class, main::check).getMessage();
        assertTrue(message.contains("unreasonable macro call nesting: \"b\""), message);
        assertTrue(message.contains("line 3"), message);
    }

    /// In these words, and found before a service that needs the value ends in them.
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    notify_classes = bounce, nosuch          ; unknown notify_classes value "nosuch" in "bounce, nosuch"
                    notify_classes = Bounce                  ; unknown notify_classes value "Bounce" in "Bounce"
                    masquerade_classes = sender              ; unknown masquerade_classes value "sender" in "sender"
                    mailbox_delivery_lock = nosuch           ; unknown mailbox_delivery_lock value "nosuch" in "nosuch"
                    virtual_mailbox_lock = fcntl lockf       ; unknown virtual_mailbox_lock value "lockf" in "fcntl lockf"
                    allow_mail_to_files = anywhere           ; unknown allow_mail_to_files value "anywhere" in "anywhere"
                    info_log_address_format = foo            ; bad configuration: info_log_address_format = foo
                    unverified_sender_tempfail_action = wait ; bad configuration: unverified_sender_tempfail_action = wait
                    lmtp_address_preference = ipv5           ; bad lmtp_address_preference value: ipv5
                    smtp_address_verify_target = quit        ; bad protocol stage: "smtp_address_verify_target = quit"
                    smtpd_helo_required = maybe              ; bad boolean configuration: smtpd_helo_required = maybe
                    """)
    void aBadValueIsToldByItsOwnNameAndPlace(String setting, String complaint) {
        String message = assertThrows(ConfigException.class, read("# first line", setting)::check)
                .getMessage();

        assertTrue(message.startsWith(complaint + " ("), message);
        assertTrue(message.endsWith("main.cf, line 2)"), message);
    }

    @Test
    void everyDefaultIsGood() {
        read("myhostname = host.example.com").check();
    }

    @Test
    void theEnvironmentNamesTheDirectory() {
        assertEquals(Path.of("/etc/postfix"), MainCf.directoryFrom(Map.of()));
        assertEquals(Path.of("/x"), MainCf.directoryFrom(Map.of("MAIL_CONFIG", "/x")));
    }

    @Test
    void aLevelIsAVersion() {
        assertTrue(CompatibilityLevel.parse("3.10").compareTo(CompatibilityLevel.parse("3.9")) > 0);
        assertEquals(CompatibilityLevel.parse("2"), CompatibilityLevel.parse("2.0.0"));
        assertEquals("3.11", CompatibilityLevel.LATEST.toString());
        assertEquals(List.of(), CompatibilityLevel.LATEST.startNotes());
        assertEquals(3, CompatibilityLevel.parse("2").startNotes().size());
        assertThrows(IllegalArgumentException.class, () -> CompatibilityLevel.parse("two"));
    }
}
