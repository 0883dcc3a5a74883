package mta.core.notice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.config.BounceParameters;
import mta.core.config.MainCf;
import mta.core.notice.NoticeTemplate.Kind;
import mta.core.posix.FileName;

/// The templates of all kinds of notices.
///
/// **Errors.** A file that cannot be read or is malformed is a [mta.core.config.ConfigException]. One template that
/// cannot be used is warned about, and the built-in one takes its place, so that nobody misses a notice.
public final class NoticeTemplates {

    private static final String CHARSET = "us-ascii";
    private static final String FROM = "Mail Delivery System <MAILER-DAEMON>";
    private static final String HELP = """
            For further assistance, please send mail to postmaster.

            If you do so, please include this problem report. You can
            delete your own text from the attached returned message.

                               The mail system""";

    private final Map<Kind, NoticeTemplate> templates;

    private NoticeTemplates(Map<Kind, NoticeTemplate> templates) {
        this.templates = templates;
    }

    /// Postfix's own words.
    public static NoticeTemplates builtIn() {
        return with(List.of());
    }

    /// Reads a file of templates; kinds that it does not have keep their built-in words.
    ///
    /// @param warnings takes what is wrong with single templates
    public static NoticeTemplates read(Path file, Consumer<String> warnings) {
        return with(new TemplateFile(file, warnings).read());
    }

    /// What `bounce_template_file` says, or the built-in ones.
    ///
    /// @param warnings takes what is wrong with single templates
    public static NoticeTemplates of(MainCf main, Consumer<String> warnings) {
        String file = main.get(BounceParameters.BOUNCE_TEMPLATE_FILE);
        return file.isEmpty() ? builtIn() : read(FileName.of(file), warnings);
    }

    private static NoticeTemplates with(List<NoticeTemplate> read) {
        var templates = new EnumMap<Kind, NoticeTemplate>(Kind.class);
        for (Kind kind : Kind.values()) {
            templates.put(kind, builtIn(kind));
        }
        read.forEach(template -> templates.put(template.kind(), template));
        return new NoticeTemplates(templates);
    }

    /// The template of one kind.
    public NoticeTemplate of(Kind kind) {
        return templates.get(kind);
    }

    /// The same with all parameters put in.
    ///
    /// @param file how messages name the place where the templates are from; empty for the built-in ones
    /// @param warnings takes what reads badly, such as a delay of `0 days`
    /// @throws mta.core.config.ConfigException if a text names a parameter that does not exist
    public NoticeTemplates expanded(MainCf main, String file, Consumer<String> warnings) {
        var expansion = new TemplateExpansion(main, file, warnings);
        var expanded = new EnumMap<Kind, NoticeTemplate>(Kind.class);
        templates.forEach((kind, template) -> {
            var lines = new ArrayList<String>();
            template.text().forEach(line -> lines.add(expansion.of(line, kind)));
            expanded.put(kind, template.withText(List.copyOf(lines)));
        });
        return new NoticeTemplates(expanded);
    }

    static NoticeTemplate builtIn(Kind kind) {
        return switch (kind) {
            case FAILURE ->
                template(kind, "Undelivered Mail Returned to Sender", "Postmaster Copy: Undelivered Mail", """
                        I'm sorry to have to inform you that your message could not
                        be delivered to one or more recipients. It's attached below.

                        """ + HELP);
            case DELAY ->
                template(kind, "Delayed Mail (still being retried)", "Postmaster Warning: Delayed Mail", """
                        ####################################################################
                        # THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
                        ####################################################################

                        Your message could not be delivered for more than $delay_warning_time_hours hour(s).
                        It will be retried until it is $maximal_queue_lifetime_days day(s) old.

                        """ + HELP);
            case SUCCESS -> template(kind, "Successful Mail Delivery Report", "", """
                        Your message was successfully delivered to the destination(s)
                        listed below. If the message was delivered to mailbox you will
                        receive no further notifications. Otherwise you may still receive
                        notifications of mail delivery errors from other systems.

                                           The mail system""");
            case VERIFY -> template(kind, "Mail Delivery Status Report", "", """
                        Enclosed is the mail delivery report that you requested.

                                           The mail system""");
        };
    }

    private static NoticeTemplate template(Kind kind, String subject, String postmasterSubject, String text) {
        var lines = ("This is the mail system at host $myhostname.\n\n" + text).lines();
        return new NoticeTemplate(
                kind,
                CHARSET,
                FROM,
                subject,
                Optional.of(postmasterSubject).filter(words -> !words.isEmpty()),
                lines.toList());
    }
}
