package io.hostledger.chain;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A SHA-256, as four big-endian words; written as 64 lowercase hex digits. */
public record Hash(long a, long b, long c, long d) {
    public static final int HEX_LENGTH = 64;

    /** The {@code prev_hash} of the first block of a chain. */
    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The hash whose hex stands in {@code bytes[from, to)}; null unless that is 64 lowercase hex digits. */
    public static @Nullable Hash parse(byte[] bytes, int from, int to) {
        if (to - from != HEX_LENGTH) {
            return null;
        }
        long[] words = new long[4];
        for (int i = 0; i < HEX_LENGTH; i++) {
            int digit = digit(bytes[from + i]);
            if (digit < 0) {
                return null;
            }
            words[i >> 4] = words[i >> 4] << 4 | digit;
        }
        return new Hash(words[0], words[1], words[2], words[3]);
    }

    public static @Nullable Hash parse(String hex) {
        byte[] bytes = hex.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }

    void writeHex(byte[] out, int at) {
        writeHex(a, out, at);
        writeHex(b, out, at + 16);
        writeHex(c, out, at + 32);
        writeHex(d, out, at + 48);
    }

    private static void writeHex(long word, byte[] out, int at) {
        for (int i = 0; i < 16; i++) {
            out[at + i] = DIGITS[(int) (word >>> (60 - 4 * i)) & 15];
        }
    }

    @Override
    public String toString() {
        byte[] hex = new byte[HEX_LENGTH];
        writeHex(hex, 0);
        return new String(hex, StandardCharsets.ISO_8859_1);
    }
}
