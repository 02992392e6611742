package io.hostledger.app;

import io.hostledger.cli.Plain;
import java.util.logging.Formatter;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Log lines as text that nobody can forge a line in: whatever an id, an actor or a file has brought into
 * a message, it stays on its line and moves no cursor; only a stack trace goes on below, indented.
 */
final class PlainLines extends ExtFormatter {
    private final Formatter layout;

    PlainLines(Formatter layout) {
        this.layout = layout;
    }

    @Override
    public String format(ExtLogRecord record) {
        ExtLogRecord plain = new ExtLogRecord(record);
        plain.setMessage(Plain.text(record.getFormattedMessage()), ExtLogRecord.FormatStyle.NO_FORMAT);
        StringBuilder out = new StringBuilder();
        layout.format(plain).lines().forEach(line -> {
            // All but the first are of a stack trace, the message of an exception among them.
            out.append(out.isEmpty() ? "" : "\t")
                    .append(Plain.text(line.strip()))
                    .append('\n');
        });
        return out.toString();
    }

    @Override
    public boolean isCallerCalculationRequired() {
        return !(layout instanceof ExtFormatter known) || known.isCallerCalculationRequired();
    }
}
