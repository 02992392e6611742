package io.hostledger.codec;

import io.hostledger.chain.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads Accepted JSON into its RFC 8785 form: the grammar of RFC 8259 and nothing beyond it, valid
 * UTF-8, no lone surrogates, no duplicate members, no number that a double would change. The source is
 * the contract's "Accepted JSON". One thread's own; keeps its buffers for the next text.
 */
public final class StrictJson {
    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final MemberOrder members = new MemberOrder();
    private final Source in = new Source();
    private int maxLevels;

    /**
     * The value whose text is {@code text[from, to)}, on bytes of its own.
     *
     * @param maxLevels how many objects and arrays may be nested; 0 allows none
     * @throws MalformedJson if it is not Accepted JSON
     */
    public Json read(byte[] text, int from, int to, int maxLevels) throws MalformedJson {
        return isCanonical(text, from, to, maxLevels)
                ? Json.ofCanonical(Arrays.copyOfRange(text, from, to), 0, to - from)
                : rewritten(text, from, to, maxLevels);
    }

    /** As {@link #read}, of a whole text that is the value's own from here on: nothing may be written to it any more. */
    public Json readOwn(byte[] text, int maxLevels) throws MalformedJson {
        return isCanonical(text, 0, text.length, maxLevels)
                ? Json.ofCanonical(text, 0, text.length)
                : rewritten(text, 0, text.length, maxLevels);
    }

    private Json rewritten(byte[] text, int from, int to, int maxLevels) throws MalformedJson {
        this.maxLevels = maxLevels;
        in.open(text, from, to);
        try {
            value(maxLevels);
            if (in.token() >= 0) {
                throw in.expected("the text's end");
            }
            return in.out.json();
        } finally {
            in.close();
            members.clear();
        }
    }

    /**
     * Whether {@code text[from, to)} is Accepted JSON and in RFC 8785 form already. Allocates nothing
     * if it is, but for numbers with an exponent or more than 15 digits.
     */
    public static boolean isCanonical(byte[] text, int from, int to, int maxLevels) {
        return CanonicalScan.value(text, from, to, maxLevels) == to;
    }

    private void value(int levels) throws MalformedJson {
        switch (in.token()) {
            case '"' -> StringText.read(in);
            case '{' -> object(levels);
            case '[' -> array(levels);
            case 't' -> word(TRUE);
            case 'f' -> word(FALSE);
            case 'n' -> word(NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw in.expected("a value");
        }
    }

    private void object(int levels) throws MalformedJson {
        open(levels);
        int mark = members.size();
        boolean ordered = true;
        if (in.token() != '}') {
            ordered = member(mark, levels - 1);
            while (in.token() == ',') {
                pass();
                in.token();
                ordered &= member(mark, levels - 1);
            }
            if (in.token() != '}') {
                throw in.expected("',' or '}'");
            }
        }
        if (ordered) {
            members.close(mark);
        } else {
            inOrder(mark);
        }
        pass();
        in.trail.leave();
    }

    /** Reads a member; whether its object is still in order. */
    private boolean member(int mark, int levels) throws MalformedJson {
        if (in.token() != '"') {
            throw in.expected("a member's name");
        }
        int read = in.at;
        int written = in.out.length();
        StringText.read(in);
        in.trail.atMember(written);
        boolean ordered = members.add(mark, written, read, in.out);
        if (in.token() != ':') {
            throw in.expected("':'");
        }
        pass();
        value(levels);
        in.trail.between();
        return ordered;
    }

    private void inOrder(int mark) throws MalformedJson {
        int duplicate = members.sortAndClose(mark, in.out);
        if (duplicate >= 0) {
            in.trail.atMember(members.written(duplicate));
            throw in.fault("A second member of this name", members.read(duplicate));
        }
    }

    private void array(int levels) throws MalformedJson {
        open(levels);
        if (in.token() != ']') {
            item(0, levels - 1);
            for (int i = 1; in.token() == ','; i++) {
                pass();
                item(i, levels - 1);
            }
            if (in.token() != ']') {
                throw in.expected("',' or ']'");
            }
        }
        pass();
        in.trail.leave();
    }

    private void item(int index, int levels) throws MalformedJson {
        in.trail.atItem(index);
        value(levels);
        in.trail.between();
    }

    private void open(int levels) throws MalformedJson {
        if (levels == 0) {
            throw in.fault("More than " + maxLevels + " levels of objects and arrays", in.at);
        }
        pass();
        in.trail.enter();
    }

    /** Steps over the byte here, which stands in the RFC 8785 form too. */
    private void pass() {
        in.out.put(in.text[in.at++]);
    }

    private void word(byte[] word) throws MalformedJson {
        if (!startsWith(in.text, in.at, in.to, word)) {
            throw in.expected("a value");
        }
        in.out.raw(word);
        in.at += word.length;
    }

    static boolean startsWith(byte[] b, int at, int to, byte[] word) {
        return to - at >= word.length && Arrays.equals(b, at, at + word.length, word, 0, word.length);
    }

    private void number() throws MalformedJson {
        int start = in.at;
        int end = NumberText.endOfPlain(in.text, start, in.to);
        if (end >= 0) {
            in.out.raw(in.text, start, end);
            in.at = end;
            return;
        }
        end = NumberText.end(in.text, start, in.to);
        if (end < 0) {
            throw in.expected("a number's digit", ~end);
        }
        in.at = switch (NumberText.write(in.text, start, end, in.out)) {
            case WRITTEN -> end;
            case TOO_LARGE -> throw in.fault(number(start, end) + " is too large for a double", start);
            case NOT_EXACT -> throw in.fault(number(start, end) + " would not be kept as it is; send a string", start);
        };
    }

    private String number(int start, int end) {
        return "The number " + in.excerpt(start, end);
    }
}
