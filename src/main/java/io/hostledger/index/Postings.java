package io.hostledger.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which rows have which key: a compressed bitmap for a key that is frequent, else key and row, six
 * bytes, in a sorted table. Immutable.
 */
final class Postings {
    /** From how many rows on a key has a bitmap: where the table would need more than the bitmap's objects do. */
    private static final int FREQUENT = 48;
    /** Bytes of a bitmap's objects, beyond its container. */
    private static final int BITMAP_OBJECTS = 200;

    /** Sorted; the key at an index is that of the bitmap there. */
    private final int[] frequent;

    private final RoaringBitmap[] bitmaps;
    /** Sorted; the row at an index has the key there. */
    private final int[] keys;

    private final char[] rows;

    private Postings(int[] frequent, RoaringBitmap[] bitmaps, int[] keys, char[] rows) {
        this.frequent = frequent;
        this.bitmaps = bitmaps;
        this.keys = keys;
        this.rows = rows;
    }

    /** @param present a bit for each row that has a key at all */
    static Postings of(int[] column, long[] present, int count) {
        long[] pairs = new long[count];
        int n = 0;
        for (int row = 0; row < count; row++) {
            if ((present[row / Long.SIZE] >>> row & 1) != 0) {
                pairs[n++] = (long) column[row] << 16 | row;
            }
        }
        Arrays.sort(pairs, 0, n);
        int many = 0;
        int inMany = 0;
        for (int from = 0; from < n; from = endOfKey(pairs, from, n)) {
            int length = endOfKey(pairs, from, n) - from;
            many += length >= FREQUENT ? 1 : 0;
            inMany += length >= FREQUENT ? length : 0;
        }
        Postings made = new Postings(new int[many], new RoaringBitmap[many], new int[n - inMany], new char[n - inMany]);
        made.fill(pairs, n);
        return made;
    }

    private void fill(long[] pairs, int n) {
        int atBitmap = 0;
        int atKey = 0;
        int from = 0;
        while (from < n) {
            int to = endOfKey(pairs, from, n);
            if (to - from >= FREQUENT) {
                RoaringBitmap bitmap = new RoaringBitmap();
                for (int i = from; i < to; i++) {
                    bitmap.add((int) pairs[i] & 0xFFFF);
                }
                bitmap.runOptimize();
                bitmap.trim();
                frequent[atBitmap] = (int) (pairs[from] >> 16);
                bitmaps[atBitmap++] = bitmap;
            } else {
                for (int i = from; i < to; i++) {
                    keys[atKey] = (int) (pairs[i] >> 16);
                    rows[atKey++] = (char) pairs[i];
                }
            }
            from = to;
        }
    }

    private static int endOfKey(long[] pairs, int from, int n) {
        int to = from + 1;
        while (to < n && pairs[to] >> 16 == pairs[from] >> 16) {
            to++;
        }
        return to;
    }

    void addTo(RoaringBitmap found, int key) {
        int bitmap = Arrays.binarySearch(frequent, key);
        if (bitmap >= 0) {
            found.or(bitmaps[bitmap]);
            return;
        }
        int at = Arrays.binarySearch(keys, key);
        if (at < 0) {
            return;
        }
        while (at > 0 && keys[at - 1] == key) {
            at--;
        }
        for (; at < keys.length && keys[at] == key; at++) {
            found.add(rows[at]);
        }
    }

    long bytes() {
        long bytes = 8L * frequent.length + 6L * keys.length + 64;
        for (RoaringBitmap bitmap : bitmaps) {
            bytes += bitmap.getLongSizeInBytes() + BITMAP_OBJECTS;
        }
        return bytes;
    }

    void writeTo(ByteSink out) {
        out.putInt(frequent.length);
        for (int i = 0; i < frequent.length; i++) {
            ByteBuffer bitmap = ByteBuffer.allocate(bitmaps[i].serializedSizeInBytes());
            bitmaps[i].serialize(bitmap);
            out.putInt(frequent[i]).putInt(bitmap.capacity()).put(bitmap.array());
        }
        out.putInt(keys.length);
        for (int i = 0; i < keys.length; i++) {
            out.putInt(keys[i]).putShort(rows[i]);
        }
    }

    /** @throws RuntimeException if the bytes are no postings */
    static Postings read(ByteBuffer in) throws IOException {
        int many = in.getInt();
        int[] frequent = new int[many];
        RoaringBitmap[] bitmaps = new RoaringBitmap[many];
        for (int i = 0; i < many; i++) {
            frequent[i] = in.getInt();
            byte[] bytes = new byte[in.getInt()];
            in.get(bytes);
            bitmaps[i] = new RoaringBitmap();
            bitmaps[i].deserialize(ByteBuffer.wrap(bytes));
        }
        int few = in.getInt();
        int[] keys = new int[few];
        char[] rows = new char[few];
        for (int i = 0; i < few; i++) {
            keys[i] = in.getInt();
            rows[i] = (char) in.getShort();
        }
        return new Postings(frequent, bitmaps, keys, rows);
    }
}
