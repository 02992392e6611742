package io.hostledger.verify;

import io.hostledger.chain.JsonText;
import io.hostledger.codec.Span;

/**
 * The text of a member, as a finding tells it. A damaged line may have megabytes where an id or a time
 * stands, and thousands of findings are kept: of longer texts only the beginning is.
 */
final class MemberText {
    /** Bytes in the line. An element id has at most 1,024, of which each may be escaped. */
    static final int LONGEST = 2_048;

    private MemberText() {}

    /** @param quoted in a line in RFC 8785 form */
    static String of(byte[] line, Span quoted) {
        return of(line, quoted.from() + 1, quoted.to() - 1);
    }

    /** The same of the range between the quotes. */
    static String of(byte[] line, int from, int to) {
        if (to - from <= LONGEST) {
            return JsonText.decode(line, from, to);
        }
        int end = from;
        while (end < from + LONGEST) {
            end += line[end] != '\\' ? 1 : line[end + 1] == 'u' ? 6 : 2;
        }
        while ((line[end] & 0xC0) == 0x80) {
            end++; // the rest of a character
        }
        return end >= to ? JsonText.decode(line, from, to) : JsonText.decode(line, from, end) + "…";
    }
}
