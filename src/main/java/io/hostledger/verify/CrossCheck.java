package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.codec.ElementScan;
import io.hostledger.codec.Span;
import io.hostledger.verify.Owners.Owner;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks element blocks against their file and against the central ledger. One thread's own. */
final class CrossCheck {
    private final Owners owners;
    private final CentralLookup central;
    private final CentralFile exact;
    private final Place place;

    private @Nullable Owner owner;
    private byte[] ownerId = new byte[0];
    /** The highest central height with whose block one of the chain agreed. */
    private long lastCentral;

    private boolean centralOnly;

    CrossCheck(Owners owners, CentralLookup central, CentralFile exact, Place place) {
        this.owners = owners;
        this.central = central;
        this.exact = exact;
        this.place = place;
    }

    /** All but what is asked of the central ledger was checked before. */
    void centralOnly() {
        centralOnly = true;
    }

    void open() {
        owner = null;
        lastCentral = -1;
    }

    void check(ElementScan block) throws IOException {
        Owner element = owner(block);
        if (element.fault() != null && !centralOnly) {
            // No service writes into a file that is not the element's, not for a moment either.
            place.addAtOnce(
                    FindingKind.FOREIGN_BLOCK,
                    block,
                    "the block is of " + Sentences.excerpt(element.id()) + ": " + element.fault());
        }
        head(block);
        if (block.centralHeight() < lastCentral) {
            place.add(
                    FindingKind.CROSS_REFERENCE,
                    block,
                    "central block " + block.centralHeight() + " comes before that of a block before this one");
        }
        switch (central.standing(block, element.type())) {
            case MISSING ->
                place.add(
                        FindingKind.DANGLING_REFERENCE,
                        block,
                        "the central ledger has no block " + block.centralHeight() + " of an element");
            case DISAGREES -> {
                disagrees(block, element);
                central.name(block.centralHeight());
            }
            case AGREES -> claim(block, element);
            case ELSEWHERE -> {}
        }
    }

    private Owner owner(ElementScan block) {
        Span id = block.elementId;
        Owner known = owner;
        if (known != null && Arrays.equals(block.line(), id.from(), id.to(), ownerId, 0, ownerId.length)) {
            return known;
        }
        Owner found = owners.of(Place.id(block), place.file());
        ownerId = Arrays.copyOfRange(block.line(), id.from(), id.to());
        owner = found;
        return found;
    }

    private void head(ElementScan block) throws IOException {
        Hash hash = block.centralHeadHash();
        if (hash == null) {
            return;
        }
        long height = block.centralHeadHeight();
        if (height >= block.centralHeight()) {
            place.add(
                    FindingKind.CROSS_REFERENCE,
                    block,
                    "central_head is block " + height + ", which does not come before the block's own, "
                            + block.centralHeight());
        } else if (!central.holds(height, hash)) {
            place.add(
                    FindingKind.CROSS_REFERENCE,
                    block,
                    "central_head is not the ledger's: block " + height + " has not the hash " + hash);
        }
    }

    private void disagrees(ElementScan block, Owner element) {
        String what = place.wantsDetail() ? exact.differences(block, element.type()) : "";
        place.add(
                FindingKind.CROSS_REFERENCE,
                block,
                "central block " + block.centralHeight() + " does not match" + what);
    }

    private void claim(ElementScan block, Owner element) {
        long height = block.centralHeight();
        if (element.fault() != null) {
            central.claimLate(height, again(block));
            return;
        }
        if (!central.claim(height) || height == lastCentral) {
            place.add(again(block));
        }
        lastCentral = Math.max(lastCentral, height);
    }

    private Finding again(ElementScan block) {
        return place.of(
                FindingKind.CROSS_REFERENCE,
                block,
                "central block " + block.centralHeight() + " belongs to another block");
    }
}
