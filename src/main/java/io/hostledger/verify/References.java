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

    int ofHash(Hash hash) {
        return fingerprint.finish(fingerprint.hash(fingerprint.start(), hash));
    }

    /** What a central block of an element says, its data read. */
    int of(CentralScan block) {
        byte[] b = block.line();
        long sum = sum(b, block.action, fingerprint.start());
        sum = sum(b, block.actor, sum);
        sum = sum(b, block.actorSource, sum);
        sum = sum(b, block.onBehalfOf, sum);
        sum = sum(b, block.changeId, sum);
        sum = sum(b, block.correlationId, sum);
        sum = sum(b, block.elementId, sum);
        sum = sum(b, block.timestamp, sum);
        sum = fingerprint.number(sum, block.elementHeight());
        sum = fingerprint.hash(sum, block.elementHash());
        sum = prev(block.prevElementHash(), sum);
        if (owners.knows(b, block.elementId)) {
            sum = sum(b, block.elementType, sum);
        }
        return fingerprint.finish(sum);
    }

    /** What an element block asks of its central block. @param type in quotes; null if it is not known */
    int of(ElementScan block, byte @Nullable [] type) {
        byte[] b = block.line();
        long sum = sum(b, block.modificationType, fingerprint.start());
        sum = sum(b, block.actor, sum);
        sum = sum(b, block.actorSource, sum);
        sum = sum(b, block.onBehalfOf, sum);
        sum = sum(b, block.changeId, sum);
        sum = sum(b, block.correlationId, sum);
        sum = sum(b, block.elementId, sum);
        sum = sum(b, block.timestamp, sum);
        sum = fingerprint.number(sum, block.height());
        sum = fingerprint.hash(sum, block.hash());
        sum = prev(block.height() == 0 ? null : block.prevHash(), sum);
        if (type != null) {
            sum = fingerprint.bytes(sum, type, 0, type.length);
        }
        return fingerprint.finish(sum);
    }

    private long sum(byte[] line, Span span, long sum) {
        return fingerprint.bytes(sum, line, span.from(), span.to());
    }

    private long prev(@Nullable Hash hash, long sum) {
        return hash == null ? fingerprint.number(sum, 0) : fingerprint.hash(sum, hash);
    }
}
