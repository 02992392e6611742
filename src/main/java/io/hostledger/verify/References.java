package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.codec.CentralScan;
import io.hostledger.codec.ElementScan;
import io.hostledger.codec.Span;
import org.jspecify.annotations.Nullable;

/** Fingerprints of what the two blocks of a change must both say. Safe for several threads. */
final class References {
    private final Fingerprint fingerprint = new Fingerprint();
    private final Owners owners;

    References(Owners owners) {
        this.owners = owners;
    }

    /** Never 0. */
    int ofHash(Hash hash) {
        int sum = fingerprint.finish(fingerprint.hash(fingerprint.start(), hash)) & HeightTable.HASH;
        return sum == 0 ? 1 : sum;
    }

    /** What a central block of an element says, its data read. */
    int of(CentralScan block) {
        byte[] b = block.line();
        long sum = fingerprint.bytes(fingerprint.start(), b, block.action.from(), block.action.to());
        sum = who(sum, b, block.actor, block.actorSource, block.onBehalfOf, block.changeId, block.correlationId);
        sum = fingerprint.bytes(sum, b, block.elementId.from(), block.elementId.to());
        sum = fingerprint.bytes(sum, b, block.timestamp.from(), block.timestamp.to());
        sum = element(sum, block.elementHeight(), block.elementHash(), block.prevElementHash());
        if (owners.knows(b, block.elementId)) {
            sum = fingerprint.bytes(sum, b, block.elementType.from(), block.elementType.to());
        }
        return fingerprint.finish(sum);
    }

    /** What an element block asks of its central block. @param type in quotes; null if it is not known */
    int of(ElementScan block, byte @Nullable [] type) {
        byte[] b = block.line();
        long sum =
                fingerprint.bytes(fingerprint.start(), b, block.modificationType.from(), block.modificationType.to());
        sum = who(sum, b, block.actor, block.actorSource, block.onBehalfOf, block.changeId, block.correlationId);
        sum = fingerprint.bytes(sum, b, block.elementId.from(), block.elementId.to());
        sum = fingerprint.bytes(sum, b, block.timestamp.from(), block.timestamp.to());
        sum = element(sum, block.height(), block.hash(), block.height() == 0 ? null : block.prevHash());
        if (type != null) {
            sum = fingerprint.bytes(sum, type, 0, type.length);
        }
        return fingerprint.finish(sum);
    }

    private long who(
            long state, byte[] b, Span actor, Span source, Span onBehalfOf, Span changeId, Span correlationId) {
        // In both lines the source follows upon the actor.
        long sum = fingerprint.bytes(state, b, actor.from(), source.to());
        int given = (onBehalfOf.present() ? 1 : 0) | (changeId.present() ? 2 : 0) | (correlationId.present() ? 4 : 0);
        sum = fingerprint.number(sum, given);
        if (given != 0) {
            sum = fingerprint.bytes(sum, b, onBehalfOf.from(), onBehalfOf.to());
            sum = fingerprint.bytes(sum, b, changeId.from(), changeId.to());
            sum = fingerprint.bytes(sum, b, correlationId.from(), correlationId.to());
        }
        return sum;
    }

    private long element(long state, long height, Hash hash, @Nullable Hash prevHash) {
        long sum = fingerprint.hash(fingerprint.number(state, height), hash);
        return prevHash == null ? fingerprint.number(sum, 0) : fingerprint.hash(sum, prevHash);
    }
}
