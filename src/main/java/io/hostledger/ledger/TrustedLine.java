package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.chain.LegacyBlock;
import io.hostledger.codec.BlockHash;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.LegacyLine;
import io.hostledger.codec.StrictJson;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Lines.Line;
import io.hostledger.journal.Base;
import java.nio.charset.StandardCharsets;

/** A line from a file on which something is going to be built: it is read strictly and hashed again. */
final class TrustedLine {
    /** State, changes and what is around them: no line of ours is nested deeper. */
    private static final int MAX_LEVELS = 80;

    private TrustedLine() {}

    static ElementBlock element(String path, Line line) throws DamagedLedger {
        try {
            Json json = canonical(path, line);
            ElementBlock block = ElementLine.read(json);
            if (!BlockHash.ofElement(json).equals(block.hash())) {
                throw new DamagedLedger(path, line.offset(), "this block's hash is not that of its content");
            }
            return block;
        } catch (UnreadableLine e) {
            throw new DamagedLedger(path, line.offset(), Failures.sentence(e));
        }
    }

    static CentralBlock central(Line line) throws DamagedLedger {
        try {
            Json json = canonical(Layout.LEDGER, line);
            CentralBlock block = CentralLine.read(json);
            if (!BlockHash.ofCentral(json).equals(block.hash())) {
                throw new DamagedLedger(Layout.LEDGER, line.offset(), "this block's hash is not that of its content");
            }
            return block;
        } catch (UnreadableLine e) {
            throw new DamagedLedger(Layout.LEDGER, line.offset(), Failures.sentence(e));
        }
    }

    /** Whether this is the line of a legacy block: those of ours begin with another member. */
    static boolean isLegacy(Line line) {
        return !new String(line.bytes(), 0, Math.min(10, line.bytes().length), StandardCharsets.ISO_8859_1)
                .equals("{\"action\":");
    }

    /** What a base says of a ledger whose last line this is. */
    static Base end(Line line) throws DamagedLedger {
        if (!isLegacy(line)) {
            CentralBlock last = central(line);
            return new Base(last.head(), last.timestamp(), line.end());
        }
        try {
            LegacyBlock last = new LegacyLine().read(line.bytes(), 0, line.bytes().length);
            if (!last.contentHash().toString().equals(last.hash())) {
                throw new DamagedLedger(Layout.LEDGER, line.offset(), "this block's hash is not that of its content");
            }
            // Times of legacy blocks hold nothing behind them to account.
            return new Base(new Head(last.height(), last.contentHash()), 0, line.end());
        } catch (UnreadableLine e) {
            throw new DamagedLedger(Layout.LEDGER, line.offset(), Failures.sentence(e));
        }
    }

    private static Json canonical(String path, Line line) throws DamagedLedger {
        byte[] bytes = line.bytes();
        if (!StrictJson.isCanonical(bytes, 0, bytes.length, MAX_LEVELS)) {
            throw new DamagedLedger(path, line.offset(), "this line is not JSON in canonical form");
        }
        return Json.ofCanonical(bytes, 0, bytes.length);
    }

    /** The height of an element's line, for a bisection; -1 for what is no block: it then ends at a wrong line, which is found out. */
    static long height(byte[] line) {
        if (!StrictJson.isCanonical(line, 0, line.length, MAX_LEVELS) || line[0] != '{') {
            return -1;
        }
        Json height = Json.ofCanonical(line, 0, line.length).member("height");
        return height == null ? -1 : height.height();
    }
}
