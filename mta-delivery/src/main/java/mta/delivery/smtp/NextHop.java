package mta.delivery.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Where a transport sends to, taken apart.
///
///     example.com        its mail exchangers, or itself
///     [example.com]      that host, without asking for mail exchangers
///     example.com:587    on another port; also by service name
///     inet:host:port     as `[host]:port`; lmtp(8) only
///     unix:path          a socket on this machine, relative to the queue directory; lmtp(8) only
public sealed interface NextHop {

    /// As it was written.
    String text();

    /// A host or domain on the network.
    ///
    /// @param host name or numerical address, without brackets
    /// @param port the port
    /// @param mailExchangers whether to ask the DNS who takes mail for it
    record Inet(String text, String host, int port, boolean mailExchangers) implements NextHop {}

    /// A socket on this machine.
    record Local(String text, String path) implements NextHop {}

    /// Text that is no next hop; a mistake in the configuration.
    record Malformed(String text, String problem) implements NextHop {}

    Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::(.+))?");
    Map<String, Integer> SERVICES = Map.of("smtp", 25, "lmtp", 24, "submission", 587, "submissions", 465, "smtps", 465);

    /// Reads a list: hosts separated by commas or white space, tried in turn.
    ///
    /// @param standardPort where none is given
    static List<NextHop> listOf(String text, int standardPort) {
        var hops = new ArrayList<NextHop>();
        for (var word : text.split("[\\s,]+")) {
            if (!word.isEmpty()) {
                hops.add(of(word, standardPort));
            }
        }
        return hops;
    }

    /// Reads one.
    private static NextHop of(String text, int standardPort) {
        if (text.startsWith("unix:")) {
            return new Local(text, text.substring(5));
        }
        if (text.startsWith("inet:")) {
            return inet(text, text.substring(5), standardPort, false);
        }
        return inet(text, text, standardPort, true);
    }

    private static NextHop inet(String text, String place, int standardPort, boolean mailExchangers) {
        var bracketed = BRACKETED.matcher(place);
        if (bracketed.matches()) {
            return withPort(text, bracketed.group(1), bracketed.group(2), standardPort, false);
        }
        int colon = place.lastIndexOf(':');
        return colon < 0
                ? withPort(text, place, null, standardPort, mailExchangers)
                : withPort(text, place.substring(0, colon), place.substring(colon + 1), standardPort, mailExchangers);
    }

    private static NextHop withPort(String text, String host, String port, int standardPort, boolean mailExchangers) {
        String name = host.regionMatches(true, 0, "ipv6:", 0, 5) ? host.substring(5) : host;
        if (name.isEmpty()) {
            return new Malformed(text, "null host in server description: " + text);
        }
        if (port == null) {
            return new Inet(text, name, standardPort, mailExchangers);
        }
        if (port.matches("\\d{1,5}") && Integer.parseInt(port) > 0 && Integer.parseInt(port) <= 65535) {
            return new Inet(text, name, Integer.parseInt(port), mailExchangers);
        }
        var known = SERVICES.get(port);
        return known == null
                ? new Malformed(text, "unknown service: " + port + "/tcp")
                : new Inet(text, name, known, mailExchangers);
    }
}
