package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class PlainLinesTest {
    private static final String FORGED = "x\n2026-01-01 INFO all is well\u001b[2K\r";

    private final PlainLines lines = new PlainLines(new PatternFormatter("%p %s%e%n"));

    private static ExtLogRecord record(String format, Object... parameters) {
        ExtLogRecord record =
                new ExtLogRecord(Level.ERROR, format, ExtLogRecord.FormatStyle.PRINTF, PlainLinesTest.class.getName());
        record.setParameters(parameters);
        return record;
    }

    @Test
    void aMessageStaysOnItsLine() {
        assertEquals(
                "ERROR changes of x\\u000a2026-01-01 INFO all is well\\u001b[2K\\u000d are refused\n",
                lines.format(record("changes of %s are refused", FORGED)));
        assertEquals("ERROR größe 100%\n", lines.format(record("größe %s", "100%")));
    }

    @Test
    void theMessageOfAnExceptionBeginsNoLine() {
        ExtLogRecord record = record("unforeseen");
        record.setThrown(new IllegalStateException(FORGED));
        List<String> written = lines.format(record).lines().toList();
        assertTrue(written.size() > 5, written::toString);
        assertTrue(written.stream().skip(1).allMatch(line -> line.startsWith("\t")), written::toString);
        assertTrue(written.stream().noneMatch(line -> line.contains("\u001b")), written::toString);
        assertTrue(written.stream().anyMatch(line -> line.startsWith("\tat ")), written::toString);
    }

    @Test
    void asJsonALineIsAnObjectWhateverItSays() throws Exception {
        String line = new JsonFormatter().format(record("changes of %s are refused", FORGED));
        assertEquals(1, line.lines().count());
        assertTrue(line.endsWith("}\n"), line);
        assertTrue(
                line.contains("\"message\":\"changes of x\\n2026-01-01 INFO all is well\\u001b[2K\\r are refused\""),
                line);
        assertTrue(line.contains("\"level\":\"ERROR\""), line);
    }
}
