package io.hostledger.query;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.codec.BlockHash;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.StrictJson;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.ElementFields;
import io.hostledger.index.ElementFields.Field;
import io.hostledger.index.UnreadableLedger;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * An element's chain, as far as its blocks' central blocks are visible. It stands on a block, or
 * before or behind some.
 */
final class ElementChain implements AutoCloseable {
    private final ElementId element;
    private final OpenFile file;
    private final LineCursor lines;
    private final long visible;
    private final ElementFields block = new ElementFields();
    /** Height of the block that it stands on; -1: none. */
    private long on = -1;
    /** Where the last visible block starts, once somebody had to know; before all if there is none. */
    private long lastVisible = Long.MIN_VALUE;

    private ElementChain(ElementId element, OpenFile file, long visible, int chunk) throws IOException {
        this.element = element;
        this.file = file;
        this.visible = visible;
        this.lines = new LineCursor(file, 0, Long.MAX_VALUE, chunk);
    }

    /**
     * The chain of an element; null if it has no file.
     *
     * @param visible the highest central height that is seen
     * @param chunk bytes to read at once, as many lines or few are wanted
     */
    static @Nullable ElementChain open(Files files, ElementId element, long visible, int chunk) throws IOException {
        OpenFile file;
        try {
            file = files.open(Layout.chain(element));
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            return new ElementChain(element, file, visible, chunk);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Goes to the last block; false if there is none. */
    boolean last() throws IOException {
        on = -1;
        lines.seekEnd();
        return backToVisible();
    }

    /** Goes to the last block whose central height is at most this one; false if there is none. */
    boolean lastUpTo(long central) throws IOException {
        on = -1;
        lines.seekKey(0, Math.min(central, visible) + 1, this::central);
        return previous();
    }

    /** Goes to the last block that was made at or before a time, microseconds since 1970; false if there is none. */
    boolean lastAt(long time) throws IOException {
        on = -1;
        lines.seekKey(0, time + 1, (bytes, from, to) -> read(bytes, from, to).timestamp());
        return backToVisible();
    }

    private boolean backToVisible() throws IOException {
        do {
            // Lines whose central block is not visible yet are few: what is being written just now.
            if (!previous()) {
                return false;
            }
        } while (block.centralHeight() > visible);
        return true;
    }

    /** Goes to the block of a height; false if there is none. */
    boolean at(long height) throws IOException {
        if (on < 0 || height != on + 1) {
            seek(height);
        }
        return next() && block.height() == height;
    }

    /** Goes before the first block whose height is at least this one. */
    void seek(long height) throws IOException {
        on = -1;
        lines.seekKey(0, height, (bytes, from, to) -> read(bytes, from, to).height());
    }

    /** Goes before the first block. */
    void toStart() {
        on = -1;
        lines.seek(0);
    }

    /** Goes to the next visible block; false if there is none. */
    boolean next() throws IOException {
        return lines.next() && (readHere().centralHeight() <= visible || comesBeforeVisible());
    }

    /** A block that names no visible central block, and has visible ones behind it, was changed: it hides none of them. */
    private boolean comesBeforeVisible() throws IOException {
        long here = lines.offset();
        if (lastVisible == Long.MIN_VALUE) {
            lastVisible = last() ? lines.offset() : -1;
            lines.seek(here);
            lines.next();
            readHere();
        }
        return here < lastVisible;
    }

    /** Goes to the block before; false if there is none. */
    boolean previous() throws IOException {
        if (!lines.previous()) {
            return false;
        }
        readHere();
        return true;
    }

    private long central(byte[] bytes, int from, int to) throws UnreadableLedger {
        long central = block.central(bytes, from, to);
        if (central < 0) {
            throw unreadable("not an element block");
        }
        return central;
    }

    private ElementFields readHere() throws UnreadableLedger {
        read(lines.array(), lines.from(), lines.to());
        on = block.height();
        return block;
    }

    private ElementFields read(byte[] bytes, int from, int to) throws UnreadableLedger {
        if (!block.read(bytes, from, to)) {
            throw unreadable("not an element block");
        }
        return block;
    }

    private UnreadableLedger unreadable(String what) {
        return new UnreadableLedger(Layout.chain(element), lines.offset(), what);
    }

    /** Where the members of the block stand that it went to; good till it goes on. */
    ElementFields block() {
        return block;
    }

    /**
     * Hashes the block that it stands on again, before its state is given to somebody who builds on it.
     *
     * @throws UnreadableLedger if its hash is not that of its content, or it is of another element: it is not what was
     *     recorded here
     */
    void requireIntact() throws UnreadableLedger {
        if (!StrictJson.isCanonical(lines.array(), lines.from(), lines.to(), ElementLine.MAX_LEVELS)) {
            throw unreadable("this line is not JSON in canonical form");
        }
        Hash content = BlockHash.ofElement(Json.ofCanonical(lines.array(), lines.from(), lines.to()));
        if (!says(Field.HASH, content.toString())) {
            throw unreadable("this block's hash is not that of its content");
        }
        if (!says(Field.ELEMENT_ID, element.text())) {
            throw unreadable("this block is of another element");
        }
    }

    private boolean says(Field member, String text) {
        Json value = block.value(member);
        return value.isString() && value.string().equals(text);
    }

    /** The state of that block, {@link #requireIntact} as it was recorded; good till it goes on. */
    Json state() throws UnreadableLedger {
        requireIntact();
        return block.value(Field.STATE);
    }

    /** The line of that block; its bytes are good till it goes on. */
    LineCursor line() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
