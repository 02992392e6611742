package io.hostledger.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.JsonFormatter;

/** Has every line of the log written as plain text, or as JSON where that is configured. */
@Singleton
@RegisterForReflection(
        classNames = "org.eclipse.parsson.JsonProviderImpl") // found by its name, where nothing is configured
class LogForm {
    /** Made before anything of the service has something to say. */
    LogForm(Settings settings) {
        boolean json = settings.log().json();
        for (Handler handler : LogContext.getLogContext().getLogger("").getHandlers()) {
            form(handler, json);
        }
    }

    private static void form(Handler handler, boolean json) {
        Formatter layout = handler.getFormatter();
        if (layout != null && !(layout instanceof PlainLines) && !(layout instanceof JsonFormatter)) {
            handler.setFormatter(json ? new JsonFormatter() : new PlainLines(layout));
        }
        if (handler instanceof ExtHandler parent) {
            for (Handler nested : parent.getHandlers()) {
                form(nested, json);
            }
        }
    }
}
