package io.hostledger.chain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A SHA-256, as four big-endian words; written as 64 lowercase hex digits. */
public record Hash(long a, long b, long c, long d) {
    public static final int HEX_LENGTH = 64;

    /** The {@code prev_hash} of the first block of a chain. */
    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    private static final VarHandle CHARACTERS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long EVERY = 0x0101010101010101L;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The hash whose hex stands in {@code bytes[from, to)}; null unless that is 64 lowercase hex digits. */
    public static @Nullable Hash parse(byte[] bytes, int from, int to) {
        if (to - from != HEX_LENGTH) {
            return null;
        }
        long c0 = (long) CHARACTERS.get(bytes, from);
        long c1 = (long) CHARACTERS.get(bytes, from + 8);
        long c2 = (long) CHARACTERS.get(bytes, from + 16);
        long c3 = (long) CHARACTERS.get(bytes, from + 24);
        long c4 = (long) CHARACTERS.get(bytes, from + 32);
        long c5 = (long) CHARACTERS.get(bytes, from + 40);
        long c6 = (long) CHARACTERS.get(bytes, from + 48);
        long c7 = (long) CHARACTERS.get(bytes, from + 56);
        long faults =
                faults(c0) | faults(c1) | faults(c2) | faults(c3) | faults(c4) | faults(c5) | faults(c6) | faults(c7);
        return faults != 0 ? null : new Hash(word(c0, c1), word(c2, c3), word(c4, c5), word(c6, c7));
    }

    /**
     * Not 0 if one of eight characters is no lowercase hex digit. A letter has the bit 0x40; a digit's
     * high half is 3 and its low half at most 9, a letter's are 6 and from 1 to 6.
     */
    private static long faults(long characters) {
        long letters = (characters & EVERY << 6) >>> 6;
        long low = characters & EVERY * 0x0F;
        long high = (characters & (EVERY * 0x0F) << 4) ^ (EVERY * 0x30 + letters * 0x30);
        long tooLarge = low + EVERY * 6 + letters * 3 & EVERY * 0x10;
        long tooSmall = ~((low | EVERY * 0x10) - letters) & EVERY * 0x10;
        return high | tooLarge | tooSmall;
    }

    private static long word(long characters, long next) {
        return half(characters) << 32 | half(next);
    }

    /** The number that eight hex digits write. */
    private static long half(long characters) {
        long digits = (characters & EVERY * 0x0F) + 9 * ((characters & EVERY << 6) >>> 6);
        digits = (digits | digits >>> 4) & 0x00FF00FF00FF00FFL;
        digits = (digits | digits >>> 8) & 0x0000FFFF0000FFFFL;
        return (digits | digits >>> 16) & 0xFFFFFFFFL;
    }

    public static @Nullable Hash parse(String hex) {
        byte[] bytes = hex.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
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
