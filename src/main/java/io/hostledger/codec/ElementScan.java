package io.hostledger.codec;

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
    private static final Literal ACTOR = Literal.of("{\"actor\":");
    private static final Literal ACTOR_SOURCE = Literal.of(",\"actor_source\":");
    private static final Literal CENTRAL_HEAD = Literal.of(",\"central_head\":");
    private static final Literal CENTRAL_LEDGER_BLOCK = Literal.of(",\"central_ledger_block\":");
    private static final Literal CHANGE_ID = Literal.of(",\"change_id\":");
    private static final Literal CHANGES = Literal.of(",\"changes\":");
    private static final Literal CORRELATION_ID = Literal.of(",\"correlation_id\":");
    private static final Literal ELEMENT_ID = Literal.of(",\"element_id\":");
    private static final Literal HASH = Literal.of(",\"hash\":");
    private static final Literal HEIGHT = Literal.of(",\"height\":");
    private static final Literal MODIFICATION_TYPE = Literal.of(",\"modification_type\":");
    private static final Literal ON_BEHALF_OF = Literal.of(",\"on_behalf_of\":");
    private static final Literal PREV_HASH = Literal.of(",\"prev_hash\":");
    private static final Literal REASON = Literal.of(",\"reason\":");
    private static final Literal ROLLED_BACK_TO = Literal.of(",\"rolled_back_to\":");
    private static final Literal STATE_SNAPSHOT = Literal.of(",\"state_snapshot\":");
    private static final Literal NO_STATE = Literal.of("null");
    private static final Literal TIMESTAMP = Literal.of(",\"timestamp\":");
    private static final Literal VERSION = Literal.of(",\"v\":1}");

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
    private final MemberIndex stateMembers = new MemberIndex();
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
     * Reads a line that ends at the limit, or with a newline before it. Whether it is an element block in
     * RFC 8785 form; {@link ElementLine#read} tells what is wrong if not. The timestamp is not looked at.
     */
    public boolean read(byte[] bytes, int newFrom, int limit) {
        line = bytes;
        from = newFrom;
        cursor.open(bytes, newFrom, limit);
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
        cursor.changes(changes, ElementLine.MAX_LEVELS - 1);
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
        to = cursor.at();
        return to == limit || to >= 0 && bytes[to] == '\n';
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
        stateMembers.clear();
        int at = cursor.at();
        if (cursor.skip(NO_STATE)) {
            state.set(at, cursor.at());
        } else {
            cursor.object(state, stateMembers, ElementLine.MAX_LEVELS - 1);
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

    /** The members of the state; none if it is null. */
    public MemberIndex stateMembers() {
        return stateMembers;
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
