package io.hostledger.query;

import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.StrictJson;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Files;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.BlockIndex;
import io.hostledger.index.Catalogue;
import io.hostledger.index.CentralFields;
import io.hostledger.index.CentralFields.Field;
import io.hostledger.index.Derived;
import io.hostledger.index.Dimension;
import io.hostledger.index.Extent;
import io.hostledger.index.IndexFile;
import io.hostledger.index.Selection;
import io.hostledger.index.UnreadableLedger;
import io.hostledger.index.View;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a data directory, as far as it is visible when the question is asked. Safe for
 * many threads. Calls block.
 */
public final class LedgerReads {
    private final Files files;
    private final Catalogue catalogue;
    private final BlockIndex index;
    private final Supplier<Extent> visible;

    /**
     * @param visible how far readers see: the catalogue has every block up to there, and the files have
     */
    public LedgerReads(Files files, Catalogue catalogue, BlockIndex index, Supplier<Extent> visible) {
        this.files = files;
        this.catalogue = catalogue;
        this.index = index;
        this.visible = visible;
    }

    /**
     * Reads a directory on which this process runs no service, as far as it is now.
     *
     * @throws UnreadableLedger if the ledger is damaged so that it cannot be read
     */
    public static LedgerReads open(Files files, ElementTypes types) throws IOException {
        Derived derived = IndexFile.open(files, types, Long.MAX_VALUE, 0);
        return new LedgerReads(
                files, derived.catalogue(), new BlockIndex(files, Long.MAX_VALUE), () -> derived.extent());
    }

    Files files() {
        return files;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    public Extent visible() {
        return visible.get();
    }

    View view() throws IOException {
        return index.upTo(visible.get());
    }

    /** The line of the central block of a height, without its newline; null if there is none. */
    public byte @Nullable [] central(long height) throws IOException {
        View view = view();
        if (height < view.visible().first() || height > view.visible().height()) {
            return null;
        }
        try (CentralReader reader = new CentralReader(files, view, LineCursor.FEW)) {
            reader.go(height);
            return bytes(reader.line());
        }
    }

    /** The line of the central block with a hash, without its newline; null if there is none. */
    public byte @Nullable [] central(Hash hash) throws IOException {
        View view = view();
        if (view.visible().head() == null) {
            return null;
        }
        Selection wanted = Selection.of(Dimension.HASH, Dimension.HASH.key(hash.toString()));
        Candidates heights = new Candidates(view, wanted, 0, Long.MAX_VALUE, true);
        try (CentralReader reader = new CentralReader(files, view, LineCursor.FEW)) {
            for (long height = heights.next(); height >= 0; height = heights.next()) {
                if (hash.equals(reader.go(height).hash(Field.HASH))) {
                    return bytes(reader.line());
                }
            }
        }
        return null;
    }

    /** Whether an element has a block, be it deleted. */
    public boolean has(ElementId element) {
        return catalogue.get(element.text()) != null;
    }

    /** The last block of an element, as the central ledger names it; null if it names none, or not legibly. */
    public @Nullable Head lastOf(ElementId element) throws IOException {
        Catalogue.Entry entry = catalogue.get(element.text());
        try {
            byte[] line = entry == null ? null : central(entry.last().centralHeight());
            if (line == null || !StrictJson.isCanonical(line, 0, line.length, ElementLine.MAX_LEVELS)) {
                return null;
            }
            ElementRef ref =
                    CentralLine.read(Json.ofCanonical(line, 0, line.length)).element();
            return ref == null ? null : new Head(ref.height(), ref.hash());
        } catch (UnreadableLine | UnreadableLedger e) {
            return null;
        }
    }

    /**
     * Is asked where an element's chain has no block.
     *
     * @param visible the height up to which it was looked for
     * @throws UnreadableLedger if a central block up to there is about the element: its chain is lost
     */
    void requireNone(ElementId element, long visible) throws UnreadableLedger {
        Catalogue.Entry entry = catalogue.get(element.text());
        if (entry != null && entry.last().centralHeight() <= visible) {
            throw new UnreadableLedger(
                    Layout.chain(element),
                    0,
                    "no block, but central block " + entry.last().centralHeight() + " names one");
        }
    }

    /**
     * The element of an entry.
     *
     * @throws UnreadableLedger if its prefix is not configured (any more), so that its file is not known: an answer
     *     about the whole host is none without it
     */
    static ElementId element(Catalogue.Entry entry) throws UnreadableLedger {
        ElementId element = entry.element();
        if (element == null) {
            throw new UnreadableLedger(
                    Layout.LEDGER, 0, "the prefix of the element " + entry.id() + " is not configured any more");
        }
        return element;
    }

    static byte[] bytes(LineCursor line) {
        return Arrays.copyOfRange(line.array(), line.from(), line.to());
    }

    /**
     * The height of the last block that was made at or before a time, microseconds since 1970; -1 if
     * there is none.
     */
    public long heightAt(long time) throws IOException {
        View view = view();
        long height = view.lastAtOrBefore(time);
        if (height < view.visible().first()) {
            return -1;
        }
        try (CentralReader reader = new CentralReader(files, view, LineCursor.FEW)) {
            CentralFields block = reader.go(height);
            while (block.timestamp() > time && height > view.visible().first()) {
                block = reader.go(--height);
            }
            return block.timestamp() <= time ? height : -1;
        }
    }
}
