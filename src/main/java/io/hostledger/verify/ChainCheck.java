package io.hostledger.verify;

import io.hostledger.chain.Diff;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonText;
import io.hostledger.chain.Timestamp;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.ElementScan;
import io.hostledger.codec.MalformedJson;
import io.hostledger.codec.Span;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks the chains of elements, one file after another. One thread's own. */
final class ChainCheck {
    private static final long STEP = 1 << 20;

    private final Place place;
    private final CrossCheck cross;
    private final Limit limit;

    private final LineWindow window;
    private final LineText text = new LineText();
    private final Hasher hasher = new Hasher();
    private final DiffCheck diff = new DiffCheck();
    private ElementScan block = new ElementScan();
    private ElementScan spare = new ElementScan();
    private @Nullable ElementScan before;
    private boolean canonical;
    private long blocks;
    private long unsettled;
    /** How many blocks there are beyond the limit since the last settled one. */
    private long beyond;

    private @Nullable Head expected;
    private boolean found;

    /** How far a service that is writing has come. @param height of the last central block; -1 if there is none */
    record Limit(boolean live, long height) {}

    ChainCheck(Place place, CrossCheck cross, Limit limit, Sizes sizes) {
        this.window = new LineWindow(sizes.buffer(), this::newline);
        this.place = place;
        this.cross = cross;
        this.limit = limit;
    }

    /** Checks a file that the place was opened for. */
    void check(OpenFile file, Pulse pulse) throws IOException {
        before = null;
        beyond = 0;
        cross.open();
        window.open(file, 0, LineWindow.ALL, LineWindow.ALL);
        long toldBytes = 0;
        long toldBlocks = blocks;
        while (window.next()) {
            place.next(window.offset());
            line();
            if (window.end() - toldBytes >= STEP) {
                pulse.beat(place.file(), window.end() - toldBytes, blocks - toldBlocks, blocks - toldBlocks);
                toldBytes = window.end();
                toldBlocks = blocks;
            }
        }
        if (window.torn()) {
            place.next(window.offset());
            torn();
        }
        place.drop();
        unsettled += beyond;
        pulse.beat(place.file(), window.end() - toldBytes, blocks - toldBlocks, blocks - toldBlocks);
    }

    /** Somebody knows this block: one of the chains must hold it. */
    void expect(@Nullable Head block) {
        expected = block;
    }

    /** Whether a block that somebody knows was there; true if nobody knows any. */
    boolean holdsExpected() {
        return expected == null || found;
    }

    /** How many blocks were checked, over all files. */
    long blocks() {
        return blocks;
    }

    /** Over all files. */
    long unsettled() {
        return unsettled;
    }

    private void torn() {
        if (limit.live()) {
            unsettled++;
        } else {
            place.add(FindingKind.TORN_LINE, Sentences.TORN);
        }
    }

    private void line() throws IOException {
        if (!read()) {
            if (before != null) {
                before.keep();
            }
        } else {
            settle(!limit.live() || block.centralHeight() <= limit.height());
            try {
                own();
                link();
                cross.check(block);
            } finally {
                place.hold(false);
            }
            found |= expected != null
                    && expected.height() == block.height()
                    && expected.hash().equals(block.hash());
            before = block;
            block = spare;
            spare = before;
        }
    }

    /**
     * Blocks beyond the limit are unsettled where no settled one comes behind them: it is known only there whether
     * what is found in them counts.
     */
    private void settle(boolean settled) {
        if (settled) {
            place.release();
            blocks += beyond + 1;
            beyond = 0;
        } else {
            place.hold(true);
            beyond++;
        }
    }

    private int newline(byte[] bytes, int from, int limit) {
        return block.read(bytes, from, limit) ? block.end() : -1;
    }

    /** Reads the line as a block; says why if it is none. */
    private boolean read() {
        canonical = window.read();
        if (canonical) {
            return true;
        }
        if (window.tooLong()) {
            place.add(FindingKind.UNREADABLE_LINE, Lines.tooLong());
            return false;
        }
        try {
            text.open(window.bytes(), window.from(), window.to());
            canonical = text.canonical;
            if (block.read(text.bytes, text.from, text.to)) {
                return true;
            }
            ElementLine.read(text.json());
            place.add(FindingKind.UNREADABLE_LINE, "not an element block");
        } catch (MalformedJson e) {
            place.add(FindingKind.UNREADABLE_LINE, e.detail());
        } catch (UnreadableLine e) {
            place.add(FindingKind.UNREADABLE_LINE, e.getMessage());
        }
        return false;
    }

    private void own() {
        Hash content = block.contentHash(hasher);
        boolean intact = content.equals(block.hash());
        if (!canonical) {
            place.add(FindingKind.NOT_CANONICAL, block, Sentences.notCanonical(intact));
        }
        if (!intact) {
            place.add(FindingKind.HASH_MISMATCH, block, Sentences.hash(content));
        }
        Span time = block.timestamp;
        if (Timestamp.parse(block.line(), time.from() + 1, time.to() - 1) == Timestamp.NONE) {
            place.add(FindingKind.BAD_TIMESTAMP, block, Sentences.timestamp(time(block)));
        }
    }

    private void link() {
        ElementScan last = before;
        long height = last == null ? 0 : last.height() + 1;
        Hash hash = last == null ? Hash.ZERO : last.hash();
        if (block.height() != height) {
            place.add(FindingKind.HEIGHT_GAP, block, Sentences.gap(block.height(), height));
        }
        if (!block.prevHash().equals(hash)) {
            place.add(FindingKind.BROKEN_LINK, block, Sentences.link(block.prevHash(), hash));
        }
        if (last != null && earlier(last)) {
            place.add(FindingKind.TIME_WENT_BACK, block, Sentences.wentBack(time(block), time(last)));
        }
        changes(last);
    }

    private void changes(@Nullable ElementScan last) {
        if (last != null && diff.sure(last, block)) {
            return;
        }
        Json changes;
        try {
            changes = last == null ? Json.EMPTY_ARRAY : Diff.between(json(last, last.state), json(block, block.state));
        } catch (Diff.TooLarge e) {
            place.add(FindingKind.WRONG_DIFF, block, String.valueOf(e.getMessage()) + ", which no block has");
            return;
        }
        if (!changes.equals(json(block, block.changes))) {
            place.add(
                    FindingKind.WRONG_DIFF,
                    block,
                    last == null
                            ? "the first block of a chain has no changes"
                            : "the differences to the state before are " + Sentences.excerpt(changes.toString()));
        }
    }

    private boolean earlier(ElementScan last) {
        Span now = block.timestamp;
        Span then = last.timestamp;
        return Arrays.compareUnsigned(block.line(), now.from(), now.to(), last.line(), then.from(), then.to()) < 0;
    }

    private static Json json(ElementScan scan, Span span) {
        return Json.ofCanonical(scan.line(), span.from(), span.to());
    }

    private static String time(ElementScan scan) {
        return JsonText.decode(scan.line(), scan.timestamp.from() + 1, scan.timestamp.to() - 1);
    }
}
