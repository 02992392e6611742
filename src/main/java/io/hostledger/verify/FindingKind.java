package io.hostledger.verify;

/** What can be wrong with a ledger, by the names of contract section 4. */
public enum FindingKind {
    /** A block's content has another hash than the block says. */
    HASH_MISMATCH("hash_mismatch"),
    /** A block does not name the hash of the block before it. */
    BROKEN_LINK("broken_link"),
    /** A block's height is not one above that of the block before it. */
    HEIGHT_GAP("height_gap"),
    /** A line is no block: no JSON, or a member is missing, unknown or mistyped; or bytes cannot be read. */
    UNREADABLE_LINE("unreadable_line"),
    /** The last line has no end. */
    TORN_LINE("torn_line"),
    /** A line is not the RFC 8785 form of its block. */
    NOT_CANONICAL("not_canonical"),
    /** A timestamp is not of the form, or no day of the calendar. */
    BAD_TIMESTAMP("bad_timestamp"),
    /** A block is older than the block before it. */
    TIME_WENT_BACK("time_went_back"),
    /** The changes of an element block are not the differences between its state and the one before. */
    WRONG_DIFF("wrong_diff"),
    /** An element block stands in a file that is not its element's. */
    FOREIGN_BLOCK("foreign_block"),
    /** An element block names a central block that does not exist. */
    DANGLING_REFERENCE("dangling_reference"),
    /** The two blocks of a change disagree, or a central head is not the ledger's. */
    CROSS_REFERENCE("cross_reference"),
    /** A central block names an element block that no element chain has. */
    MISSING_ELEMENT_BLOCK("missing_element_block"),
    /** The legacy blocks are not those that were adopted. */
    LEGACY_MISMATCH("legacy_mismatch"),
    /** The ledger does not hold a head that somebody remembers. */
    FORKED_HISTORY("forked_history"),
    /** Something that does not belong there: another file, a link, anything not a regular file. */
    STRAY_FILE("stray_file");

    private final String slug;

    FindingKind(String slug) {
        this.slug = slug;
    }

    /** As it stands in a report. */
    public String slug() {
        return slug;
    }
}
