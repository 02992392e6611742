package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.codec.ElementScan;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The central ledger, as the check of an element's chain asks it. */
interface CentralLookup {
    /** How an element block stands to the central block that it names. */
    enum Standing {
        AGREES,
        DISAGREES,
        /** There is no such central block, or it is none of an element. */
        MISSING,
        /** It is not known here, but where the chains are gone through for other heights. */
        ELSEWHERE
    }

    /** Whether the ledger's block at a height has this hash, as far as it is known here. */
    boolean holds(long height, Hash hash) throws IOException;

    /** @param type as {@link Owners.Owner#type} */
    Standing standing(ElementScan block, byte @Nullable [] type) throws IOException;

    /** An element block in its own file answers to a height; false if another one did already. */
    boolean claim(long height);

    /** An element block names a height at which another block stands. */
    void name(long height);

    /** An element block in a foreign file answers to a height; the finding holds if another one did already. */
    void claimLate(long height, Finding finding);
}
