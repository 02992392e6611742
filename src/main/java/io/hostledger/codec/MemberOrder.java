package io.hostledger.codec;

import io.hostledger.chain.JsonWriter;
import java.util.Arrays;

/**
 * The members written so far of every object that is open, the innermost object's last; puts an
 * object's members in their order when it closes.
 */
final class MemberOrder {
    private static final int NONE = -1;
    private static final int FEW = 12;
    private static final int FIRST = 64;
    /** Longer arrays are let go after use. */
    private static final int KEPT = 1 << 14;

    private static final int FIRST_BYTES = 1 << 10;
    private static final int KEPT_BYTES = 1 << 20;

    /** Where each member was written, from its opening quote. */
    private int[] written = new int[FIRST];
    /** Where the name of each ends, at its closing quote. */
    private int[] nameEnds = new int[FIRST];
    /** Where each member stands in the text. */
    private int[] read = new int[FIRST];

    private int size;
    private int[] order = new int[FIRST];
    private int[] merged = new int[FIRST];
    private JsonWriter moved = new JsonWriter(FIRST_BYTES);

    /** Forgets every object. */
    void clear() {
        size = 0;
        if (written.length > KEPT) {
            written = new int[FIRST];
            nameEnds = new int[FIRST];
            read = new int[FIRST];
        }
        if (order.length > KEPT) {
            order = new int[FIRST];
            merged = new int[FIRST];
        }
        if (moved.array().length > KEPT_BYTES) {
            moved = new JsonWriter(FIRST_BYTES);
        }
    }

    /** The mark of an object that opens here. */
    int size() {
        return size;
    }

    /** Adds a member whose name was just written; whether its object, marked {@code mark}, is still in order. */
    boolean add(int mark, int written, int read, JsonWriter out) {
        if (size == this.written.length) {
            this.written = Arrays.copyOf(this.written, 2 * size);
            nameEnds = Arrays.copyOf(nameEnds, 2 * size);
            this.read = Arrays.copyOf(this.read, 2 * size);
        }
        this.written[size] = written;
        nameEnds[size] = out.length() - 1;
        this.read[size] = read;
        size++;
        return size - 1 == mark || compare(size - 2, size - 1, out.array()) < 0;
    }

    int written(int member) {
        return written[member];
    }

    int read(int member) {
        return read[member];
    }

    /** Closes an object that was in order. */
    void close(int mark) {
        size = mark;
    }

    /**
     * Closes an object whose last member ends where {@code out} does, and writes it in order.
     * Answers a member whose name another before it has, and then has written nothing; -1 if there is none.
     */
    int sortAndClose(int mark, JsonWriter out) {
        byte[] form = out.array();
        int count = size - mark;
        if (order.length < count) {
            order = new int[2 * count];
            merged = new int[2 * count];
        }
        for (int i = 0; i < count; i++) {
            order[i] = mark + i;
        }
        sort(0, count, form);
        for (int i = 1; i < count; i++) {
            if (compare(order[i - 1], order[i], form) == 0) {
                return order[i];
            }
        }
        int start = written[mark];
        int end = out.length();
        byte[] unordered = moved.reset().raw(form, start, end).array();
        out.truncate(start);
        for (int i = 0; i < count; i++) {
            int member = order[i];
            int memberEnd = member == size - 1 ? end : written[member + 1] - 1;
            if (i > 0) {
                out.put(',');
            }
            out.raw(unordered, written[member] - start, memberEnd - start);
        }
        size = mark;
        return NONE;
    }

    /** A stable merge sort: texts come from outside, and must not make it slow. */
    private void sort(int from, int to, byte[] form) {
        if (to - from <= FEW) {
            for (int i = from + 1; i < to; i++) {
                insert(from, i, form);
            }
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle, form);
        sort(middle, to, form);
        System.arraycopy(order, from, merged, from, middle - from);
        int left = from;
        int right = middle;
        for (int i = from; left < middle; i++) {
            boolean takeRight = right < to && compare(order[right], merged[left], form) < 0;
            order[i] = takeRight ? order[right++] : merged[left++];
        }
    }

    private void insert(int from, int at, byte[] form) {
        int member = order[at];
        int i = at;
        for (; i > from && compare(order[i - 1], member, form) > 0; i--) {
            order[i] = order[i - 1];
        }
        order[i] = member;
    }

    private int compare(int a, int b, byte[] form) {
        return MemberName.compare(form, written[a] + 1, nameEnds[a], written[b] + 1, nameEnds[b]);
    }
}
