package io.hostledger.codec;

import io.hostledger.chain.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers as they stand in JSON texts. */
final class NumberText {
    /** No two decimals of so many digits have the same nearest double, so each is its double's shortest form. */
    private static final int SURE_DIGITS = 15;

    /** Up to 2 to the power of 53 every integer is a double. */
    private static final byte[] LARGEST_EXACT = "9007199254740992".getBytes(StandardCharsets.US_ASCII);

    /** With so many zeros behind "0." a number is written with an exponent. */
    private static final int TOO_MANY_ZEROS = 6;

    /** The longest RFC 8785 form is of this kind: -0.0000012345678901234567. */
    private static final int LONGEST_CANONICAL = 25;

    /** What became of a number. */
    enum Outcome {
        WRITTEN,
        /** It is beyond the largest double. */
        TOO_LARGE,
        /** An integer that its RFC 8785 form would change. */
        NOT_EXACT
    }

    private NumberText() {}

    /** Where the number at {@code at} ends; if it is not one, {@code ~i}, {@code i} being the first byte that does not fit. */
    static int end(byte[] b, int at, int to) {
        int i = at < to && b[at] == '-' ? at + 1 : at;
        int whole = i;
        i = endOfDigits(b, i, to);
        if (i == whole) {
            return ~i;
        }
        if (b[whole] == '0' && i > whole + 1) {
            return ~(whole + 1);
        }
        if (i < to && b[i] == '.') {
            int fraction = i + 1;
            i = endOfDigits(b, fraction, to);
            if (i == fraction) {
                return ~i;
            }
        }
        if (i < to && (b[i] == 'e' || b[i] == 'E')) {
            int power = i + 1;
            if (power < to && (b[power] == '+' || b[power] == '-')) {
                power++;
            }
            i = endOfDigits(b, power, to);
            if (i == power) {
                return ~i;
            }
        }
        return i;
    }

    /**
     * Where the number at {@code at} ends, if it is plain to see that it is in RFC 8785 form: no exponent
     * and few digits, as nearly all numbers are. Else -1, and nothing is said of it.
     */
    static int endOfPlain(byte[] b, int at, int to) {
        int whole = at < to && b[at] == '-' ? at + 1 : at;
        int i = endOfDigits(b, whole, to);
        int digits = i - whole;
        if (digits == 0 || !isExact(b, whole, i) || (b[whole] == '0' && digits > 1)) {
            return -1;
        }
        if (i < to && b[i] == '.') {
            int fraction = i + 1;
            i = endOfDigits(b, fraction, to);
            boolean small = b[whole] == '0' && endOfZeros(b, fraction, i) >= fraction + TOO_MANY_ZEROS;
            if (i == fraction || digits + i - fraction > SURE_DIGITS || b[i - 1] == '0' || small) {
                return -1;
            }
        } else if (b[whole] == '0' && whole > at) {
            return -1;
        }
        return i < to && (b[i] == 'e' || b[i] == 'E') ? -1 : i;
    }

    private static boolean isExact(byte[] b, int from, int to) {
        return to - from < LARGEST_EXACT.length
                || (to - from == LARGEST_EXACT.length && Arrays.compare(b, from, to, LARGEST_EXACT, 0, to - from) <= 0);
    }

    /** Where the number at {@code at} ends, if it is in RFC 8785 form; else -1. */
    static int endOfCanonical(byte[] b, int at, int to) {
        int plain = endOfPlain(b, at, to);
        if (plain >= 0) {
            return plain;
        }
        int end = end(b, at, to);
        if (end < 0 || end - at > LONGEST_CANONICAL) {
            return -1;
        }
        JsonWriter canonical = new JsonWriter(LONGEST_CANONICAL);
        return write(b, at, end, canonical) == Outcome.WRITTEN
                        && Arrays.equals(b, at, end, canonical.array(), 0, canonical.length())
                ? end
                : -1;
    }

    /** Writes the RFC 8785 form of the number in {@code b[from, to)}. */
    static Outcome write(byte[] b, int from, int to, JsonWriter out) {
        double value = Double.parseDouble(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
        if (Double.isInfinite(value)) {
            return Outcome.TOO_LARGE;
        }
        int start = out.length();
        EcmaScriptNumber.write(value, out);
        boolean exact = value == 0
                || endOfDigits(b, b[from] == '-' ? from + 1 : from, to) < to
                || sameDigits(b, from, to, out, start);
        return exact ? Outcome.WRITTEN : Outcome.NOT_EXACT;
    }

    /**
     * Whether an integer, not 0, has the digits of its own RFC 8785 form, written from {@code start} on,
     * and then zeros. As the one is close to the other, they are then of the same value.
     */
    private static boolean sameDigits(byte[] b, int from, int to, JsonWriter out, int start) {
        byte[] form = out.array();
        int i = from;
        for (int j = start; j < out.length() && form[j] != 'e'; j++) {
            if (form[j] == '.') {
                continue;
            }
            if (i == to || b[i] != form[j]) {
                return false;
            }
            i++;
        }
        return endOfZeros(b, i, to) == to;
    }

    private static int endOfZeros(byte[] b, int at, int to) {
        int i = at;
        while (i < to && b[i] == '0') {
            i++;
        }
        return i;
    }

    private static int endOfDigits(byte[] b, int at, int to) {
        int i = at;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }
}
