package io.hostledger.cli;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Layout;
import io.hostledger.verify.Finding;
import io.hostledger.verify.FindingKind;
import org.jspecify.annotations.Nullable;

/** Holds each central block to its own hash and to the block before it, as they come. */
final class ChainWatch {
    private @Nullable CentralEntry last;

    /** Begins behind a block; null: with the ledger's first. */
    ChainWatch(@Nullable CentralEntry last) {
        this.last = last;
    }

    /** The first thing that is wrong with the next block, whose line begins at an offset; null if nothing is. */
    @Nullable
    Finding check(CentralEntry next, long offset) {
        CentralEntry before = last;
        last = next;
        if (!next.canonical()) {
            return finding(
                    FindingKind.NOT_CANONICAL,
                    next,
                    offset,
                    next.legacy()
                            ? "the line is not as the older program wrote it"
                            : "the line is not the RFC 8785 form of its block");
        }
        if (!next.contentHash().equals(next.hash())) {
            return finding(
                    FindingKind.HASH_MISMATCH,
                    next,
                    offset,
                    "the block's content has the hash " + next.contentHash() + ", and it says " + next.hash());
        }
        long height = before != null ? before.height() + 1 : next.legacy() ? 1 : 0;
        if (next.height() != height) {
            return finding(
                    FindingKind.HEIGHT_GAP,
                    next,
                    offset,
                    "height " + next.height() + " stands where " + height + " belongs");
        }
        String hash = before != null ? before.hash() : next.legacy() ? "" : Hash.ZERO.toString();
        if (!next.prevHash().equals(hash)) {
            return finding(
                    FindingKind.BROKEN_LINK,
                    next,
                    offset,
                    "prev_hash is " + next.prevHash() + ", the block before it has the hash " + hash);
        }
        if (before != null && !before.legacy() && next.micros() < before.micros()) {
            return finding(FindingKind.TIME_WENT_BACK, next, offset, "the block is older than the block before it");
        }
        return null;
    }

    private static Finding finding(FindingKind kind, CentralEntry entry, long offset, String detail) {
        String element = entry.element() == null ? null : entry.element().id();
        return new Finding(kind, Layout.LEDGER, 0, offset, element, entry.height(), detail);
    }
}
