package io.hostledger.codec;

import io.hostledger.chain.Hash;
import io.hostledger.chain.JsonWriter;

/**
 * An element block that is hashed and waits for its central height: its hashed bytes, with the two
 * places where the members that are not hashed go.
 */
public final class SealedElement {
    private static final String CENTRAL = "\"central_ledger_block\":";
    private static final String HASH = "\"hash\":\"";
    /** Digits of a height and the comma behind it. */
    private static final int MAX_HEIGHT = 20;

    private final byte[] bytes;
    private final int length;
    private final int centralAt;
    private final int hashAt;
    private final Hash hash;

    SealedElement(byte[] bytes, int length, int centralAt, int hashAt, Hash hash) {
        this.bytes = bytes;
        this.length = length;
        this.centralAt = centralAt;
        this.hashAt = hashAt;
        this.hash = hash;
    }

    public Hash hash() {
        return hash;
    }

    /** How many bytes the line has at the most, without its newline. */
    public int maxLineLength() {
        return length + CENTRAL.length() + MAX_HEIGHT + HASH.length() + Hash.HEX_LENGTH + 2;
    }

    /** Writes the whole block, without a newline. */
    public void writeLine(JsonWriter out, long centralHeight) {
        out.raw(bytes, 0, centralAt).ascii(CENTRAL).number(centralHeight).put(',');
        out.raw(bytes, centralAt, hashAt).ascii(HASH).hash(hash).ascii("\",");
        out.raw(bytes, hashAt, length);
    }
}
