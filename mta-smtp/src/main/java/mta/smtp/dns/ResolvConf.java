package mta.smtp.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What resolv.conf(5) says about whom to ask: `nameserver` lines and `options timeout:N attempts:N`.
///
/// @param servers whom to ask; this machine where the file names nobody
/// @param patience how long to wait for each
/// @param attempts how often to go through the list
record ResolvConf(List<InetSocketAddress> servers, Duration patience, int attempts) {

    private static final int PORT = 53;
    private static final int MOST_SERVERS = 3;

    /// Reads the file; one that is missing counts as empty, as in the C library.
    static ResolvConf read(Path file) {
        try {
            return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return parse(List.of());
        }
    }

    static ResolvConf parse(List<String> lines) {
        var servers = new ArrayList<InetSocketAddress>();
        var patience = Duration.ofSeconds(5);
        int attempts = 2;
        for (var line : lines) {
            var words = line.strip().split("\\s+");
            if (words[0].equals("nameserver") && words.length > 1 && servers.size() < MOST_SERVERS) {
                numeric(words[1]).ifPresent(address -> servers.add(new InetSocketAddress(address, PORT)));
            }
            if (words[0].equals("options")) {
                for (var option : words) {
                    patience = Duration.ofSeconds(number(option, "timeout:", (int) patience.toSeconds(), 30));
                    attempts = number(option, "attempts:", attempts, 5);
                }
            }
        }
        if (servers.isEmpty()) {
            servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
        }
        return new ResolvConf(List.copyOf(servers), patience, attempts);
    }

    Resolver resolver(RandomGenerator random) {
        return new Resolver(servers, patience, attempts, random);
    }

    private static Optional<InetAddress> numeric(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static int number(String option, String name, int otherwise, int most) {
        if (!option.startsWith(name) || !option.substring(name.length()).matches("\\d{1,4}")) {
            return otherwise;
        }
        return Math.clamp(Integer.parseInt(option.substring(name.length())), 1, most);
    }
}
