package mta.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restore() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
    void showsWhatTheZoneOfTheMachineSays(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        for (long seconds = 0; seconds < 4_000_000_000L; seconds += 10_000_003) {
            var instant = Instant.ofEpochSecond(seconds);
            assertEquals(
                    instant.atZone(ZoneId.of(zone)).toLocalDateTime(),
                    WallClock.at(instant).toLocalDateTime(),
                    zone);
        }
    }
}
