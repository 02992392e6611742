package io.hostledger.index;

import io.hostledger.index.CentralFields.Field;

/** What central blocks are indexed by. */
public enum Dimension {
    HASH(Field.HASH),
    ELEMENT(Field.ELEMENT_ID),
    TYPE(Field.ELEMENT_TYPE),
    ACTOR(Field.ACTOR),
    CATEGORY(Field.CATEGORY),
    ACTION(Field.ACTION),
    CORRELATION(Field.CORRELATION_ID);

    /** One number for all ledgers: who makes texts that collide makes queries slower, not wrong. */
    private static final long SEED = 0x5eed_b10c_5eed_b10cL;

    private final Field field;

    Dimension(Field field) {
        this.field = field;
    }

    /** The key of a block; only where it has the field. Another text may have the same key: the line decides. */
    int key(CentralFields block) {
        return (int) (block.fingerprint(field, SEED) >>> 32);
    }

    boolean has(CentralFields block) {
        return block.has(field);
    }

    /** The key of the blocks whose field is this text. */
    public int key(String text) {
        byte[] bytes = CentralFields.key(text);
        return (int) (Fingerprint.of(SEED, bytes, 0, bytes.length) >>> 32);
    }
}
