package io.hostledger.verify;

import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;

/** The verification report as contract section 4 has it, and {@code found}, as not every finding need be listed. */
public final class ReportJson {
    private ReportJson() {}

    /** A report on one line; its members are not in RFC 8785 order. */
    public static Json of(Report report) {
        JsonWriter out = new JsonWriter(256 + 256 * report.findings().size());
        out.ascii("{\"intact\":").ascii(String.valueOf(report.intact()));
        if (report.head() != null) {
            out.ascii(",\"head\":{\"height\":").number(report.head().height());
            out.ascii(",\"hash\":\"").hash(report.head().hash()).ascii("\"}");
        }
        out.ascii(",\"checked\":{\"central_blocks\":").number(report.checked().centralBlocks());
        out.ascii(",\"legacy_blocks\":").number(report.checked().legacyBlocks());
        out.ascii(",\"element_blocks\":").number(report.checked().elementBlocks());
        out.ascii(",\"elements\":").number(report.checked().elements());
        out.ascii("},\"unsettled\":").number(report.unsettled());
        out.ascii(",\"found\":").number(report.found());
        out.ascii(",\"findings\":[");
        String separator = "";
        for (Finding finding : report.findings()) {
            add(out.ascii(separator), finding);
            separator = ",";
        }
        return out.ascii("],\"took_ms\":").number(report.tookMillis()).put('}').json();
    }

    private static void add(JsonWriter out, Finding finding) {
        out.ascii("{\"kind\":").string(finding.kind().slug());
        out.ascii(",\"file\":").string(finding.file());
        out.ascii(",\"line\":").number(finding.line());
        out.ascii(",\"byte_offset\":").number(finding.byteOffset());
        if (finding.elementId() != null) {
            out.ascii(",\"element_id\":").string(finding.elementId());
        }
        if (finding.height() != null) {
            out.ascii(",\"height\":").number(finding.height());
        }
        out.ascii(",\"detail\":").string(finding.detail()).put('}');
    }
}
