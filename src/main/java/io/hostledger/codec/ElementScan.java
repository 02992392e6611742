package io.hostledger.codec;

import static io.hostledger.codec.CanonicalCursor.bytes;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line of an element block in place: values stay where they are, in the line's bytes. For
 * whoever reads many lines; {@link ElementLine} gives one block whole. One thread's own.
 */
public final class ElementScan {
    private static final byte[] ACTOR = bytes("{\"actor\":");
    private static final byte[] ACTOR_SOURCE = bytes(",\"actor_source\":");
    private static final byte[] CENTRAL_HEAD = bytes(",\"central_head\":");
    private static final byte[] CENTRAL_LEDGER_BLOCK = bytes(",\"central_ledger_block\":");
    private static final byte[] CHANGE_ID = bytes(",\"change_id\":");
    private static final byte[] CHANGES = bytes(",\"changes\":");
    private static final byte[] CORRELATION_ID = bytes(",\"correlation_id\":");
    private static final byte[] ELEMENT_ID = bytes(",\"element_id\":");
    private static final byte[] HASH = bytes(",\"hash\":");
    private static final byte[] HEIGHT = bytes(",\"height\":");
    private static final byte[] MODIFICATION_TYPE = bytes(",\"modification_type\":");
    private static final byte[] ON_BEHALF_OF = bytes(",\"on_behalf_of\":");
    private static final byte[] PREV_HASH = bytes(",\"prev_hash\":");
    private static final byte[] REASON = bytes(",\"reason\":");
    private static final byte[] ROLLED_BACK_TO = bytes(",\"rolled_back_to\":");
    private static final byte[] STATE_SNAPSHOT = bytes(",\"state_snapshot\":");
    private static final byte[] NO_STATE = bytes("null");
    private static final byte[] TIMESTAMP = bytes(",\"timestamp\":");
    private static final byte[] VERSION = bytes(",\"v\":1}");

    public final Span actor = new Span();
    public final Span actorSource = new Span();
    public final Span changeId = new Span();
    public final Span changes = new Span();
    public final Span correlationId = new Span();
    public final Span elementId = new Span();
    public final Span modificationType = new Span();
    public final Span onBehalfOf = new Span();
    public final Span state = new Span();
    /** A string, which may be no timestamp at all. */
    public final Span timestamp = new Span();

    private final CanonicalCursor cursor = new CanonicalCursor();
    private final Span scratch = new Span();
    private byte[] line = new byte[0];
    private int from;
    private int to;
    private int centralFrom;
    private int centralTo;
    private int hashFrom;
    private int hashTo;
    private long height;
    private long centralHeight;
    private long headHeight;
    private @Nullable Hash headHash;
    private Hash prevHash = Hash.ZERO;
    private Hash hash = Hash.ZERO;

    /**
     * Reads a line, which is in RFC 8785 form, without its newline. Whether it is an element block:
     * {@link ElementLine#read} tells what is wrong if not. The timestamp is not looked at.
     */
    public boolean read(byte[] bytes, int newFrom, int newTo) {
        line = bytes;
        from = newFrom;
        to = newTo;
        cursor.open(bytes, newFrom, newTo);
        cursor.must(ACTOR);
        cursor.string(actor);
        cursor.must(ACTOR_SOURCE);
        cursor.source(actorSource);
        centralHead();
        centralFrom = cursor.at() + 1;
        cursor.must(CENTRAL_LEDGER_BLOCK);
        centralHeight = cursor.height();
        centralTo = cursor.at() + 1;
        cursor.optionalString(CHANGE_ID, changeId);
        cursor.must(CHANGES);
        cursor.changes(changes);
        cursor.optionalString(CORRELATION_ID, correlationId);
        cursor.must(ELEMENT_ID);
        cursor.string(elementId);
        hashFrom = cursor.at() + 1;
        cursor.must(HASH);
        hash = cursor.hash();
        hashTo = cursor.at() + 1;
        cursor.must(HEIGHT);
        height = cursor.height();
        cursor.must(MODIFICATION_TYPE);
        cursor.string(modificationType);
        cursor.optionalString(ON_BEHALF_OF, onBehalfOf);
        cursor.must(PREV_HASH);
        prevHash = cursor.hash();
        cursor.optionalString(REASON, scratch);
        if (cursor.skip(ROLLED_BACK_TO)) {
            cursor.height();
        }
        cursor.must(STATE_SNAPSHOT);
        state();
        cursor.must(TIMESTAMP);
        cursor.string(timestamp);
        cursor.must(VERSION);
        return cursor.done();
    }

    private void centralHead() {
        headHash = null;
        if (cursor.skip(CENTRAL_HEAD)) {
            cursor.string(scratch);
            headHash = cursor.headHash(scratch);
            headHeight = cursor.headHeight(scratch);
        }
    }

    private void state() {
        int at = cursor.at();
        if (cursor.skip(NO_STATE)) {
            state.set(at, cursor.at());
        } else {
            cursor.object(state);
        }
    }

    /** Moves the block to bytes of its own, before those that it was read from are used again. */
    public void keep() {
        byte[] own = Arrays.copyOfRange(line, from, to);
        read(own, 0, own.length);
    }

    /** The whole line. */
    public Json json() {
        return Json.ofCanonical(line, from, to);
    }

    /** The bytes in which the spans stand. */
    public byte[] line() {
        return line;
    }

    public long height() {
        return height;
    }

    /** The member {@code central_ledger_block}. */
    public long centralHeight() {
        return centralHeight;
    }

    /** The hash of {@code central_head}; null if the block has none. */
    public @Nullable Hash centralHeadHash() {
        return headHash;
    }

    /** The height of {@code central_head}, if the block has one. */
    public long centralHeadHeight() {
        return headHeight;
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
        return hasher.update(line, from, centralFrom)
                .update(line, centralTo, hashFrom)
                .update(line, hashTo, to)
                .finish();
    }
}
