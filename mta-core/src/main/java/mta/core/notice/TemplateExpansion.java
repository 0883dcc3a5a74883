package mta.core.notice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.config.BounceParameters;
import mta.core.config.Catalogue;
import mta.core.config.ConfigException;
import mta.core.config.Expander;
import mta.core.config.ExpansionException;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.QmgrParameters;
import mta.core.notice.NoticeTemplate.Kind;

/// Puts parameters into the text of templates: `$name` as in `main.cf`, and the two times that people ask for, in units
/// that they read, such as `$delay_warning_time_hours`.
///
/// As Postfix does, it warns where a unit is so large that nothing is left, or so small that nobody can read it.
final class TemplateExpansion {

    private static final long READABLE = 999;
    private static final List<Parameter<Duration>> TIMES =
            List.of(BounceParameters.DELAY_WARNING_TIME, QmgrParameters.MAXIMAL_QUEUE_LIFETIME);

    private enum Unit {
        SECONDS(1),
        MINUTES(60),
        HOURS(3_600),
        DAYS(86_400),
        WEEKS(604_800);

        private final long seconds;

        Unit(long seconds) {
            this.seconds = seconds;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final MainCf main;
    private final String file;
    private final Consumer<String> warnings;

    TemplateExpansion(MainCf main, String file, Consumer<String> warnings) {
        this.main = main;
        this.file = file.isEmpty() ? "[built-in]" : file;
        this.warnings = warnings;
    }

    /// Expands one line.
    String of(String line, Kind kind) {
        var undefined = new ArrayList<String>();
        String expanded;
        try {
            expanded = new Expander(name -> value(name, kind), undefined::add).expand(line);
        } catch (ExpansionException e) {
            warnings.accept(e.getMessage());
            throw new ConfigException(file + ": bad $name syntax in " + kind.word() + " template: " + line, e);
        }
        if (!undefined.isEmpty()) {
            throw new ConfigException(file + ": undefined $name in " + kind.word() + " template: " + line);
        }
        return expanded;
    }

    private Optional<String> value(String name, Kind kind) {
        for (var parameter : TIMES) {
            for (Unit unit : Unit.values()) {
                if (name.equals(parameter.name() + "_" + unit.word())) {
                    return Optional.of(Long.toString(converted(main.get(parameter), unit, name, kind)));
                }
            }
        }
        return Catalogue.find(name).isPresent() || main.setting(name).isPresent()
                ? Optional.of(main.expand("${" + name + "}").replace("$", "$$"))
                : Optional.empty();
    }

    private long converted(Duration time, Unit unit, String name, Kind kind) {
        long result = time.toSeconds() / unit.seconds;
        String where = " in " + kind.word() + " template";
        if (result > READABLE && unit.compareTo(Unit.DAYS) < 0) {
            advise("excessive result \"" + result + "\"", "increase", unit, name, where);
        } else if (result == 0 && !time.isZero()) {
            advise("zero result", "reduce", unit, name, where);
        }
        return result;
    }

    private void advise(String trouble, String change, Unit unit, String name, String where) {
        warnings.accept(file + ": " + trouble + where + " conversion of parameter \"" + name + "\"");
        warnings.accept("please " + change + " time unit \"" + unit.word() + "\" of \"" + name + "\"" + where);
        warnings.accept("for instructions see the bounce(5) manual");
    }
}
