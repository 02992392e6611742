package io.hostledger.codec;

import io.hostledger.chain.JsonText;

/** Names of members in RFC 8785 form, without their quotes. */
final class MemberName {
    private MemberName() {}

    /** Orders two names of one text as {@link JsonText#compare} does; quicker for the short plain ones that most are. */
    static int compare(byte[] b, int from, int to, int otherFrom, int otherTo) {
        int shorter = Math.min(to - from, otherTo - otherFrom);
        int i = 0;
        while (i < shorter && b[from + i] == b[otherFrom + i] && b[from + i] != '\\') {
            i++;
        }
        if (i == shorter) {
            return (to - from) - (otherTo - otherFrom);
        }
        byte next = b[from + i];
        byte otherNext = b[otherFrom + i];
        boolean plain = next >= 0 && otherNext >= 0 && next != '\\' && otherNext != '\\';
        return plain ? next - otherNext : JsonText.compare(b, from, to, b, otherFrom, otherTo);
    }
}
