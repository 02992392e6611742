package io.hostledger.codec;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line of a central block with a {@code v} in place: values stay where they are, in the
 * line's bytes. For whoever reads many lines; {@link CentralLine} gives one block whole. One thread's own.
 */
public final class CentralScan {
    private static final Literal ACTION = Literal.of("{\"action\":");
    private static final Literal CATEGORY = Literal.of(",\"category\":");
    private static final Literal DATA = Literal.of(",\"data\":");
    private static final Literal HASH = Literal.of(",\"hash\":");
    private static final Literal HEIGHT = Literal.of(",\"height\":");
    private static final Literal PREV_HASH = Literal.of(",\"prev_hash\":");
    private static final Literal TIMESTAMP = Literal.of(",\"timestamp\":");
    private static final Literal VERSION = Literal.of(",\"v\":1}");

    private static final Literal ACTOR = Literal.of("{\"actor\":");
    private static final Literal ACTOR_SOURCE = Literal.of(",\"actor_source\":");
    private static final Literal CHANGE_ID = Literal.of(",\"change_id\":");
    private static final Literal CORRELATION_ID = Literal.of(",\"correlation_id\":");
    private static final Literal ELEMENT_HASH = Literal.of(",\"element_hash\":");
    private static final Literal ELEMENT_HEIGHT = Literal.of(",\"element_height\":");
    private static final Literal ELEMENT_ID = Literal.of(",\"element_id\":");
    private static final Literal ELEMENT_TYPE = Literal.of(",\"element_type\":");
    private static final Literal ON_BEHALF_OF = Literal.of(",\"on_behalf_of\":");
    private static final Literal PREV_ELEMENT_HASH = Literal.of(",\"prev_element_hash\":");
    private static final Literal PAYLOAD = Literal.of(",\"payload\":");
    private static final Literal END = Literal.of("}");

    private static final Literal ELEMENT_MODIFICATION = Literal.of('"' + CentralBlock.ELEMENT_MODIFICATION + '"');
    private static final Literal LEDGER = Literal.of('"' + CentralBlock.LEDGER + '"');
    private static final Literal LEGACY_ADOPTED = Literal.of('"' + CentralBlock.LEGACY_ADOPTED + '"');

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
    private boolean dataRead;
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
     * Reads a line that ends at the limit, or with a newline before it. Whether it is a central block, its
     * data aside, in RFC 8785 form; {@link CentralLine#read} tells what is wrong if not. The timestamp is
     * not looked at.
     */
    public boolean read(byte[] bytes, int newFrom, int limit) {
        line = bytes;
        from = newFrom;
        cursor.open(bytes, newFrom, limit);
        cursor.must(ACTION);
        cursor.string(action);
        cursor.must(CATEGORY);
        cursor.string(category);
        cursor.must(DATA);
        data(limit);
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
        to = cursor.at();
        return to == limit || to >= 0 && bytes[to] == '\n';
    }

    /** Most data is an element's, as it should be: then this is all the reading that it needs. */
    private void data(int limit) {
        int start = cursor.at();
        dataRead = false;
        if (cursor.good() && ofElement()) {
            dataMembers();
            dataRead = cursor.good();
            if (dataRead) {
                data.set(start, cursor.at());
                return;
            }
            cursor.open(line, start, limit);
        }
        cursor.object(data, ElementLine.MAX_LEVELS - 1);
    }

    /** Reads the data of a line that was read. Whether it is what its category asks for. */
    public boolean readData() {
        if (dataRead) {
            return true;
        }
        cursor.open(line, data.from(), data.to());
        dataMembers();
        return cursor.at() == data.to();
    }

    private void dataMembers() {
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
            cursor.object(payload, ElementLine.MAX_LEVELS - 2);
        }
        cursor.must(END);
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

    private boolean is(Span span, Literal literal) {
        return span.to() - span.from() == literal.length() && literal.stands(line, span.from(), span.to());
    }

    /** The whole line. */
    public Json json() {
        return Json.ofCanonical(line, from, to);
    }

    /** Where the line ends, before its newline. */
    public int end() {
        return to;
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
