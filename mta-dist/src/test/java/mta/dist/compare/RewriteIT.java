package mta.dist.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mta.dist.Distribution;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// trivial-rewrite(8) of both systems answers the same about many addresses under several settings; so the library
/// behind it, which all our programs use, does what Postfix's does.
class RewriteIT {

    private static final List<String> LOCAL_PARTS = List.of(
            "user",
            "user+ext",
            "us.er",
            ".user",
            "user.",
            "-user",
            "\"\"",
            "a b",
            "a@b",
            "a@b.example",
            "user%out.example",
            "user%local.example",
            "user%relay.example%out.example",
            "out.example!user",
            "local.example!user",
            "a!b!c",
            "a!b%c",
            "x@relay.example",
            "@out.example:user",
            "@a,@b:user",
            "\"quoted\"",
            "back\\slash",
            "(comment)user",
            "user,other",
            "<user>",
            "us;er",
            "postmaster",
            "héllo");

    private static final List<String> DOMAINS = List.of(
            "",
            "@",
            "@out.example",
            "@OUT.Example.",
            "@local.example",
            "@Local.example..",
            "@relay.example",
            "@sub.relay.example",
            "@va.example",
            "@vm.example",
            "@mapped.example",
            "@sub.mapped.example",
            "@host",
            "@mx.compare.example",
            "@[127.0.0.1]",
            "@[192.0.2.1]",
            "@[IPv6:::1]",
            "@192.0.2.1",
            "@bad..example",
            "@-bad.example",
            "@bad_.example",
            "@1234",
            "@localhost");

    private static final List<List<String>> SETTINGS = List.of(
            List.of("mydestination = mx.compare.example, local.example"),
            List.of(
                    "mydestination = mx.compare.example, local.example",
                    "myorigin = origin.example",
                    "remote_header_rewrite_domain = remote.invalid",
                    "relayhost = [smarthost.example]:587",
                    "transport_maps = inline:{{mapped.example=slow:[there.example]}, {.mapped.example=:via.example},"
                            + " {user@out.example=smtp:special.example}}",
                    "relocated_maps = inline:{postmaster@relay.example=somewhere.example}"),
            List.of(
                    "mydestination = mx.compare.example, local.example",
                    "swap_bangpath = no",
                    "allow_percent_hack = no",
                    "append_dot_mydomain = yes",
                    "recipient_delimiter = +",
                    "resolve_dequoted_address = no",
                    "parent_domain_matches_subdomains =",
                    "sender_dependent_relayhost_maps = inline:{sender@from.example=[byserver.example]}",
                    "sender_dependent_default_transport_maps = inline:{@from.example=slow:}"),
            List.of(
                    "mydestination = mx.compare.example, local.example",
                    "allow_min_user = yes",
                    "resolve_null_domain = yes",
                    "resolve_numeric_domain = yes",
                    "append_at_myorigin = no",
                    "empty_address_recipient = nobody",
                    "local_transport = lmtp:unix:private/store",
                    "virtual_transport = lmtp:unix:private/virtual",
                    "relay_transport = relay:[inside.example]",
                    "default_transport = slow:[outside.example]",
                    "address_verify_default_transport = smtp:[probe.example]",
                    "address_verify_relayhost = [proberelay.example]"));

    /// Where it is told that the address is malformed, nothing else counts.
    private static final Pattern MALFORMED =
            Pattern.compile("transport\\|[^|]*\\|nexthop\\|[^|]*\\|recipient\\|[^|]*\\|flags\\|(\\d+)");

    @TempDir
    private Path ours;

    @TempDir
    private Path theirs;

    static Stream<List<String>> settings() {
        return SETTINGS.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void bothAnswerTheSame(List<String> settings) throws Exception {
        List<String> requests = requests();
        List<String> expected = answers(Distribution.postfix(theirs), settings, requests);
        List<String> answers = answers(Distribution.ours(ours), settings, requests);

        var differences = new ArrayList<String>();
        for (int i = 0; i < requests.size(); i++) {
            if (!plain(expected.get(i)).equals(plain(answers.get(i)))) {
                differences.add(requests.get(i) + "\n  Postfix " + expected.get(i) + "\n  ours    " + answers.get(i));
            }
        }
        assertTrue(new HashSet<>(expected).size() > 300, "the questions are hard ones");
        assertEquals("", String.join("\n", differences));
    }

    private static List<String> requests() {
        var requests = new ArrayList<String>();
        for (String domain : DOMAINS) {
            for (String local : LOCAL_PARTS) {
                String address = local + domain;
                requests.add("request|rewrite|rule|local|address|" + address);
                requests.add("request|rewrite|rule|remote|address|" + address);
                requests.add("request|resolve|sender||address|" + address);
                requests.add("request|resolve|sender|sender@from.example|address|" + address);
                requests.add("request|verify|sender|sender@from.example|address|" + address);
            }
        }
        return requests;
    }

    private static String plain(String answer) {
        return MALFORMED
                .matcher(answer)
                .replaceAll(found -> (Integer.parseInt(found.group(1)) & 4) != 0 ? "malformed" : "$0");
    }

    private static List<String> answers(MailSystem prepared, List<String> settings, List<String> requests)
            throws IOException {
        prepared.with(
                "myhostname = mx.compare.example",
                "relay_domains = relay.example, mapped.example",
                "virtual_alias_domains = va.example",
                "virtual_mailbox_domains = vm.example");
        prepared.with(settings.toArray(String[]::new));
        var answers = new ArrayList<String>();
        try (var system = prepared.start();
                var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(system.spool().resolve("private/rewrite")));
            var in = new BufferedInputStream(Channels.newInputStream(channel));
            var out = Channels.newOutputStream(channel);
            assertEquals("protocol|trivial_rewrite_protocol", message(in));
            for (String request : requests) {
                out.write((request + "||").replace('|', '\0').getBytes(StandardCharsets.UTF_8));
                answers.add(message(in));
            }
        }
        return answers;
    }

    /// What stands before the next two NULs; each NUL is shown as `|`.
    private static String message(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int last = -1;
        for (int b = in.read(); b > 0 || last != 0; b = in.read()) {
            if (b < 0) {
                throw new EOFException("hung up after " + bytes);
            }
            bytes.write(b);
            last = b;
        }
        String text = bytes.toString(StandardCharsets.UTF_8).replace('\0', '|');
        return text.substring(0, text.length() - 1);
    }
}
