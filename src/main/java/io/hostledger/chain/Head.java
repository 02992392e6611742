package io.hostledger.chain;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A block named by height and hash, written {@code <height>:<hash>}: what a witness remembers. */
public record Head(long height, Hash hash) {
    /** The head that a text names; null if it is not {@code <height>:<64 lowercase hex digits>}. */
    public static @Nullable Head parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(':');
        if (colon < 0) {
            return null;
        }
        long height = JsonText.height(bytes, 0, colon);
        Hash hash = Hash.parse(bytes, colon + 1, bytes.length);
        return height < 0 || hash == null ? null : new Head(height, hash);
    }

    @Override
    public String toString() {
        return height + ":" + hash;
    }
}
