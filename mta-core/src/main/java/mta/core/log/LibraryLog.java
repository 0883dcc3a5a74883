package mta.core.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/// Brings warnings and errors of libraries (Netty, dnsjava) into our log; what they have to say besides is dropped.
///
/// Logback finds this class by its service file, so that no XML is looked for and parsed. Before [#send] has named the
/// log, events go to standard error.
public final class LibraryLog extends ContextAwareBase implements Configurator {

    private static final String KEY = "mta.log";

    /// Made by Logback.
    public LibraryLog() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var appender = new Appender();
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// Names the log that events of libraries go to.
    public static void send(MailLog log) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.putObject(KEY, log);
        }
    }

    /// Turns an event into a line: `warning: io.netty.x: text: cause`.
    private static final class Appender extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            var cause = event.getThrowableProxy();
            String text = event.getLoggerName() + ": " + event.getFormattedMessage()
                    + (cause == null ? "" : ": " + cause.getClassName() + ": " + cause.getMessage());
            if (getContext().getObject(KEY) instanceof MailLog log) {
                if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                    log.error(text);
                } else {
                    log.warning(text);
                }
            } else {
                System.err.println("warning: " + text);
            }
        }
    }
}
