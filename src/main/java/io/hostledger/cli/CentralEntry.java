package io.hostledger.cli;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.Json;
import io.hostledger.chain.LegacyBlock;
import io.hostledger.codec.BlockHash;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.LegacyLine;
import io.hostledger.codec.LooseJson;
import io.hostledger.codec.MalformedJson;
import io.hostledger.codec.StrictJson;
import io.hostledger.codec.UnreadableLine;
import org.jspecify.annotations.Nullable;

/**
 * What a central line says, of a legacy block or one with a {@code v}.
 *
 * @param prevHash as it stands there: the first legacy block has none
 * @param hash what the block says is its hash
 * @param contentHash the hash that its content has
 * @param micros when, microseconds since 1970; {@link Long#MAX_VALUE}: a legacy block's, beyond all that this can say
 * @param element the element block that it answers to, if it does
 * @param details of any other event: its payload, or a legacy block's data
 * @param canonical whether the line is in the form that its kind asks for
 */
record CentralEntry(
        boolean legacy,
        long height,
        String prevHash,
        String hash,
        String contentHash,
        long micros,
        String actor,
        String category,
        String action,
        @Nullable String correlationId,
        @Nullable ElementRef element,
        String details,
        boolean canonical) {

    private static final long SECOND = 1_000_000;

    /** Reads lines. One thread's own. */
    static final class Reader {
        private final LooseJson loose = new LooseJson();
        private final LegacyLine legacy = new LegacyLine();

        /** @throws UnreadableLine if the line without its newline is neither kind of block */
        CentralEntry read(byte[] line, int from, int to) throws UnreadableLine {
            boolean canonical = StrictJson.isCanonical(line, from, to, ElementLine.MAX_LEVELS);
            Json json = canonical ? Json.ofCanonical(line, from, to) : loose(line, from, to);
            if (json.isObject() && json.member("v") == null) {
                return of(legacy.read(line, from, to));
            }
            return of(CentralLine.read(json), BlockHash.ofCentral(json).toString(), canonical);
        }

        private Json loose(byte[] line, int from, int to) throws UnreadableLine {
            try {
                return loose.read(line, from, to, ElementLine.MAX_LEVELS);
            } catch (MalformedJson e) {
                throw new UnreadableLine(e.detail());
            }
        }
    }

    private static CentralEntry of(CentralBlock block, String contentHash, boolean canonical) {
        return new CentralEntry(
                false,
                block.height(),
                block.prevHash().toString(),
                block.hash().toString(),
                contentHash,
                block.timestamp(),
                block.by().actor(),
                block.category(),
                block.action(),
                block.by().correlationId(),
                block.element(),
                block.payload() == null ? "" : block.payload().toString(),
                canonical);
    }

    private static long micros(long seconds) {
        return Long.compareUnsigned(seconds, Long.MAX_VALUE / SECOND) > 0 ? Long.MAX_VALUE : seconds * SECOND;
    }

    private static CentralEntry of(LegacyBlock block) {
        return new CentralEntry(
                true,
                block.height(),
                block.prevHash(),
                block.hash(),
                block.contentHash().toString(),
                micros(block.timestamp()),
                block.user(),
                block.category(),
                block.action(),
                null,
                null,
                block.data(),
                block.asWritten());
    }
}
