package io.hostledger.api;

import io.hostledger.chain.JsonWriter;
import io.hostledger.ledger.Refusal.Known;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed, for whoever sent it (RFC 9457).
 *
 * @param detail a sentence about this occurrence, with no path of the host
 * @param violations the fields at fault, if any
 * @param outcome what is known of the change; there exactly where the status is 5xx
 */
public record Problem(
        ProblemType type,
        String detail,
        List<Violation> violations,
        @Nullable Known outcome) {
    /** After so many seconds a queue that was full has had the time to drain. */
    public static final int RETRY_AFTER_SECONDS = 1;

    /** A problem in which nothing was kept. */
    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    /** A problem with one field. */
    public static Problem of(ProblemType type, String pointer, String detail) {
        return of(type, detail, List.of(new Violation(pointer, detail)));
    }

    public static Problem of(ProblemType type, String detail, List<Violation> violations) {
        return new Problem(type, detail, violations, type.status() >= 500 ? Known.NOTHING_KEPT : null);
    }

    /** Fields that break rules of the contract: one or more, each with its sentence. */
    public static Problem invalid(List<Violation> violations) {
        return of(ProblemType.INVALID_REQUEST, sentence(violations), violations);
    }

    /** The same, of what stands at a pointer within the request. */
    Problem within(String at) {
        return new Problem(
                type,
                detail,
                violations.stream()
                        .map(each -> new Violation(at + each.pointer(), each.detail()))
                        .toList(),
                outcome);
    }

    /** The same, found fault with by another name. */
    Problem named(String pointer, String other) {
        return new Problem(
                type,
                detail,
                violations.stream()
                        .map(each -> each.pointer().equals(pointer) ? new Violation(other, each.detail()) : each)
                        .toList(),
                outcome);
    }

    private static String sentence(List<Violation> violations) {
        String first = violations.get(0).detail();
        return violations.size() == 1 ? first : first + " (and " + (violations.size() - 1) + " more)";
    }

    /** Writes the object, its members in canonical order. */
    public JsonWriter writeTo(JsonWriter out) {
        out.ascii("{\"detail\":").string(detail);
        if (outcome != null) {
            out.ascii(outcome == Known.UNKNOWN ? ",\"outcome\":\"unknown\"" : ",\"outcome\":\"none\"");
        }
        out.ascii(",\"status\":").number(type.status()).ascii(",\"title\":").string(type.title());
        out.ascii(",\"type\":").string(type.urn());
        if (!violations.isEmpty()) {
            out.ascii(",\"violations\":[");
            for (int i = 0; i < violations.size(); i++) {
                Violation violation = violations.get(i);
                out.ascii(i == 0 ? "{\"detail\":" : ",{\"detail\":").string(violation.detail());
                out.ascii(",\"pointer\":").string(violation.pointer()).put('}');
            }
            out.put(']');
        }
        return out.put('}');
    }

    public byte[] toBytes() {
        return writeTo(new JsonWriter(384)).toBytes();
    }
}
