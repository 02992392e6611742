package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.codec.ElementScan;
import org.jspecify.annotations.Nullable;

/** The central ledger by its fingerprints: those of a range of heights, which alone it knows of. */
record TableLookup(HeightTable table, References references, Claims claims) implements CentralLookup {
    @Override
    public boolean holds(long height, Hash hash) {
        return table.elsewhere(height) || table.hash(height) == references.ofHash(hash);
    }

    @Override
    public Standing standing(ElementScan block, byte @Nullable [] type) {
        if (table.elsewhere(block.centralHeight())) {
            return Standing.ELSEWHERE;
        }
        int reference = table.reference(block.centralHeight());
        if (reference == 0) {
            return Standing.MISSING;
        }
        return reference == references.of(block, type) ? Standing.AGREES : Standing.DISAGREES;
    }

    @Override
    public boolean claim(long height) {
        return claims.claim(height);
    }

    @Override
    public void name(long height) {
        claims.name(height);
    }

    @Override
    public void claimLate(long height, Finding finding) {
        claims.claimLate(height, finding);
    }
}
