package io.hostledger.chain;

/**
 * The limits of the contract. Bytes are those of the RFC 8785 form; a text's quotes do not count.
 */
public final class Limits {
    public static final int MIB = 1 << 20;

    /** Of nesting, a state or payload being the first. */
    public static final int LEVELS = 64;

    public static final int STATE_BYTES = MIB;

    /** Of the differences between two states: each repeats its whole pointer, so that two states of 1 MiB could have gigabytes. */
    public static final int CHANGES_BYTES = 8 * MIB;

    /** Of the differences of a set of changes together: a set of its full size may have all of it as before and as after. */
    public static final int CHANGE_SET_CHANGES_BYTES = 16 * MIB;

    public static final int PAYLOAD_BYTES = 32 << 10;
    public static final int ACTOR_BYTES = 256;
    public static final int ON_BEHALF_OF_BYTES = 256;
    public static final int ACTION_BYTES = 256;
    public static final int CATEGORY_BYTES = 256;
    public static final int REASON_BYTES = 4 << 10;
    public static final int CHANGE_ID_BYTES = 128;
    public static final int CORRELATION_ID_BYTES = 128;

    public static final int CHANGE_SET_CHANGES = 1_000;

    /**
     * Of a request with one change, a set of changes or an event, or a line of NDJSON, as it is sent: blanks and
     * {@code \}{@code uXXXX} may make a state of 1 MiB several times as long.
     */
    public static final int BODY_BYTES = 8 * MIB;

    /** Items in a page, where none are asked for. */
    public static final int PAGE_ITEMS = 100;

    public static final int MOST_PAGE_ITEMS = 10_000;
    public static final int PAGE_BYTES = 16 * MIB;

    /** For at least so many blocks a change_id is remembered. */
    public static final int CHANGE_ID_BLOCKS = 100_000;

    private Limits() {}
}
