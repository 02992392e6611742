package io.hostledger.disk;

import java.util.Arrays;

/** Bytes that grow; what was never written reads as zero. */
final class Content {
    private byte[] bytes;
    private int length;

    Content(byte[] bytes) {
        this.bytes = bytes.clone();
        this.length = bytes.length;
    }

    int length() {
        return length;
    }

    void write(int position, byte[] source, int from, int to) {
        int end = position + to - from;
        lengthen(end);
        System.arraycopy(source, from, bytes, position, to - from);
    }

    void lengthen(int to) {
        if (to > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length * 2));
        }
        length = Math.max(length, to);
    }

    int read(long position, byte[] buffer, int from, int to) {
        int read = (int) Math.clamp(length - position, 0, to - from);
        if (read > 0) {
            System.arraycopy(bytes, (int) position, buffer, from, read);
        }
        return read;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
