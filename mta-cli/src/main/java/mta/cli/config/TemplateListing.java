package mta.cli.config;

import java.util.Optional;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.config.BounceParameters;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.notice.NoticeTemplate;
import mta.core.notice.NoticeTemplates;
import mta.core.posix.FileName;

/// `postconf -t` and `postconf -b`: the templates of notices, as they are written and with all parameters put in.
///
/// What is wrong with them is said in the name of bounce(8), which would say it later.
final class TemplateListing {

    private static final String SPEAKER = "postfix/bounce";

    private final Invocation invocation;
    private final Complaints complaints;
    private final MainCf main;
    private final String file;

    /// @param named a file of templates; where it is an empty name, the built-in ones; else what `main.cf` names
    TemplateListing(Invocation invocation, MainCf main, Optional<String> named) {
        this.invocation = invocation.as(SPEAKER, invocation.arguments());
        this.complaints = new Complaints(this.invocation);
        this.main = main;
        this.file = named.orElseGet(() -> main.get(BounceParameters.BOUNCE_TEMPLATE_FILE));
    }

    int show(boolean expanded) throws CommandFailed {
        try {
            var templates = file.isEmpty()
                    ? NoticeTemplates.builtIn()
                    : NoticeTemplates.read(FileName.of(file), complaints::warn);
            var shown = expanded ? templates.expanded(main, file, complaints::warn) : templates;
            String separator = "";
            for (var kind : NoticeTemplate.Kind.values()) {
                invocation.out().print(separator);
                print(shown.of(kind), expanded);
                separator = "\n";
            }
            return ExitStatus.OK;
        } catch (ConfigException e) {
            invocation.out().flush();
            invocation.err().println(SPEAKER + ": fatal: " + Complaints.printable(e.getMessage()));
            return ExitStatus.FATAL;
        }
    }

    private void print(NoticeTemplate template, boolean expanded) {
        if (expanded) {
            line("expanded_" + template.kind().word() + "_text = <<EOF");
        } else {
            line(template.kind().word() + "_template = <<EOF");
            line("Charset: " + template.charset());
            line("From: " + template.from());
            line("Subject: " + template.subject());
            template.postmasterSubject().ifPresent(subject -> line("Postmaster-Subject: " + subject));
            line("");
        }
        template.text().forEach(this::line);
        line("EOF");
    }

    private void line(String text) {
        invocation.out().print(text + "\n");
    }
}
