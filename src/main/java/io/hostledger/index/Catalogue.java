package io.hostledger.index;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementType;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import java.util.Collection;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Every element's last entry in the central ledger, sorted by id in UTF-16 code units.
 *
 * <p>One writer (the appender), many readers. The writer puts a block in before it moves the visible
 * height to it: a reader that took the visible height first finds every element up to it, and may
 * find entries that are beyond it already. About 190 bytes an element with an id of 30.
 */
public final class Catalogue {
    /**
     * The last central entry of an element.
     *
     * @param height of the element block
     * @param centralHeight of the central block that names it
     * @param deleted whether its state is null
     */
    public record Last(long height, long centralHeight, boolean deleted) {}

    private final ElementTypes types;
    private final ConcurrentNavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();
    private volatile int size;

    public Catalogue(ElementTypes types) {
        this.types = types;
    }

    public @Nullable Entry get(String id) {
        return entries.get(id);
    }

    /** How many elements have a block, deleted ones too. */
    public int size() {
        return size;
    }

    /** Called by the writer alone: an element has a new last block. The entry may be kept for the next one. */
    public Entry update(ElementId element, Last last) {
        Entry entry = entries.get(element.text());
        return entry == null ? add(new Entry(element.text(), element.type(), last)) : entry.moveOn(last);
    }

    /** As {@link #update(ElementId, Last)}, for an id as it stands in a central line, of a known prefix or not. */
    public Entry update(String id, Last last) {
        Entry entry = entries.get(id);
        return entry == null ? add(new Entry(id, typeOf(id), last)) : entry.moveOn(last);
    }

    private Entry add(Entry entry) {
        entries.put(entry.id, entry);
        size = size + 1;
        return entry;
    }

    private @Nullable ElementType typeOf(String id) {
        try {
            return types.parse(id).type();
        } catch (InvalidElementId e) {
            return null;
        }
    }

    /** The type of every element whose id begins so; null where there is no one type. */
    public @Nullable String typeOfAll(String idPrefix) {
        int colon = idPrefix.indexOf(':');
        ElementType type = colon < 0 ? null : types.ofPrefix(idPrefix.substring(0, colon));
        return type == null ? null : type.name();
    }

    /** All entries in the order of their ids, weakly consistent. */
    public Collection<Entry> ascending() {
        return entries.values();
    }

    /** The entries whose ids are at or behind {@code from} and before {@code to} (null: to the end), in either order. */
    public Collection<Entry> range(String from, @Nullable String to, boolean descending) {
        ConcurrentNavigableMap<String, Entry> range =
                to == null ? entries.tailMap(from, true) : entries.subMap(from, true, to, false);
        return descending ? range.descendingMap().values() : range.values();
    }

    /** An element with its last central entry. Lives as long as the catalogue. */
    public static final class Entry {
        private final String id;
        private final @Nullable ElementType type;
        private volatile Last last;

        private Entry(String id, @Nullable ElementType type, Last last) {
            this.id = id;
            this.type = type;
            this.last = last;
        }

        public String id() {
            return id;
        }

        /** The element; null where its id has a prefix that is not configured (any more), so that its file is not known. */
        public @Nullable ElementId element() {
            return type == null ? null : new ElementId(id, type);
        }

        public Last last() {
            return last;
        }

        /** Called by the writer alone. */
        public Entry moveOn(Last next) {
            last = next;
            return this;
        }
    }
}
