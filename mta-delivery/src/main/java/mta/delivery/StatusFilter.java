package mta.delivery;

import java.util.Optional;
import java.util.regex.Pattern;
import mta.core.config.Parameter;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.Printable;
import mta.core.table.Lookup;
import mta.core.table.TableSearch;
import mta.core.table.Tables;
import mta.service.daemon.ServiceContext;

/// Changes what becomes of deliveries, and what is logged and told of them: `smtp_delivery_status_filter` and its kin.
///
/// The tables are asked for status and text, such as `5.1.1 unknown user: "x"`, and answer in the same form. A failure
/// may become temporary or permanent, which makes the mail wait or go back; success stays success.
///
/// ## Diagnostics
/// An answer that is no status, or of the wrong kind, is warned about and not used. Where a table fails, the outcome
/// stays as it is.
public final class StatusFilter {

    private static final Pattern FORM = Pattern.compile("(\\S+)\\s*(.*)", Pattern.DOTALL);

    private final String name;
    private final TableSearch tables;
    private final MailLog log;

    StatusFilter(String name, TableSearch tables, MailLog log) {
        this.name = name;
        this.tables = tables;
        this.log = log;
    }

    /// The filter of a service, as configured.
    public static StatusFilter of(ServiceContext context, Parameter<String> parameter) {
        var tables = Tables.ofService(context.main(), context.log()).withoutFolding();
        return new StatusFilter(parameter.name(), tables.openAll(context.main().get(parameter)), context.log());
    }

    /// The outcome as the administrator wants it.
    Outcome filter(Outcome outcome) {
        if (tables.isEmpty()) {
            return outcome;
        }
        String key = outcome.status() + " " + outcome.text();
        return switch (tables.find(key)) {
            case Lookup.Found(var answer) -> changed(outcome, answer);
            case Lookup.NotFound _ -> outcome;
            case Lookup.TemporaryFailure _ -> {
                log.warning(name + " lookup error for \"" + Printable.of(key) + "\"");
                yield outcome;
            }
        };
    }

    private Outcome changed(Outcome outcome, String answer) {
        var form = FORM.matcher(answer);
        var status = form.matches() ? EnhancedStatus.parse(form.group(1)) : Optional.<EnhancedStatus>empty();
        if (status.isEmpty() || isSuccess(status.get()) != isSuccess(outcome.status())) {
            log.warning(name + ": bad status code: " + answer);
            return outcome;
        }
        String text = form.group(2).isEmpty() ? outcome.text() : Printable.of(form.group(2));
        return switch (outcome) {
            case Outcome.Delivered delivered ->
                new Outcome.Delivered(status.get(), text, delivered.handling(), delivered.remote());
            case Outcome.Deferred deferred -> Outcome.failed(status.get(), text, deferred.remote());
            case Outcome.Bounced bounced -> Outcome.failed(status.get(), text, bounced.remote());
        };
    }

    private static boolean isSuccess(EnhancedStatus status) {
        return status.kind() == EnhancedStatus.Kind.SUCCESS;
    }
}
