package io.hostledger.codec;

import static io.hostledger.codec.CanonicalCursor.bytes;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line of a central block with a {@code v} in place: values stay where they are, in the
 * line's bytes. For whoever reads many lines; {@link CentralLine} gives one block whole. One thread's own.
 */
public final class CentralScan {
    private static final byte[] ACTION = bytes("{\"action\":");
    private static final byte[] CATEGORY = bytes(",\"category\":");
    private static final byte[] DATA = bytes(",\"data\":");
    private static final byte[] HASH = bytes(",\"hash\":");
    private static final byte[] HEIGHT = bytes(",\"height\":");
    private static final byte[] PREV_HASH = bytes(",\"prev_hash\":");
    private static final byte[] TIMESTAMP = bytes(",\"timestamp\":");
    private static final byte[] VERSION = bytes(",\"v\":1}");

    private static final byte[] ACTOR = bytes("{\"actor\":");
    private static final byte[] ACTOR_SOURCE = bytes(",\"actor_source\":");
    private static final byte[] CHANGE_ID = bytes(",\"change_id\":");
    private static final byte[] CORRELATION_ID = bytes(",\"correlation_id\":");
    private static final byte[] ELEMENT_HASH = bytes(",\"element_hash\":");
    private static final byte[] ELEMENT_HEIGHT = bytes(",\"element_height\":");
    private static final byte[] ELEMENT_ID = bytes(",\"element_id\":");
    private static final byte[] ELEMENT_TYPE = bytes(",\"element_type\":");
    private static final byte[] ON_BEHALF_OF = bytes(",\"on_behalf_of\":");
    private static final byte[] PREV_ELEMENT_HASH = bytes(",\"prev_element_hash\":");
    private static final byte[] PAYLOAD = bytes(",\"payload\":");
    private static final byte[] END = bytes("}");

    private static final byte[] ELEMENT_MODIFICATION = bytes('"' + CentralBlock.ELEMENT_MODIFICATION + '"');
    private static final byte[] LEDGER = bytes('"' + CentralBlock.LEDGER + '"');
    private static final byte[] LEGACY_ADOPTED = bytes('"' + CentralBlock.LEGACY_ADOPTED + '"');

    public final Span action = new Span();
    public final Span category = new Span();
    /** A string, which may be no timestamp at all. */
    public final Span timestamp = new Span();

    public final Span actor = new Span();
    public final Span actorSource = new Span();
    public final Span changeId = new Span();
    public final Span correlationId = new Span();
    public final Span onBehalfOf = new Span();
    public final Span elementId = new Span();
    public final Span elementType = new Span();
    public final Span payload = new Span();

    private final CanonicalCursor cursor = new CanonicalCursor();
    private final Span data = new Span();
    private byte[] line = new byte[0];
    private int from;
    private int to;
    private int hashFrom;
    private int hashTo;
    private long height;
    private Hash prevHash = Hash.ZERO;
    private Hash hash = Hash.ZERO;
    private long elementHeight;
    private Hash elementHash = Hash.ZERO;
    private @Nullable Hash prevElementHash;

    /**
     * Reads a line, which is in RFC 8785 form, without its newline. Whether it is a central block, its
     * data aside: {@link CentralLine#read} tells what is wrong if not. The timestamp is not looked at.
     */
    public boolean read(byte[] bytes, int newFrom, int newTo) {
        line = bytes;
        from = newFrom;
        to = newTo;
        cursor.open(bytes, newFrom, newTo);
        cursor.must(ACTION);
        cursor.string(action);
        cursor.must(CATEGORY);
        cursor.string(category);
        cursor.must(DATA);
        cursor.object(data);
        hashFrom = cursor.at() + 1;
        cursor.must(HASH);
        hash = cursor.hash();
        hashTo = cursor.at() + 1;
        cursor.must(HEIGHT);
        height = cursor.height();
        cursor.must(PREV_HASH);
        prevHash = cursor.hash();
        cursor.must(TIMESTAMP);
        cursor.string(timestamp);
        cursor.must(VERSION);
        return cursor.done();
    }

    /** Reads the data of a line that was read. Whether it is what its category asks for. */
    public boolean readData() {
        cursor.open(line, data.from(), data.to());
        cursor.must(ACTOR);
        cursor.string(actor);
        cursor.must(ACTOR_SOURCE);
        cursor.source(actorSource);
        cursor.optionalString(CHANGE_ID, changeId);
        cursor.optionalString(CORRELATION_ID, correlationId);
        if (ofElement()) {
            element();
        } else {
            cursor.optionalString(ON_BEHALF_OF, onBehalfOf);
            cursor.must(PAYLOAD);
            cursor.object(payload);
        }
        cursor.must(END);
        return cursor.done();
    }

    private void element() {
        cursor.must(ELEMENT_HASH);
        elementHash = cursor.hash();
        cursor.must(ELEMENT_HEIGHT);
        elementHeight = cursor.height();
        cursor.must(ELEMENT_ID);
        cursor.string(elementId);
        cursor.must(ELEMENT_TYPE);
        cursor.string(elementType);
        cursor.optionalString(ON_BEHALF_OF, onBehalfOf);
        prevElementHash = cursor.skip(PREV_ELEMENT_HASH) ? cursor.hash() : null;
    }

    /** Whether the block answers to an element's block. */
    public boolean ofElement() {
        return is(category, ELEMENT_MODIFICATION);
    }

    /** Whether it is the block that follows the legacy ones. */
    public boolean adoptsLegacy() {
        return is(category, LEDGER) && is(action, LEGACY_ADOPTED);
    }

    private boolean is(Span span, byte[] literal) {
        return Arrays.equals(line, span.from(), span.to(), literal, 0, literal.length);
    }

    /** The bytes in which the spans stand. */
    public byte[] line() {
        return line;
    }

    public long height() {
        return height;
    }

    public Hash prevHash() {
        return prevHash;
    }

    /** The hash that the block says it has. */
    public Hash hash() {
        return hash;
    }

    /** The hash that its content has. */
    public Hash contentHash(Hasher hasher) {
        return hasher.update(line, from, hashFrom).update(line, hashTo, to).finish();
    }

    public long elementHeight() {
        return elementHeight;
    }

    public Hash elementHash() {
        return elementHash;
    }

    /** May be there where it should not, or be missing. */
    public @Nullable Hash prevElementHash() {
        return prevElementHash;
    }
}
