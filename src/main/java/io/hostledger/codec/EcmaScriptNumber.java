package io.hostledger.codec;

import io.hostledger.chain.JsonWriter;

/** Numbers as ECMAScript's {@code Number::toString} writes them, which is how RFC 8785 does. */
public final class EcmaScriptNumber {
    private static final long LARGEST_EXACT = 1L << 53;
    /** A double's shortest form has at most 17 digits; Java may add one zero on either side of them. */
    private static final int MOST_DIGITS = 20;

    private EcmaScriptNumber() {}

    /** Writes a finite double; a negative zero as 0. */
    public static void write(double value, JsonWriter out) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        if (Math.abs(value) <= LARGEST_EXACT && value == (long) value) {
            out.number((long) value);
            return;
        }
        if (value < 0) {
            out.put('-');
        }
        writePositive(Math.abs(value), out);
    }

    private static void writePositive(double value, JsonWriter out) {
        // Since JDK 19 these are the digits that ECMAScript asks for, in another notation.
        String java = Double.toString(value);
        int mantissa = java.indexOf('E');
        int exponent = mantissa < 0 ? 0 : Integer.parseInt(java, mantissa + 1, java.length(), 10);
        mantissa = mantissa < 0 ? java.length() : mantissa;
        byte[] digits = new byte[MOST_DIGITS];
        int count = 0;
        int leadingZeros = 0;
        for (int i = 0; i < mantissa; i++) {
            char c = java.charAt(i);
            if (c == '0' && count == 0) {
                leadingZeros++;
            } else if (c != '.') {
                digits[count++] = (byte) c;
            }
        }
        while (digits[count - 1] == '0') {
            count--;
        }
        int point = java.indexOf('.') - leadingZeros + exponent;
        if (count == 2 && value < Double.MIN_NORMAL) {
            // Java never writes fewer than two digits; for a few of the smallest doubles one will do: 4.9E-324 is
            // 5e-324.
            int digit = (10 * (digits[0] - '0') + digits[1] - '0' + 5) / 10;
            if (Double.parseDouble(digit + "E" + (point - 1)) == value) {
                point += digit / 10;
                digits[0] = (byte) (digit == 10 ? '1' : '0' + digit);
                count = 1;
            }
        }
        place(digits, count, point, out);
    }

    /** Writes 0.{@code digits} times 10 to the power of {@code point}. */
    private static void place(byte[] digits, int count, int point, JsonWriter out) {
        if (point > 21 || point <= -6) {
            out.put(digits[0]);
            if (count > 1) {
                out.put('.').raw(digits, 1, count);
            }
            out.ascii(point > 0 ? "e+" : "e-").number(Math.abs(point - 1));
        } else if (point <= 0) {
            out.ascii("0.");
            zeros(-point, out);
            out.raw(digits, 0, count);
        } else if (count <= point) {
            out.raw(digits, 0, count);
            zeros(point - count, out);
        } else {
            out.raw(digits, 0, point).put('.').raw(digits, point, count);
        }
    }

    private static void zeros(int count, JsonWriter out) {
        for (int i = 0; i < count; i++) {
            out.put('0');
        }
    }
}
