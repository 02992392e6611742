package io.hostledger.query;

import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.query.AuditReport.Section;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit report as it goes out. */
final class ReportText {
    private ReportText() {}

    static byte[] json(AuditReport report) {
        JsonWriter out = new JsonWriter(4_096);
        out.ascii("{\"blocks\":").number(report.blocks());
        head(out, "first", report.first());
        head(out, "last", report.last());
        for (Section section : report.sections()) {
            out.ascii(",\"").ascii(section.member()).ascii("\":[");
            counts(out, section);
            out.put(']');
            if (section.others() > 0) {
                out.ascii(",\"").ascii(section.member()).ascii("_left_out\":").number(section.others());
            }
        }
        return out.put('}').toBytes();
    }

    private static void head(JsonWriter out, String member, @Nullable Head head) {
        if (head != null) {
            out.ascii(",\"").ascii(member).ascii("\":{\"height\":").number(head.height());
            out.ascii(",\"hash\":\"").hash(head.hash()).ascii("\"}");
        }
    }

    private static void counts(JsonWriter out, Section section) {
        List<Tally.Count> counts = section.counts();
        for (int i = 0; i < counts.size(); i++) {
            out.ascii(i == 0 ? "{\"" : ",{\"").ascii(section.name()).ascii("\":");
            out.string(counts.get(i).text())
                    .ascii(",\"blocks\":")
                    .number(counts.get(i).blocks())
                    .put('}');
        }
    }

    static byte[] csv(AuditReport report) {
        StringBuilder out = new StringBuilder("what,name,blocks\r\n");
        line(out, "blocks", "", Long.toString(report.blocks()));
        head(out, "first", report.first());
        head(out, "last", report.last());
        for (Section section : report.sections()) {
            for (Tally.Count count : section.counts()) {
                line(out, section.member(), count.text(), Long.toString(count.blocks()));
            }
            if (section.others() > 0) {
                line(out, section.member() + "_left_out", "", Long.toString(section.others()));
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Its name is {@code <height>:<hash>}, as {@code verify --expect} takes it; it is one block. */
    private static void head(StringBuilder out, String what, @Nullable Head head) {
        if (head != null) {
            line(out, what, head.toString(), "1");
        }
    }

    private static void line(StringBuilder out, String what, String name, String blocks) {
        out.append(what)
                .append(',')
                .append(quoted(name))
                .append(',')
                .append(blocks)
                .append("\r\n");
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
