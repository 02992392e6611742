package io.hostledger.verify;

import io.hostledger.chain.Diff;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
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
    private boolean centralOnly;
    private long blocks;
    private long unsettled;
    /** How many blocks there are beyond the limit since the last settled one. */
    private long beyond;
    /** How many blocks there are at the end of the file that name central blocks beyond the limit, settled or not. */
    private long tail;
    /** The line of the first of them. */
    private long tailLine;
    /** Blocks up to here are settled, whatever central block they name themselves. */
    private long settledHeight = -1;

    private @Nullable Head expected;
    private boolean found;

    /**
     * How far a service that is writing has come.
     *
     * @param height of the last central block; -1 if there is none
     */
    record Limit(boolean live, long height) {}

    ChainCheck(Place place, CrossCheck cross, Limit limit, Sizes sizes) {
        this.window = new LineWindow(sizes.buffer(), this::newline);
        this.place = place;
        this.cross = cross;
        this.limit = limit;
    }

    /** All but what is asked of the central ledger was checked before: it is not checked, and not counted, again. */
    void centralOnly() {
        centralOnly = true;
        cross.centralOnly();
    }

    /** Checks a file that the place was opened for. */
    void check(OpenFile file, Pulse pulse) throws IOException {
        before = null;
        beyond = 0;
        tail = 0;
        cross.open();
        window.open(file, 0, LineWindow.ALL, LineWindow.ALL);
        long toldBytes = 0;
        long toldBlocks = blocks;
        while (window.next()) {
            place.next(window.offset());
            line();
            if (window.end() - toldBytes >= STEP) {
                beat(pulse, window.end() - toldBytes, blocks - toldBlocks);
                toldBytes = window.end();
                toldBlocks = blocks;
            }
        }
        if (window.torn() && !centralOnly) {
            place.next(window.offset());
            torn();
        }
        place.drop();
        unsettled += beyond;
        beat(pulse, window.end() - toldBytes, blocks - toldBlocks);
    }

    private void beat(Pulse pulse, long bytes, long more) {
        pulse.beat(place.file(), bytes, centralOnly ? 0 : more, more);
    }

    /** Somebody knows this block: one of the chains must hold it. */
    void expect(@Nullable Head block) {
        expected = block;
    }

    /**
     * The central ledger names the block of this height: it and those before it are settled. For what they say
     * themselves of their central blocks is in no hash, and must not make them look as if they were being written.
     */
    void settledUpTo(long height) {
        settledHeight = height;
    }

    /** How many blocks of the file that was checked last are settled only because the central ledger names them. */
    long named() {
        return tail - beyond;
    }

    /** The first line of those, and of unsettled ones; beyond all lines if there is none. */
    long tailLine() {
        return tail == 0 ? Long.MAX_VALUE : tailLine;
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
                if (!centralOnly) {
                    own();
                    link();
                }
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
    private void settle(boolean within) {
        tailLine = within || tail > 0 ? tailLine : place.line();
        tail = within ? 0 : tail + 1;
        if (within || block.height() <= settledHeight || place.line() <= settledHeight + 1) {
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
            unreadable(Lines.tooLong());
            return false;
        }
        try {
            text.open(window.bytes(), window.from(), window.to());
            canonical = text.canonical;
            if (block.read(text.bytes, text.from, text.to)) {
                return true;
            }
            ElementLine.read(text.json());
            unreadable("not an element block");
        } catch (MalformedJson e) {
            unreadable(e.detail());
        } catch (UnreadableLine e) {
            unreadable(e.getMessage());
        }
        return false;
    }

    private void unreadable(@Nullable String why) {
        if (!centralOnly) {
            place.add(FindingKind.UNREADABLE_LINE, why);
        }
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
        return MemberText.of(scan.line(), scan.timestamp);
    }
}
