package io.hostledger.query;

import io.hostledger.index.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A place in an answer, opaque to whoever asked, and good for the question that it was given for. */
public final class Cursor {
    private static final long SEED = 0x6375_7273_6f72_0001L;

    private Cursor() {}

    public static String write(String question, String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + text.length);
        bytes.putLong(seal(question, text)).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The place that a cursor stands for; null if it is not one of this question's. */
    public static @Nullable String read(String question, String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length < Long.BYTES) {
            return null;
        }
        String position = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
        // Written again, it must be the same to the letter: so no two texts are one cursor.
        return write(question, position).equals(cursor) ? position : null;
    }

    private static long seal(String question, byte[] position) {
        return Fingerprint.of(Fingerprint.of(SEED, question), position, 0, position.length);
    }
}
