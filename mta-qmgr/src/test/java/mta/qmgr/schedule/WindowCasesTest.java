package mta.qmgr.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mta.core.mail.EnhancedStatus;
import mta.qmgr.destination.Feedback;
import mta.qmgr.destination.Window;
import mta.qmgr.destination.WindowLimits;
import mta.qmgr.schedule.WindowObserver.Event;
import mta.testkit.golden.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What happens to a destination, and the log lines that Postfix wrote about it.
class WindowCasesTest {

    private static final Path CASES = Path.of("src/test/cases/windows");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return Golden.cases(CASES).map(folder -> Golden.test(folder, WindowCasesTest::check));
    }

    private static void check(Path folder) throws IOException {
        var lines = Files.readAllLines(folder.resolve("input"));
        int gap = lines.indexOf("");
        var limits = limits(lines.subList(0, gap));

        var log = log(limits, lines.subList(gap + 1, lines.size()));

        Golden.check(folder, String.join("\n", log) + "\n");
    }

    private static List<String> log(WindowLimits limits, List<String> events) {
        var log = new ArrayList<String>();
        var observer = new FeedbackLog(Set.of("retry"), log::add);
        Window window = Window.initial(limits);
        for (String what : events) {
            if (what.equals("new destination")) {
                window = Window.initial(limits);
                continue;
            }
            boolean failed = what.equals("failure");
            var before = window;
            int busy = what.equals("success while idle") ? 0 : window.size();
            window = failed
                    ? window.afterFailure(EnhancedStatus.of("4.4.1"), "refused", NOW, limits)
                    : window.afterSuccess(busy, limits);
            observer.changed("retry", "dest.example", Event.SUCCESS, limits, before, window);
            observer.changed("smtp", "dest.example", failed ? Event.FAILURE : Event.SUCCESS, limits, before, window);
        }
        return log;
    }

    private static WindowLimits limits(List<String> lines) {
        return new WindowLimits(
                Integer.parseInt(value(lines, "initial ")),
                Integer.parseInt(value(lines, "limit ")),
                Feedback.parse(value(lines, "positive ")).orElseThrow(),
                Feedback.parse(value(lines, "negative ")).orElseThrow(),
                Integer.parseInt(value(lines, "failed cohorts ")),
                Duration.ofMinutes(5));
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }
}
