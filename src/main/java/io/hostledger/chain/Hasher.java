package io.hostledger.chain;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over bytes handed in piece by piece; ready for the next one after {@link #finish()}. One thread's own. */
public final class Hasher {
    private final MessageDigest digest;
    private final byte[] out = new byte[32];
    private final ByteBuffer words = ByteBuffer.wrap(out);

    public Hasher() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Hasher update(byte[] bytes, int from, int to) {
        digest.update(bytes, from, to - from);
        return this;
    }

    public Hash finish() {
        try {
            digest.digest(out, 0, out.length);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        return new Hash(words.getLong(0), words.getLong(8), words.getLong(16), words.getLong(24));
    }

    public static Hash of(byte[] bytes) {
        return new Hasher().update(bytes, 0, bytes.length).finish();
    }
}
